import { readKept, writeKept } from "../fingers/keptByNotebook.ts";

/** What stands in the scratch cell of a notebook. */
export interface ScratchText {
  kind: "sql" | "ts";
  source: string;
}

const key = "eider.scratch";
/** Longer texts are kept only until the page is closed. */
const mostCharacters = 100_000;

const unkept = new Map<string, ScratchText>();

/** The scratch text that this device keeps for a notebook. */
export function readScratch(notebookId: string): ScratchText {
  const kept = unkept.get(notebookId) ?? readKept(key, notebookId);
  return isScratch(kept) ? kept : { kind: "sql", source: "" };
}

export function writeScratch(notebookId: string, text: ScratchText): void {
  const isLong = text.source.length > mostCharacters;
  if (isLong) unkept.set(notebookId, text);
  else unkept.delete(notebookId);
  if (!isLong) writeKept(key, notebookId, text.source === "" ? null : text);
}

function isScratch(value: unknown): value is ScratchText {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    "source" in value &&
    (value.kind === "sql" || value.kind === "ts") &&
    typeof value.source === "string"
  );
}
