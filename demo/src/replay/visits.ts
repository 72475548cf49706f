/** Counts the visits of people who open a channel and read, whose failures stop nothing. */
export class Visits {
  readonly #visit: (user: number) => Promise<unknown>;
  #made = 0;
  #failed = 0;

  constructor(visit: (user: number) => Promise<unknown>) {
    this.#visit = visit;
  }

  begin(user: number): void {
    this.#visit(user).then(
      () => {
        this.#made++;
      },
      () => {
        this.#failed++;
      },
    );
  }

  totals(): { readonly made: number; readonly failed: number } {
    return { made: this.#made, failed: this.#failed };
  }
}
