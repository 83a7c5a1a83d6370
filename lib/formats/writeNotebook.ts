import "./fullYamlAtHand.ts";
import type { Outcome } from "../engine/protocol.ts";
import { type ImportedNotebook, refusedImport } from "./importedNotebook.ts";
import { exportIpynb } from "./ipynb/exportIpynb.ts";
import { printAssets } from "./notebookAssets.ts";
import { formatNames, type NotebookFormat } from "./notebookFormat.ts";
import { exportNotebookKit } from "./notebookKit/exportNotebookKit.ts";
import { printNotebook } from "./printNotebook.ts";
import { exportScript } from "./script/exportScript.ts";
import { sqlScript, tsScript } from "./script/scriptLanguage.ts";
import type { ShownResults } from "./shownResult.ts";
import { exportStaticHtml, type LiveParts } from "./staticHtml/exportStaticHtml.ts";

/** A notebook as the text of a file. */
export interface WrittenNotebook {
  readonly text: string;
  /** The file that belongs beside it; null where it needs none. */
  readonly assetsText: string | null;
  /** What is not in the file, one sentence each. */
  readonly notes: readonly string[];
}

/** What to write beside the notebook's text, and how. */
export interface WriteOptions {
  readonly results?: ShownResults;
  /** What makes a web page one that works. */
  readonly live?: LiveParts | null;
  /** Whether SQL cells of a Jupyter notebook begin with a `%%sql` line; they do unless this says no. */
  readonly sqlMagic?: boolean;
}

type Written = Pick<ImportedNotebook, "document" | "assets">;

/** Writes a notebook in any format that Eider writes. */
export async function writeNotebook(
  format: NotebookFormat,
  { document, assets }: Written,
  options: WriteOptions = {},
): Promise<Outcome<WrittenNotebook>> {
  const alone = (text: string): Outcome<WrittenNotebook> => {
    const notes = assets
      ? [
          `Outputs, attachments and metadata of Jupyter are not in it (${formatNames[format]} has no place for them).`,
        ]
      : [];
    return { ok: true, value: { text, assetsText: null, notes } };
  };
  switch (format) {
    case "nb.md":
    case "md":
      return {
        ok: true,
        value: { text: printNotebook(document), assetsText: assets && printAssets(assets), notes: [] },
      };
    case "ipynb":
      return whole(exportIpynb(document, { ...options, assets }));
    case "html":
      return whole(await exportStaticHtml(document, { ...options, assets }));
    case "kit.html":
      return alone(exportNotebookKit(document));
    case "sql":
      return alone(exportScript(document, sqlScript));
    case "ts":
      return alone(exportScript(document, tsScript));
    case "qmd":
      return refusedImport(
        "Quarto documents are only read.",
        "Write a notebook, a page or a script instead.",
      );
  }
}

function whole(text: string): Outcome<WrittenNotebook> {
  return { ok: true, value: { text, assetsText: null, notes: [] } };
}
