/** Wraps a job so that whoever asks while it runs gets the running one instead of starting it again. */
export function shareInFlight<T>(job: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= job().finally(() => {
      running = undefined;
    });
    return running;
  };
}
