/** What runs inside a node before the service itself, to do to it what cannot be done from outside. */

const nodeWith = (script: string): string[] => [
  process.execPath,
  '--import',
  `data:text/javascript,${encodeURIComponent(script)}`,
];

/** The command of a node whose clock is off, as if the machine's were. */
export const withClockOff = (offsetMs: number): string[] =>
  nodeWith(`
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...values) {
        if (values.length === 0) super(Real.now() + ${offsetMs});
        else super(...values);
      }
      static now() {
        return Real.now() + ${offsetMs};
      }
    };
  `);

/** The command of a node that loses the first of its threads on SIGUSR2. */
export const withMortalThread = (): string[] =>
  nodeWith(`
    const threads = [];
    process.on('worker', (thread) => threads.push(thread));
    process.once('SIGUSR2', () => threads[0].terminate());
  `);
