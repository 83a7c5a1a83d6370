import type { EngineError } from "../engine/protocol.ts";
import { signatureHeader, signNotification } from "./signNotification.ts";

/** What sending needs of its surroundings, so that page, command and tests have their own. */
export interface NotifyWays {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Rejects where the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
}

/** What became of a notification; `attempts` counts requests that were sent. */
export type Notified =
  | { readonly ok: true; readonly attempts: number }
  | { readonly ok: false; readonly attempts: number; readonly error: EngineError };

const mostAttempts = 5;
const firstDelayMs = 1000;
/** A subscriber that answers later than this is asked again. */
const patienceMs = 15_000;
const longestWaitMs = 60_000;

/**
 * Posts a signed notification until the subscriber has taken it: again, each time later, where it is busy (429), has
 * trouble of its own (5xx) or does not answer, and never where it refuses. Each try has the same `Eider-Delivery`, by
 * which one that came twice is known. Redirects are refusals: a signature is for one receiver. Never rejects.
 */
export async function sendNotification(
  { url, shown }: { readonly url: string; readonly shown: string },
  body: string,
  { secret, delivery, signal }: { secret: string; delivery: string; signal: AbortSignal },
  ways: NotifyWays,
): Promise<Notified> {
  for (let attempts = 1; ; attempts += 1) {
    const failed = (said: string): Notified => ({ ok: false, attempts, error: untold(shown, said) });
    let delayMs = firstDelayMs * 2 ** (attempts - 1) * (0.5 + ways.random() / 2);
    let said: string;
    try {
      const signature = await signNotification(body, secret, Math.floor(ways.now() / 1000));
      const response = await ways.fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "eider-delivery": delivery,
          [signatureHeader]: signature,
        },
        body,
        redirect: "manual",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      });
      void response.body?.cancel().catch(() => undefined);
      if (response.ok) return { ok: true, attempts };
      said = response.status === 0 ? "it leads elsewhere" : `it answered ${response.status}`;
      if (response.status !== 429 && response.status < 500) return failed(said);
      delayMs = Math.max(delayMs, wishedMs(response.headers.get("retry-after"), ways.now()));
    } catch (thrown) {
      said = `it could not be reached${reasonIn(thrown)}`;
    }
    if (signal.aborted) return failed("it was stopped");
    if (attempts === mostAttempts) return failed(`${said}, ${mostAttempts} times`);
    try {
      await ways.wait(Math.min(delayMs, longestWaitMs), signal);
    } catch {
      return failed("it was stopped");
    }
  }
}

function untold(shown: string, said: string): EngineError {
  return {
    code: "file",
    message: `${shown} was not told: ${said}.`,
    hint: "The data is written all the same. Tell it by hand, or run again.",
  };
}

/** The wait that a subscriber asks for, in seconds or until a date; 0 where it asks for none. */
function wishedMs(header: string | null, nowMs: number): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}

/** Node hides why in the cause. */
function reasonIn(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code !== "") return ` (${code})`;
  return cause instanceof Error && cause.message !== "" ? ` (${cause.message})` : "";
}
