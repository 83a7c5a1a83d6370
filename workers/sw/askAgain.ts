import type { Clock } from "./clock.ts";

const mostAttempts = 4;
/** A host that cannot be reached, or does not let this page read, mostly stays so. */
const mostFailures = 3;
const firstDelayMs = 200;
/** Whoever asks to wait for longer is told of at once. */
const longestWaitMs = 20_000;

/** Statuses by which a host says that it did nothing yet. */
const refusedForNow = [429, 503];
/** Statuses after which nobody knows. */
const maybeDone = [500, 502, 504];

/**
 * Asks until there is an answer worth having: again after a while where the host is busy, and where nothing came back.
 * `isRepeatable`: asking twice does the same as asking once, so that it may be repeated without knowing what became of
 * the first. The last answer is given back as it is; the last failure is thrown.
 */
export async function askAgain(
  ask: () => Promise<Response>,
  { clock, signal, isRepeatable }: { clock: Clock; signal: AbortSignal; isRepeatable: boolean },
): Promise<Response> {
  const repeated = isRepeatable ? [...refusedForNow, ...maybeDone] : refusedForNow;
  for (let attempt = 1; ; attempt += 1) {
    // Full jitter: callers that were turned away together do not come back together.
    let delayMs = clock.random() * firstDelayMs * 2 ** (attempt - 1);
    try {
      const response = await ask();
      if (!repeated.includes(response.status) || attempt === mostAttempts) return response;
      const wishedMs = retryAfterMs(response.headers.get("retry-after"), clock.now());
      if (wishedMs > longestWaitMs) return response;
      delayMs = Math.max(delayMs, wishedMs);
      void response.body?.cancel();
    } catch (thrown) {
      if (signal.aborted || !isRepeatable || attempt >= mostFailures) throw thrown;
    }
    await clock.wait(delayMs, signal);
  }
}

/** The wait that a host asks for, in seconds or until a date; 0 where it asks for none. */
function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}
