import type { Outcome } from "../../engine/protocol.ts";
import { nameCells } from "../cellNaming.ts";
import { type ImportedNotebook, refusedImport } from "../importedNotebook.ts";
import { printInfo } from "../infoString.ts";
import { NotebookParseError, parseNotebook } from "../parseNotebook.ts";
import { type FencedBlock, fencedBlocks, rewriteFences } from "../rewriteFences.ts";

/** Whether a Markdown text is a page of Evidence: it has a query by its name alone, and no cell of ours. */
export function isEvidence(text: string): boolean {
  try {
    const hasCell = parseNotebook(text).cells.some(({ kind }) => kind !== "md");
    return !hasCell && fencedBlocks(text).some((block) => queryName(block) !== null);
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return false;
    throw thrown;
  }
}

/**
 * Reads a page of Evidence: its queries become SQL cells, `${query}` in them the query's name, and all else stays as it
 * is. What its components put into a query is not known here; it stays and is noted.
 */
export function importEvidence(text: string): Outcome<ImportedNotebook> {
  try {
    const queries = fencedBlocks(text).map(queryName);
    const names = nameCells(queries.map((query) => (query === null ? "none" : { wanted: query })));
    const byQuery = new Map(
      queries.flatMap((query, at) => (query === null ? [] : [[query, names[at] ?? ""]])),
    );
    const notes: string[] = [];
    const rewritten = rewriteFences(text, ({ lines }, at) => {
      const name = names[at] ?? "";
      if (queries[at] === null || queries[at] === undefined) return null;
      const source = lines.join("\n").replace(/\$\{[ \t]*([^{}]+?)[ \t]*\}/g, (whole, inside: string) => {
        const query = byQuery.get(inside);
        if (query !== undefined) return query;
        notes.push(`${whole} in ${name} has no meaning here: put a value or a relation in its place.`);
        return whole;
      });
      return { info: printInfo({ kind: "sql", name, options: {} }), source };
    });
    return { ok: true, value: { document: parseNotebook(rewritten), assets: null, notes } };
  } catch (thrown) {
    if (!(thrown instanceof NotebookParseError)) throw thrown;
    return refusedImport(`The page cannot be read. ${thrown.message}`, "Correct its front matter.");
  }
}

/** The name of a query, as in the fence "sql by_day"; null for any other block. */
function queryName({ fence }: FencedBlock): string | null {
  return /^sql[ \t]+([^\s={}]+)$/.exec(fence.info)?.[1] ?? null;
}
