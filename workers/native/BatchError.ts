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
