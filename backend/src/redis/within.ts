/**
 * An answer, if it comes in time. One that has arrived while this process stood still counts: it is read after the
 * timers that are due.
 * @throws {Error} when it is late; what it says then is ignored
 */
export const within = async <Result>(ms: number, answer: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      setImmediate(() => {
        reject(new Error(`there was no answer within ${ms} ms`));
      });
    }, ms);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
};
