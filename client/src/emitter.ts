/** Events by name with one typed value each; listeners run in the order they were added. */
export class Emitter<Events> {
  readonly #listeners: { [Name in keyof Events]?: Set<(value: Events[Name]) => void> } = {};

  /** Adds a listener; the function returned takes it away. */
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): () => void {
    const listeners: Set<(value: Events[Name]) => void> = this.#listeners[name] ?? new Set();
    this.#listeners[name] = listeners;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Calls the listeners; false when there are none. */
  emit<Name extends keyof Events>(name: Name, value: Events[Name]): boolean {
    const listeners = this.#listeners[name];
    if (listeners === undefined || listeners.size === 0) return false;
    // A copy: who is added by a listener hears of the next one only.
    for (const listener of [...listeners]) listener(value);
    return true;
  }
}
