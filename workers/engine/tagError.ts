import type { EngineError } from "../../lib/engine/protocol.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { RemoteReadError } from "../../lib/remote/RemoteFile.ts";
import { neededExtension, sayNeeded } from "../../lib/sql/neededExtension.ts";
import { EngineGone, StatementCancelled } from "./duckHost.ts";

/** Traps of the wasm after which DuckDB answers nothing sensible any more. */
const fatal =
  /memory access out of bounds|function signature mismatch|table index is out of bounds|unreachable|null function|RuntimeError|indirect call/i;
/** How DuckDB begins what it says of a statement, which may quote any word of it. */
const duckDbSays = /^(?:[A-Z][A-Za-z ]* Error:|\{"exception_type")/;
const outOfMemory =
  /out of memory|failed to allocate|could not allocate|malloc of size|bad_alloc|allocation fail/i;

const memoryHint =
  "The browser gives one tab at most 4 GB. Ask for fewer columns or rows, aggregate earlier, or restart the engine to give memory back.";

/**
 * The one place that reads DuckDB's message text: turns whatever was thrown into a failure as data.
 * Positions are added by the caller, who knows the cell's text.
 */
export function tagError(thrown: unknown): EngineError {
  if (thrown instanceof EngineGone)
    return { code: "crashed", message: thrown.message, hint: "Restart the engine." };
  if (thrown instanceof StatementCancelled) return { code: "cancelled", message: thrown.message };
  // What a signal ends: a fetch, most of all.
  if (thrown instanceof Error && thrown.name === "AbortError")
    return { code: "cancelled", message: "The statement was stopped." };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof IngestError || thrown instanceof RemoteReadError) return { code: "file", message };
  if (/query was canceled|INTERRUPT Error|Interrupted!/i.test(message)) {
    return { code: "cancelled", message: "The statement was stopped." };
  }
  if (isFatal(thrown)) {
    return {
      code: "crashed",
      message: `The engine failed inside: ${firstLine(message)}`,
      hint: "Restart the engine.",
    };
  }
  if (outOfMemory.test(message))
    return { code: "out-of-memory", message: firstLine(message), hint: memoryHint };
  const need = neededExtension(message);
  if (need) return { code: "unsupported", ...sayNeeded(need) };
  if (/Permission Error|file system operations are disabled|external access/i.test(message)) {
    return {
      code: "unsupported",
      message: firstLine(message),
      hint: "SQL here reads only what the notebook was given. Add the file as a source and use its name.",
    };
  }
  return { code: "sql", message };
}

/** Whether DuckDB is beyond use after this. */
export function isFatal(thrown: unknown): boolean {
  // A reader's own trap is over with its file.
  if (!(thrown instanceof Error) || thrown instanceof IngestError) return false;
  return fatal.test(`${thrown.name} ${thrown.message}`) && !duckDbSays.test(thrown.message);
}

function firstLine(message: string): string {
  const [first = message] = inWords(message).split("\n", 1);
  // Tables of our own names mean nothing to anybody.
  return first.replace(/Failed to insert into table '__eider_\w+': /, "");
}

/** What inserts throw is JSON. */
function inWords(message: string): string {
  if (!message.startsWith('{"exception_type"')) return message;
  try {
    const told: { exception_type?: unknown; exception_message?: unknown } = JSON.parse(message);
    return `${told.exception_type} Error: ${told.exception_message}`;
  } catch (problem) {
    if (problem instanceof SyntaxError) return message;
    throw problem;
  }
}
