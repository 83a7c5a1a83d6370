import { BrokenLoad } from "../score.ts";

/** The promise's own outcome, or a BrokenLoad that says what did not end within so many milliseconds. */
export async function within<T>(limitMs: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new BrokenLoad(`${what} did not end within ${limitMs / 1000} s`)),
      limitMs,
    );
  });
  // Whatever the loser says later is said to nobody.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
