import type { ExitCode } from "../../lib/batch/batchEvents.ts";
import type { EngineError, Outcome } from "../../lib/engine/protocol.ts";

/** Thrown where nothing can run: told, and the run ends with this code. */
export class BatchError extends Error {
  constructor(
    readonly code: ExitCode,
    { message, hint }: Pick<EngineError, "message" | "hint">,
  ) {
    super([message, hint].filter(Boolean).join(" "));
  }
}

/** What a call came to, or the failure thrown with this code. */
export function orThrow<T>(outcome: Outcome<T>, code: ExitCode): T {
  if (outcome.ok) return outcome.value;
  throw new BatchError(code, outcome.error);
}

/** Why a file could not be read or written, to stand in a sentence. */
export function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : null;
  if (code === "ENOENT") return "it is not there";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES" || code === "EPERM") return "it is not allowed";
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** A failure of a bucket with its hint for whoever runs a command: what a page would do about it is not at hand. */
export function outsidePage(error: EngineError): EngineError {
  if (!/doctor|CORS|browser|Data panel|connection/i.test(error.hint ?? "")) return error;
  const hint =
    "Look at the address, at AWS_PROFILE, AWS_REGION and AWS_ENDPOINT_URL, and at the policy of the keys: s3:ListBucket on the bucket, s3:GetObject on what is read, s3:PutObject and s3:DeleteObject below --out.";
  return { ...error, hint };
}
