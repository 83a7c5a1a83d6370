import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { NotebookDocument } from "../notebook/document.ts";
import type { NotebookAssets } from "./notebookAssets.ts";

/** What a file of another format became. */
export interface ImportedNotebook {
  readonly document: NotebookDocument;
  /** What Markdown cannot hold (outputs, attachments, metadata), for a file beside it; null where there is nothing. */
  readonly assets: NotebookAssets | null;
  /** What is not as it was, one sentence each. */
  readonly notes: readonly string[];
}

/** An import that did not work: what is wrong, and what to try. */
export function refusedImport(message: string, hint?: string): Outcome<never> {
  const error: EngineError = { code: "file", message, ...(hint === undefined ? {} : { hint }) };
  return { ok: false, error };
}
