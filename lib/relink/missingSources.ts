import type { NotebookDocument } from "../notebook/document.ts";
import type { SourceView } from "../store/state.ts";
import { isInBucket } from "./isInBucket.ts";
import type { WantedSource } from "./matchFiles.ts";

/**
 * Sources that the notebook names and whose files are missing, in the notebook's order. Samples come by themselves, and
 * what is in a bucket comes by a connection.
 */
export function missingSources(
  document: Pick<NotebookDocument, "sources">,
  views: readonly SourceView[],
): WantedSource[] {
  // One whose file could not be loaded may get a better one.
  const isMissing = ({ status }: SourceView) => status === "missing" || status === "failed";
  const missing = new Set(views.filter(isMissing).map(({ relation }) => relation));
  return Object.entries(document.sources)
    .filter(
      ([relation, { location }]) =>
        missing.has(relation) && !location.startsWith("sample:") && !isInBucket(location),
    )
    .map(([relation, entry]) => ({ relation, entry }));
}
