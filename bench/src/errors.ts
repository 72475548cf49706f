/** A failure that was foreseen: its message says what to do, and a stack would only hide that. */
export class BenchError extends Error {
  readonly code = 'bench_failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BenchError';
  }
}
