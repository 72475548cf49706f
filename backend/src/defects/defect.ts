import type { Objectives } from '@chatwatch/objectives';
import type { Messages } from '../chat/messages.js';
import type { Store } from '../storage/store.js';

/** Parts of the service that a defect may wrap, each where it is built. */
export interface Seams {
  readonly store: Store;
  readonly messages: Messages;
}

/** Gives a part with its defect, for each part that has one. */
type Wrapping = { readonly [Seam in keyof Seams]?: (part: Seams[Seam]) => Seams[Seam] };

/** Something that can be switched on to see the promise break that it is about. */
export interface Defect {
  /** What it does, for the log. */
  readonly does: string;
  /** Id of the built-in objective that it breaks. */
  readonly breaks: string;
  /** Once a service. */
  readonly wrapping: (objectives: Objectives) => Wrapping;
}

/** The part with some of its members replaced; all others stay its own, with what they keep in private fields. */
export const replacing = <Part extends object>(part: Part, replacements: Partial<Part>): Part =>
  new Proxy(part, {
    get: (target, name) => {
      if (Object.hasOwn(replacements, name)) return Reflect.get(replacements, name) as unknown;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
