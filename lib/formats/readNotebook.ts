import "./fullYamlAtHand.ts";
import type { Outcome } from "../engine/protocol.ts";
import { importEvidence, isEvidence } from "./evidence/importEvidence.ts";
import { type ImportedNotebook, refusedImport } from "./importedNotebook.ts";
import { importIpynb } from "./ipynb/importIpynb.ts";
import { parseAssets } from "./notebookAssets.ts";
import type { NotebookFormat } from "./notebookFormat.ts";
import { importNotebookKit } from "./notebookKit/importNotebookKit.ts";
import { NotebookParseError, parseNotebook } from "./parseNotebook.ts";
import { importQuarto } from "./quarto/importQuarto.ts";
import { importScript } from "./script/importScript.ts";
import { sqlScript, tsScript } from "./script/scriptLanguage.ts";

/** Reads a notebook of any format. `assetsText` is the file beside an Eider notebook, null where there is none. */
export function readNotebook(
  format: NotebookFormat,
  text: string,
  assetsText: string | null = null,
): Outcome<ImportedNotebook> {
  switch (format) {
    case "nb.md":
      return readOwn(text, assetsText);
    case "md":
      return isEvidence(text) ? importEvidence(text) : readOwn(text, assetsText);
    case "ipynb":
      return importIpynb(text);
    case "html":
    case "kit.html":
      return importNotebookKit(text);
    case "sql":
      return importScript(text, sqlScript);
    case "ts":
      return importScript(text, tsScript);
    case "qmd":
      return importQuarto(text);
  }
}

function readOwn(text: string, assetsText: string | null): Outcome<ImportedNotebook> {
  const assets = assetsText === null ? null : parseAssets(assetsText);
  if (assets && !assets.ok) return assets;
  try {
    const document = parseNotebook(text);
    return { ok: true, value: { document, assets: assets?.value ?? null, notes: [] } };
  } catch (thrown) {
    if (!(thrown instanceof NotebookParseError)) throw thrown;
    return refusedImport(`The notebook cannot be read. ${thrown.message}`);
  }
}
