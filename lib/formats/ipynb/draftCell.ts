import type { Cell } from "../../notebook/document.ts";
import { isRelationName } from "../../notebook/relationName.ts";
import { unixLineEnds } from "../../notebook/unixLineEnds.ts";
import { type JsonObject, objectUnder, withoutKeys } from "../jsonObject.ts";
import type { CellAssets } from "../notebookAssets.ts";
import { sameData } from "../sameData.ts";
import type { IpynbCell } from "./ipynbCell.ts";
import { codeKind, type ReadCell, readCell } from "./readCell.ts";
import { readSqlMagic, sqlMagicLine } from "./sqlMagic.ts";

/** How a cell's name is said: as the file had it or as its place gives it, as a wish, or word for word. */
export type Naming = "asRead" | "wanted" | "exact";

/** What surrounds a cell that is written. */
export interface DraftContext {
  /** The language of the notebook's kernel. */
  readonly language: string;
  /** Whether SQL cells begin with a `%%sql` line, so that they run where Jupyter has that magic. */
  readonly sqlMagic: boolean;
}

/** A cell as it will stand in an `.ipynb` file, without its outputs, and what reading it gives. */
export interface CellDraft extends Pick<IpynbCell, "type" | "source" | "metadata"> {
  readonly read: ReadCell;
}

/**
 * Writes a cell so that reading it gives the cell back: as its file had it as far as that still says the same, with
 * VS Code's language metadata where the kernel speaks another language, and with keys of our own for the rest.
 */
export function draftCell(cell: Cell, assets: CellAssets, naming: Naming, context: DraftContext): CellDraft {
  const type = cell.kind === "md" ? "markdown" : cell.kind === "raw" ? "raw" : "code";
  const named = withName(withExtras(ownMetadata(cell, assets, context), cell), cell, type, naming);
  for (const prefix of prefixes(cell, assets, naming, context)) {
    const source = textOf(cell, assets, prefix);
    for (const metadata of spokenFor(named, cell.kind)) {
      const read = readCell({ type, source, metadata }, context.language);
      if (read.kind === cell.kind && read.source === cell.source) return { type, source, metadata, read };
    }
  }
  throw new Error(`A cell of kind ${cell.kind} could not be written for Jupyter.`);
}

/** The metadata that the cell had, or what a cell made here gets. */
function ownMetadata(cell: Cell, { metadata, prefix }: CellAssets, { language }: DraftContext): JsonObject {
  if (metadata) return metadata;
  const isForeign = prefix !== undefined || cell.kind === "md" || cell.kind === "raw";
  return isForeign || cell.kind === codeKind(language)
    ? {}
    : { vscode: { languageId: languageId(cell.kind) } };
}

function languageId(kind: string): string {
  if (kind === "ts") return "typescript";
  return kind === "chart" ? "json" : kind;
}

/** The ways to say the kind, the plainest first. */
function spokenFor(metadata: JsonObject, kind: string): JsonObject[] {
  const eider = { ...objectUnder(metadata, "eider"), kind };
  const vscode = { ...objectUnder(metadata, "vscode"), languageId: languageId(kind) };
  return [metadata, { ...metadata, vscode }, { ...metadata, eider }];
}

/** What can stand before the text, the best first. Only SQL has anything there. */
function prefixes(cell: Cell, assets: CellAssets, naming: Naming, context: DraftContext): string[] {
  if (cell.kind !== "sql") return [""];
  const magic = sqlMagicLine(cell.name);
  if (assets.prefix !== undefined) {
    const given = readSqlMagic(assets.prefix)?.name ?? null;
    const renamed =
      given === null || naming === "asRead" ? assets.prefix : renamedIn(assets.prefix, given, cell.name);
    // A magic for one line cannot hold more of them.
    return [renamed, assets.prefix, magic];
  }
  const isForeign = assets.metadata !== undefined || codeKind(context.language) === "sql";
  return context.sqlMagic && !isForeign ? [magic, ""] : ["", magic];
}

function renamedIn(prefix: string, from: string, to: string): string {
  const at = prefix.lastIndexOf(from);
  return prefix.slice(0, at) + to + prefix.slice(at + from.length);
}

/** The text with what stands before it; with the line ends that it had, where it is still the same text. */
function textOf(cell: Cell, assets: CellAssets, prefix: string): string {
  const text = prefix + cell.source;
  return assets.source !== undefined && unixLineEnds(assets.source) === text ? assets.source : text;
}

/** Options, and what the marker line carries beside the id. */
function withExtras(metadata: JsonObject, { options, layout }: Cell): JsonObject {
  const meta = withoutKeys(layout?.meta ?? {}, ["id"]);
  const eider = {
    ...objectUnder(metadata, "eider"),
    ...(Object.keys(options).length > 0 ? { options } : {}),
    ...(Object.keys(meta).length > 0 ? { meta } : {}),
  };
  return Object.keys(eider).length > 0 && !sameData(eider, metadata.eider)
    ? { ...metadata, eider }
    : metadata;
}

function withName(metadata: JsonObject, { name }: Cell, type: IpynbCell["type"], naming: Naming): JsonObject {
  if (type === "markdown" || naming === "asRead") return metadata;
  // The format's own key is for all to see.
  if (naming === "wanted" && isRelationName(name)) return { ...metadata, name };
  return { ...metadata, eider: { ...objectUnder(metadata, "eider"), name } };
}
