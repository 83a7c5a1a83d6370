import type { Outcome } from "../../engine/protocol.ts";
import type { Cell, NotebookDocument } from "../../notebook/document.ts";
import { nameCells } from "../cellNaming.ts";
import { importedCell } from "../importedCell.ts";
import type { ImportedNotebook } from "../importedNotebook.ts";
import { type JsonObject, objectUnder, withoutKeys } from "../jsonObject.ts";
import type { CellAssets } from "../notebookAssets.ts";
import { sameData } from "../sameData.ts";
import { freeId, plainCellId } from "./cellIds.ts";
import { draftCells } from "./draftCells.ts";
import type { IpynbCell } from "./ipynbCell.ts";
import { frontOf, ownNotebookMetadata } from "./notebookFront.ts";
import { parseIpynb } from "./parseIpynb.ts";
import { notebookLanguage, type ReadCell, readCell } from "./readCell.ts";

/**
 * Reads an `.ipynb` file: its cells in their order with their very text, SQL and TypeScript to be run and all else kept.
 * Outputs, attachments and metadata go to the assets, by the id that the cell's marker then carries.
 */
export function importIpynb(text: string): Outcome<ImportedNotebook> {
  const parsed = parseIpynb(text);
  if (!parsed.ok) return parsed;
  const { notebook, notes } = parsed.value;
  const language = notebookLanguage(notebook.metadata);
  const read = notebook.cells.map((cell) => readCell(cell, language));
  const names = nameCells(read.map(({ name }) => name));
  const found = notebook.cells.map((cell, index): Found => {
    const facts = read[index] ?? readCell(cell, language);
    return { cell, read: facts, name: names[index] ?? "", assets: cellAssets(cell, facts) };
  });
  const own = madeHere(found, language);
  const taken = new Set<string | null>(notebook.cells.map(({ id }) => id));
  const entries: [string, CellAssets][] = [];
  const cells = found.map(({ cell, read, name, assets }, index): Cell => {
    const plain = plainCellId({ name }, index);
    const id = cell.id ?? freeId(plain, taken);
    const keeps = assets !== null && own[index] !== true;
    if (keeps) entries.push([id, assets]);
    // An id that any export would come to is not worth a line of the text.
    const marker = keeps || id !== plain ? { id, ...read.meta } : read.meta;
    return importedCell({ id, name, kind: read.kind, source: read.source, options: read.options }, marker);
  });
  const document: NotebookDocument = { ...frontOf(notebook.metadata), cells };
  const isOwn = entries.length === 0 && sameData(notebook.metadata, ownNotebookMetadata(document));
  const metadata = withoutOurs(notebook.metadata, ["frontMatter"]);
  const assets = isOwn ? null : { eiderAssets: 1 as const, metadata, cells: Object.fromEntries(entries) };
  return { ok: true, value: { document, assets, notes } };
}

interface Found {
  readonly cell: IpynbCell;
  readonly read: ReadCell;
  readonly name: string;
  readonly assets: CellAssets | null;
}

/** Which cells stand in the file just as an export would write them from their text alone. */
function madeHere(found: readonly Found[], language: string): boolean[] {
  const cells = found.map(({ read: { kind, source, options, meta }, name }, index) =>
    importedCell({ id: `cell-${index}`, kind, name, source, options }, meta),
  );
  const drafts = draftCells(cells, [], { language, sqlMagic: true });
  return found.map(({ cell, assets }, index) => {
    const draft = drafts[index];
    const isMore = assets?.outputs || assets?.attachments || assets?.executionCount !== undefined;
    return !isMore && draft?.source === cell.source && sameData(draft.metadata, cell.metadata);
  });
}

/** The keys of a cell's `metadata.eider` that the text of the notebook says itself. */
const saidByText = ["kind", "name", "options", "meta"];

/** The metadata without what Eider wrote into it and says elsewhere. */
function withoutOurs(metadata: JsonObject, keys: readonly string[]): JsonObject {
  const rest = withoutKeys(objectUnder(metadata, "eider"), keys);
  const others = withoutKeys(metadata, ["eider"]);
  return Object.keys(rest).length > 0 ? { ...others, eider: rest } : others;
}

function cellAssets(cell: IpynbCell, read: ReadCell): CellAssets | null {
  const metadata = withoutOurs(cell.metadata, saidByText);
  const assets: CellAssets = {
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(cell.attachments ? { attachments: cell.attachments } : {}),
    ...(cell.outputs.length > 0 ? { outputs: cell.outputs } : {}),
    ...(cell.executionCount === null ? {} : { executionCount: cell.executionCount }),
    ...(read.prefix === "" ? {} : { prefix: read.prefix }),
    ...(cell.source.includes("\r") ? { source: cell.source } : {}),
  };
  return Object.keys(assets).length > 0 ? assets : null;
}
