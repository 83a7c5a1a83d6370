import type { S3Outcome } from "../askS3.ts";

/** Waits, and rejects where the signal is aborted meanwhile. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

const attempts = 4;
const firstDelayMs = 500;
/** What would be answered in the same way again. */
const isFinal = (code: string) =>
  /^(AccessDenied|NoSuch|Invalid|Signature|Expired|RequestTimeTooSkewed|Precondition|Entity|HiddenETag)/.test(
    code,
  );

/** Tries something until it is done, a few times, each later than the one before; a refusal that stays so is not tried again. */
export async function tryAgain<T>(
  attempt: () => Promise<S3Outcome<T>>,
  wait: Wait,
  signal?: AbortSignal,
): Promise<S3Outcome<T>> {
  for (let count = 1; ; count += 1) {
    const outcome = await attempt();
    if (outcome.ok || count === attempts || isFinal(outcome.error.s3Code)) return outcome;
    if (outcome.error.code === "cancelled") return outcome;
    try {
      await wait(firstDelayMs * 2 ** (count - 1), signal);
    } catch (thrown) {
      if (!signal?.aborted) throw thrown;
      return { ok: false, error: { code: "cancelled", message: "Stopped.", s3Code: "" } };
    }
  }
}
