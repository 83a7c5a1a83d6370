import type { Outcome } from "../engine/protocol.ts";
import { refusedImport } from "./importedNotebook.ts";
import { isJsonObject, type JsonObject, objectUnder, textUnder } from "./jsonObject.ts";

/** What a cell of an `.ipynb` file had beside its text. */
export interface CellAssets {
  /** The cell's metadata as it stood there. */
  readonly metadata?: JsonObject;
  readonly attachments?: JsonObject;
  readonly outputs?: readonly JsonObject[];
  readonly executionCount?: number;
  /** What stood before the text and is not part of it: the line of a `%%sql` magic, with its line end. */
  readonly prefix?: string;
  /** The text as it was, where it had other line ends than LF. */
  readonly source?: string;
}

/** The file beside a notebook, `X.nb.assets.json`: everything of an `.ipynb` file that the notebook's text does not say. */
export interface NotebookAssets {
  readonly eiderAssets: 1;
  /** The notebook's metadata as it stood there. */
  readonly metadata: JsonObject;
  /** By the id that the cell's marker carries. */
  readonly cells: Readonly<Record<string, CellAssets>>;
}

/** The assets of a cell; none where it has no entry. */
export function assetsOf(assets: NotebookAssets | null, id: string): CellAssets {
  return (assets && Object.hasOwn(assets.cells, id) ? assets.cells[id] : undefined) ?? {};
}

/** The name of the file that holds a notebook's assets. */
export function assetsFileName(notebookName: string): string {
  return `${notebookName.replace(/\.md$/i, "")}.assets.json`;
}

/** The assets as the text of their file. */
export function printAssets(assets: NotebookAssets): string {
  return `${JSON.stringify(assets, null, 1)}\n`;
}

/** Reads the file of a notebook's assets. What does not have the form of an asset is left out. */
export function parseAssets(text: string): Outcome<NotebookAssets> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refusedImport("The file of the notebook's assets is not JSON.", "Open the notebook without it.");
  }
  if (!isJsonObject(data) || data.eiderAssets !== 1) {
    return refusedImport("The file beside the notebook does not hold its assets.");
  }
  const cells = Object.entries(objectUnder(data, "cells")).flatMap(([id, entry]) =>
    isJsonObject(entry) ? [[id, cellAssets(entry)]] : [],
  );
  const metadata = objectUnder(data, "metadata");
  return { ok: true, value: { eiderAssets: 1, metadata, cells: Object.fromEntries(cells) } };
}

function cellAssets(entry: JsonObject): CellAssets {
  const { metadata, attachments, outputs, executionCount } = entry;
  const prefix = textUnder(entry, "prefix");
  const source = textUnder(entry, "source");
  return {
    ...(isJsonObject(metadata) ? { metadata } : {}),
    ...(isJsonObject(attachments) ? { attachments } : {}),
    ...(Array.isArray(outputs) ? { outputs: outputs.filter(isJsonObject) } : {}),
    ...(typeof executionCount === "number" ? { executionCount } : {}),
    ...(prefix === null ? {} : { prefix }),
    ...(source === null ? {} : { source }),
  };
}
