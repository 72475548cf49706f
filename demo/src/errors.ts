/** Why a demo ended that could not do its work, a sentence each. */
export type DemoErrorCode =
  /** An option of the command is not known or has a value it cannot have. */
  | 'bad_option'
  /** The trace cannot be read, or a line of it is none. */
  | 'bad_trace'
  /** The service did not start, or ended before it was told to. */
  | 'service_failed'
  /** A result cannot be written where it was asked for. */
  | 'not_writable';

/** A failure that was foreseen: its message is for the person at the terminal, who needs no stack. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  readonly code: DemoErrorCode;

  constructor(code: DemoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** What the process ends with: 2 for a wrong command, as shells have it. */
  get exitCode(): number {
    return this.code === 'bad_option' ? 2 : 1;
  }
}

/** What an unknown failure says. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
