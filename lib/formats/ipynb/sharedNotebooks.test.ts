import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { NotebookDocument } from "../../notebook/document.ts";
import type { ImportedNotebook } from "../importedNotebook.ts";
import { parseAssets, printAssets } from "../notebookAssets.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printNotebook } from "../printNotebook.ts";
import { exportIpynb } from "./exportIpynb.ts";
import { importIpynb } from "./importIpynb.ts";
import { ipynbProblems } from "./testing/ipynbProblems.ts";

const folder = fileURLToPath(new URL("../../../../shared/data/notebooks/", import.meta.url));
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ipynb"))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort()
  : [];

/** The JSON as a notebook of any version, far enough to find its cells without the code that is tested. */
interface AnyNotebook {
  nbformat: number;
  cells?: AnyCell[];
  worksheets?: { cells?: AnyCell[] }[];
}
interface AnyCell {
  cell_type: string;
  id?: string;
  level?: number;
  source?: string | string[];
  input?: string | string[];
  outputs?: Record<string, unknown>[];
  metadata: unknown;
  attachments?: unknown;
  execution_count?: number | null;
}

const given = (file: string): AnyNotebook => JSON.parse(readFileSync(join(folder, file), "utf8"));
const cellsOf = ({ cells, worksheets }: AnyNotebook) =>
  cells ?? (worksheets ?? []).flatMap((worksheet) => worksheet.cells ?? []);
const joined = (text: string | string[] | undefined) => (Array.isArray(text) ? text.join("") : (text ?? ""));

function imported(text: string): ImportedNotebook {
  const outcome = importIpynb(text);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

function plain({ cells }: NotebookDocument) {
  return cells.map(({ kind, name, source, options }) => ({ kind, name, source, options: { ...options } }));
}

/** As it is after being kept in files: the text and what lies beside it. */
function throughFiles({ document, assets }: ImportedNotebook) {
  const kept = assets && parseAssets(printAssets(assets));
  return { document: parseNotebook(printNotebook(document)), assets: kept?.ok ? kept.value : null };
}

describe.skipIf(files.length === 0)("every notebook of the shared data", () => {
  it.each(files)("%s is imported cell by cell with its very text", (file) => {
    const notebook = given(file);
    const { document } = imported(JSON.stringify(notebook));
    const expected = cellsOf(notebook).map((cell) => {
      const text = joined(cell.source ?? cell.input).replace(/\r\n?/g, "\n");
      return cell.cell_type === "heading" ? `${"#".repeat(cell.level ?? 1)} ${text}` : text;
    });
    expect(document.cells.map(({ source }) => source)).toEqual(expected);
    const text = printNotebook(document);
    expect(plain(parseNotebook(text))).toEqual(plain(document));
    expect(printNotebook(parseNotebook(text))).toBe(text);
  });

  it.each(files)("%s goes out as valid nbformat 4.5 and comes in again as the same cells", (file) => {
    const first = imported(JSON.stringify(given(file)));
    const { document, assets } = throughFiles(first);
    const out = exportIpynb(document, { assets });
    expect(ipynbProblems(out)).toEqual([]);
    const second = imported(out);
    expect(plain(second.document)).toEqual(plain(first.document));
    expect(exportIpynb(second.document, { assets: second.assets })).toBe(out);
  });

  const sound = files.filter((file) => given(file).nbformat === 4 && !/invalid|heading/.test(file));
  it.each(sound)("%s gets its outputs, attachments, metadata and ids back", (file) => {
    const notebook = given(file);
    const { document, assets } = throughFiles(imported(JSON.stringify(notebook)));
    const out: AnyNotebook = JSON.parse(exportIpynb(document, { assets }));
    expect(cellsOf(out).length).toBe(cellsOf(notebook).length);
    cellsOf(notebook).forEach((cell, at) => {
      const back = cellsOf(out)[at];
      expect(joined(back?.source)).toBe(joined(cell.source));
      expect(back?.cell_type).toBe(cell.cell_type);
      expect(back?.metadata).toEqual(cell.metadata);
      expect(back?.attachments).toEqual(cell.attachments);
      expect(back?.outputs).toEqual(cell.outputs);
      expect(back?.execution_count).toEqual(cell.execution_count);
      if (cell.id !== undefined) expect(back?.id).toBe(cell.id);
    });
  });
});
