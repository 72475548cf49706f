import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

interface Code<Props> {
  default: ComponentType<Props>;
}

/** What is loaded when it is needed first. */
export interface Part<Props> {
  /** Loaded when it is drawn first, and drawn at once where it was loaded before. */
  readonly component: LazyExoticComponent<ComponentType<Props>>;
  load(): Promise<Code<Props>>;
}

/** What React takes for a promise, and sees kept at once: it would draw something else until a real one is. */
const kept = <Props>(code: Code<Props>): Promise<Code<Props>> =>
  // React calls nothing else of it.
  ({
    then: (take: (code: Code<Props>) => void) => {
      take(code);
    },
  }) as unknown as Promise<Code<Props>>;

/** @param get loads the code, such as an `import()` */
export const part = <Props>(get: () => Promise<Code<Props>>): Part<Props> => {
  let loaded: Code<Props> | undefined;
  const load = async (): Promise<Code<Props>> => (loaded = await get());
  return { load, component: lazy(() => (loaded === undefined ? load() : kept(loaded))) };
};
