/** A failure that was foreseen: its message says what to do, and a stack would only hide that. */
export class BenchError extends Error {
  readonly code: string = 'bench_failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A bench that cannot run on this machine; the others can. */
export class BenchSkipped extends BenchError {
  override readonly code = 'bench_skipped';
}
