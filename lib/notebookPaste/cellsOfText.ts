import { withoutUnreadFrontMatter } from "../formats/frontMatter.ts";
import { isCellInfo, parseInfo } from "../formats/infoString.ts";
import { NotebookParseError, parseNotebook } from "../formats/parseNotebook.ts";
import { fencedBlocks, rewriteFences } from "../formats/rewriteFences.ts";
import { type Cell, knownKinds } from "../notebook/document.ts";

/** Languages of ordinary Markdown fences that become cells, by what people write after the fence. */
const kindOfLanguage: Readonly<Record<string, string>> = {
  sql: "sql",
  duckdb: "sql",
  ts: "ts",
  typescript: "ts",
  js: "ts",
  javascript: "ts",
};

/** A name that no file can hold, for cells that had none: they get free ones where they are put in. */
const unnamed = "__unnamed__";

/**
 * The cells in a pasted text, without ids or layout to rely on; null where it is not meant as cells. What a notebook
 * copied (`areCells`) always is; any other text is where it is Markdown with a fence of SQL, TypeScript or JavaScript,
 * or with a cell in it. Cells without a name have "".
 */
export function cellsOfText(text: string, areCells: boolean): Cell[] | null {
  if (!areCells && !fencedBlocks(text).some(({ fence }) => kindOfFence(fence.info) !== null)) return null;
  const readable = withoutUnreadFrontMatter(text);
  const { cells } = parse(areCells ? readable : named(readable)) ?? { cells: [] };
  const found = cells
    .filter((cell) => cell.kind !== "md" || cell.source.trim() !== "")
    .map((cell): Cell => ({ ...cell, name: cell.name === unnamed ? "" : cell.name, layout: null }));
  return found.length > 0 ? found : null;
}

function named(text: string): string {
  return rewriteFences(text, ({ fence }) => {
    const kind = kindOfFence(fence.info);
    return kind === null || isCellInfo(parseInfo(fence.info)) ? null : { info: `${kind} name=${unnamed}` };
  });
}

/** The kind of the cell that a fence is or becomes; null for a fence that stays prose. */
function kindOfFence(infoString: string): string | null {
  const info = parseInfo(infoString);
  if (isCellInfo(info)) return knownKinds.some((kind) => kind === info.kind) ? info.kind : null;
  const language = info.kind
    .replace(/^\{?\.?/, "")
    .replace(/\}$/, "")
    .toLowerCase();
  return Object.hasOwn(kindOfLanguage, language) ? (kindOfLanguage[language] ?? null) : null;
}

function parse(text: string) {
  try {
    return parseNotebook(text);
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return null;
    throw thrown;
  }
}
