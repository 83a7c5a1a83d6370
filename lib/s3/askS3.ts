import type { EngineError, Outcome } from "../engine/protocol.ts";
import { refusalHeader } from "../remote/refusalHeader.ts";
import type { Connection } from "./connection.ts";
import { explainS3 } from "./explainS3.ts";
import { storeOrigin } from "./objectUrl.ts";
import type { S3Ask } from "./s3Path.ts";

/** One connection as something that can be asked: through the service worker in a page, past it in a test. */
export interface S3Way {
  readonly connection: Connection;
  send(ask: S3Ask, init?: RequestInit): Promise<Response>;
}

/** A failure with the code of a store's error, where there was one: "NoSuchKey", or ours, "Cors" and "Unreachable". */
export interface S3Failure extends EngineError {
  readonly s3Code: string;
}

export type S3Outcome<T> = { ok: true; value: T } | { ok: false; error: S3Failure };

const failed = (error: EngineError, s3Code: string): S3Outcome<never> => ({
  ok: false,
  error: { ...error, s3Code },
});

/** Asks something of a bucket; a refusal, an answer that is none, and a stop are values. */
export async function askS3(way: S3Way, ask: S3Ask, init: RequestInit = {}): Promise<S3Outcome<Response>> {
  let response: Response;
  try {
    response = await way.send(ask, init);
  } catch (thrown) {
    if (init.signal?.aborted) return failed({ code: "cancelled", message: "Stopped." }, "");
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return failed({ code: "file", message: `The bucket could not be asked: ${why}.` }, "");
  }
  if (init.signal?.aborted) {
    void response.body?.cancel();
    return failed({ code: "cancelled", message: "Stopped." }, "");
  }
  if (response.ok) return { ok: true, value: response };
  return refusalOf(way, ask, response);
}

async function refusalOf(way: S3Way, ask: S3Ask, response: Response): Promise<S3Outcome<never>> {
  const header = response.headers.get(refusalHeader) ?? String(response.status);
  // "1" is a refusal of the service worker itself, and three digits are all that the store said.
  const s3Code = header === "1" ? "" : header;
  const text = await response.text().catch(() => "");
  try {
    const body: unknown = JSON.parse(text);
    const { error, hint }: { error?: unknown; hint?: unknown } = typeof body === "object" && body ? body : {};
    if (typeof error === "string")
      return failed({ code: "file", message: error, ...(typeof hint === "string" ? { hint } : {}) }, s3Code);
  } catch {
    // An answer to HEAD has no body.
  }
  const { connection } = way;
  const { message, hint } = explainS3(s3Code.replace(/^\d+$/, ""), response.status, {
    bucket: connection.bucket,
    key: ask.kind === "list" ? null : ask.key,
    host: new URL(storeOrigin(connection)).host,
    region: connection.region,
    isSigned: connection.access.kind === "keys",
  });
  return failed({ code: "file", message, hint }, s3Code);
}

/** An outcome for whoever does not look at codes of S3. */
export function plainOutcome<T>(outcome: S3Outcome<T>): Outcome<T> {
  if (outcome.ok) return outcome;
  const { s3Code: _, ...error } = outcome.error;
  return { ok: false, error };
}
