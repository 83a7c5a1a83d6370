import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BrowserLoader, Refusal } from "../app/BrowserLoader.ts";
import { type Share, sampleOf } from "../sample.mjs";
import { BrokenLoad, type Failure, problemText, type Score } from "../score.ts";
import { type ExpectedSheet, type ExpectedWorkbook, isSameCell } from "./scoreWorkbooks.ts";

/**
 * Workbooks through the app: every sheet that independent readers list is asked for by its name, and must show as many
 * cells as they count and the same corner A1:F4. A workbook that they cannot open may open or be refused with a message.
 */
export async function scoreSheets(folder: string, loader: BrowserLoader, share: Share): Promise<Score> {
  const { files }: { files: Record<string, ExpectedWorkbook> } = JSON.parse(
    readFileSync(join(folder, "expected.json"), "utf8"),
  );
  const failures: Failure[] = [];
  const tried = sampleOf(Object.entries(files), share);
  for (const [file, { sheets }] of tried) {
    const given = { name: basename(file), bytes: readFileSync(join(folder, file)) };
    const problem = await problemOf(given, sheets ?? [], loader).catch(problemText);
    if (problem !== null) failures.push({ file, problem });
  }
  return { name: "excel", total: tried.length, passed: tried.length - failures.length, failures };
}

type Given = Parameters<BrowserLoader["load"]>[0];

async function problemOf(
  given: Given,
  sheets: ExpectedSheet[],
  loader: BrowserLoader,
): Promise<string | null> {
  const hasValues = sheets.some(({ non_empty }) => non_empty > 0);
  try {
    // As a person adds it: without a word about sheets.
    await loader.loadAll(given, { maxRows: 10 });
  } catch (problem) {
    if (problem instanceof BrokenLoad || hasValues) return `refused: ${problemText(problem)}`;
  }
  for (const sheet of sheets) {
    const problem = await problemOfSheet(given, sheet, loader);
    if (problem !== null) return `sheet "${sheet.name}": ${problem}`;
  }
  return null;
}

async function problemOfSheet(
  given: Given,
  wanted: ExpectedSheet,
  loader: BrowserLoader,
): Promise<string | null> {
  const plain = { sheet: wanted.name, headerRow: null, allText: true };
  const whole = await loader.load(given, { options: plain }).catch(refusal);
  if (whole instanceof Refusal) {
    if (wanted.non_empty > 0) return `refused: ${whole.message}`;
    return /holds? (a|no) value|no value/i.test(whole.message) ? null : `refused: ${whole.message}`;
  }
  const cells = whole.rows.flat().filter((cell) => cell !== null);
  const shown = cells.filter((cell) => cell !== "").length;
  if (wanted.non_empty < shown || wanted.non_empty > cells.length) {
    return `${shown} cells and ${cells.length - shown} empty texts, not ${wanted.non_empty}`;
  }
  const options = { ...plain, range: "A1:F4", keepBlank: true };
  const corner = await loader.load(given, { options }).catch(refusal);
  const rows = corner instanceof Refusal ? [] : corner.rows;
  for (const [row, cells] of wanted.top_left.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = rows[row]?.[column] ?? null;
      if (!isSameCell(cell, text)) {
        return `cell ${String.fromCharCode(65 + column)}${row + 1} is ${JSON.stringify(text)}, not ${JSON.stringify(cell)}`;
      }
    }
  }
  return null;
}

/** Passes a refusal on as a value, and throws all else on. */
function refusal(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  throw problem;
}
