import type { NotebookDocument } from "../../notebook/document.ts";
import type { JsonObject } from "../jsonObject.ts";
import { assetsOf, type CellAssets, type NotebookAssets } from "../notebookAssets.ts";
import type { ShownResults } from "../shownResult.ts";
import { carriedId, cellIds } from "./cellIds.ts";
import type { CellDraft } from "./draftCell.ts";
import { draftCells } from "./draftCells.ts";
import { textAsLines } from "./multilineText.ts";
import { ownNotebookMetadata, withFront } from "./notebookFront.ts";
import { notebookLanguage } from "./readCell.ts";
import { resultOutput } from "./resultOutput.ts";
import { SetAside } from "./setAside.ts";
import { validCellMetadata, validNotebookMetadata } from "./validMetadata.ts";
import { validBundle, validCount, validOutput } from "./validOutput.ts";

/** What goes into an `.ipynb` file beside the notebook's own text. */
export interface IpynbOptions {
  readonly assets?: NotebookAssets | null;
  readonly results?: ShownResults;
  /** Whether SQL cells made here begin with a `%%sql` line; they do unless this says no. */
  readonly sqlMagic?: boolean;
}

/** The notebook as the text of an `.ipynb` file, nbformat 4.5. Reading it gives the same cells. */
export function exportIpynb(document: NotebookDocument, options: IpynbOptions = {}): string {
  const { assets = null, results, sqlMagic = true } = options;
  const metadata = assets ? withFront(assets.metadata, document) : ownNotebookMetadata(document);
  const context = { language: notebookLanguage(metadata), sqlMagic };
  const kept = document.cells.map((cell) => validAssets(cell.kind, assetsOf(assets, carriedId(cell) ?? "")));
  const ids = cellIds(document.cells);
  const drafts = draftCells(document.cells, kept, context);
  const cells = drafts.map((draft, index) => {
    const { id = "" } = document.cells[index] ?? {};
    const fresh = results?.get(id)?.map(resultOutput);
    const shown = fresh ? { ...kept[index], outputs: fresh } : kept[index];
    return cellJson(draft, ids[index] ?? "", shown ?? {});
  });
  const aside = new SetAside();
  const valid = validNotebookMetadata(metadata, aside);
  return `${JSON.stringify({ cells, metadata: aside.into(valid), nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** The assets with only what the format allows: their file may have been changed by hand. */
function validAssets(kind: string, assets: CellAssets): CellAssets {
  const type = kind === "md" ? "markdown" : kind === "raw" ? "raw" : "code";
  const aside = new SetAside();
  const metadata = assets.metadata && validCellMetadata(type, assets.metadata, aside);
  const attachments =
    assets.attachments &&
    Object.fromEntries(
      Object.entries(assets.attachments).map(([name, media]) => [
        name,
        validBundle(media, `attachments.${name}`, aside),
      ]),
    );
  const outputs = assets.outputs?.map((output, index) => validOutput(output, `outputs.${index}`, aside));
  const executionCount = validCount(assets.executionCount);
  const { prefix, source } = assets;
  return {
    ...(metadata || !aside.isEmpty ? { metadata: aside.into(metadata ?? {}) } : {}),
    ...(attachments && type !== "code" ? { attachments } : {}),
    ...(outputs && type === "code" ? { outputs } : {}),
    ...(executionCount !== null && type === "code" ? { executionCount } : {}),
    ...(prefix === undefined ? {} : { prefix }),
    ...(source === undefined ? {} : { source }),
  };
}

/** Keys in the order of the alphabet, as Jupyter writes them, so that its next save changes little. */
function cellJson({ type, source, metadata }: CellDraft, id: string, assets: CellAssets): JsonObject {
  return {
    ...(assets.attachments ? { attachments: assets.attachments } : {}),
    cell_type: type,
    ...(type === "code" ? { execution_count: assets.executionCount ?? null } : {}),
    id,
    metadata,
    ...(type === "code" ? { outputs: assets.outputs ?? [] } : {}),
    source: textAsLines(source),
  };
}
