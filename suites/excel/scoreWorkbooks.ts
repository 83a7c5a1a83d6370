import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One sheet as a product shows it. `topLeft` is A1:F4 as text, shorter where the sheet is smaller. */
export interface LoadedSheet {
  name: string;
  kind: "worksheet" | "chart" | "dialog" | "macro";
  /** Rows and columns from A1 to the last cell, those with only a format or in a merged area included. */
  used: { rows: number; columns: number };
  /** The same to the last value. */
  values: { rows: number; columns: number };
  /** Cells that show something, and besides them texts of no characters, which only some readers count. */
  cells: number;
  emptyTexts: number;
  topLeft: (string | null)[][];
}

/** Opens a workbook by its path; a message where it refuses it. */
export type LoadWorkbook = (path: string) => Promise<LoadedSheet[] | { message: string }>;

export interface Score {
  files: number;
  /** Files that independent readers open and this loader reads as they do. */
  equal: number;
  /** Files that no independent reader was tried on or could open, and that were opened. */
  openedBeyond: number;
  /** Files that were refused with a message. */
  refused: number;
  /** One line for every file that was read otherwise, or refused although others open it. */
  fails: string[];
  /** One line for every file that was refused with reason. */
  refusals: string[];
}

export interface ExpectedSheet {
  name: string;
  rows: number;
  cols: number;
  non_empty: number;
  top_left: unknown[][];
}

export interface ExpectedWorkbook {
  reader: string | null;
  sheets?: ExpectedSheet[];
  error?: string;
}

/** Loads every workbook that `expected.json` of a folder lists, and compares it with what independent readers saw. */
export async function scoreWorkbooks(
  folder: string,
  load: LoadWorkbook,
  sample: (files: string[]) => string[] = (files) => files,
): Promise<Score> {
  const expected: { files: Record<string, ExpectedWorkbook> } = JSON.parse(
    readFileSync(join(folder, "expected.json"), "utf8"),
  );
  const score: Score = { files: 0, equal: 0, openedBeyond: 0, refused: 0, fails: [], refusals: [] };
  for (const file of sample(Object.keys(expected.files))) {
    const wanted = expected.files[file];
    if (!wanted) continue;
    score.files++;
    const got = await load(join(folder, file));
    if (!Array.isArray(got)) {
      score.refused++;
      if (wanted.sheets) score.fails.push(`${file}: refused: ${got.message}`);
      else score.refusals.push(`${file}: ${got.message}`);
    } else if (wanted.sheets && wanted.sheets.length > 0) {
      const problem = difference(wanted.sheets, got, wanted.reader ?? "");
      if (problem) score.fails.push(`${file}: ${problem}`);
      else score.equal++;
    } else score.openedBeyond++;
  }
  return score;
}

function difference(
  wanted: readonly ExpectedSheet[],
  loaded: readonly LoadedSheet[],
  reader: string,
): string | null {
  // Both pass over charts, and xlrd over macros.
  const got = loaded.filter(({ kind }) => kind !== "chart" && (reader !== "xlrd" || kind !== "macro"));
  const names = (sheets: readonly { name: string }[]) => sheets.map(({ name }) => name).join(", ");
  if (names(wanted) !== names(got)) return `sheets are ${names(got)} and not ${names(wanted)}`;
  for (const [index, sheet] of wanted.entries()) {
    const ours = got[index];
    const problem = ours && sheetDifference(sheet, ours, reader);
    if (problem) return `sheet "${sheet.name}": ${problem}`;
  }
  return null;
}

function sheetDifference(wanted: ExpectedSheet, got: LoadedSheet, reader: string): string | null {
  // xlrd counts to the last value, openpyxl to the last cell; and openpyxl gives an empty sheet one cell.
  const { rows, columns } = reader === "xlrd" ? got.values : got.used;
  // A sheet without values has a size only in the eyes of who counts formats and comments.
  const isEmpty = wanted.non_empty === 0 && got.cells === 0;
  if (!isEmpty && (wanted.rows !== rows || wanted.cols !== columns)) {
    return `${rows} rows and ${columns} columns, not ${wanted.rows} and ${wanted.cols}`;
  }
  if (wanted.non_empty < got.cells || wanted.non_empty > got.cells + got.emptyTexts) {
    return `${got.cells} cells and ${got.emptyTexts} empty texts, not ${wanted.non_empty}`;
  }
  for (const [row, cells] of wanted.top_left.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = got.topLeft[row]?.[column] ?? null;
      if (!isSameCell(cell, text)) {
        return `cell ${String.fromCharCode(65 + column)}${row + 1} is ${JSON.stringify(text)}, not ${JSON.stringify(cell)}`;
      }
    }
  }
  return null;
}

/** A cell as JSON (null, text, number, boolean, or a tagged time) against its text. */
export function isSameCell(wanted: unknown, got: string | null): boolean {
  if (wanted === null || wanted === "") return got === null || got === "";
  if (got === null) return false;
  if (typeof wanted === "string") return plainText(wanted) === plainText(got);
  if (typeof wanted === "boolean") return got.toUpperCase() === String(wanted).toUpperCase();
  if (typeof wanted === "number") return isSameNumber(wanted, got);
  if (isTime(wanted)) return isSameTime(wanted.v, got);
  return false;
}

/** openpyxl leaves escapes of OOXML as they are. */
function plainText(text: string): string {
  return text.replaceAll("_x000D_", "\r").replaceAll("\r\n", "\n");
}

function isTime(value: unknown): value is { t: string; v: string } {
  return typeof value === "object" && value !== null && "t" in value && "v" in value;
}

function isSameNumber(wanted: number, got: string): boolean {
  const number = serialOf(got);
  const isNear = (value: number) => Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
  // xlrd gives dates as numbers, which count from 1904 in some workbooks.
  return isNear(number) || (/^\d{4}-/.test(got) && isNear(number - 1462));
}

/** Times are compared to the second, a date being its midnight. */
function isSameTime(wanted: string, got: string): boolean {
  const plain = (text: string) => text.replace(/(\.\d+)$/, "").replace(/ 00:00:00$/, "");
  return plain(wanted) === plain(got) || Math.abs(serialOf(wanted) - serialOf(got)) < 1e-5;
}

/** The number behind a text, times by the days of the 1900 system; NaN where there is none. xlrd gives those as numbers. */
function serialOf(text: string): number {
  if (/^(TRUE|FALSE)$/i.test(text)) return /^true$/i.test(text) ? 1 : 0;
  const errors: Record<string, number> = {
    "#NULL!": 0,
    "#DIV/0!": 7,
    "#VALUE!": 15,
    "#REF!": 23,
    "#NAME?": 29,
    "#NUM!": 36,
    "#N/A": 42,
    "#GETTING_DATA": 43,
  };
  if (text in errors) return errors[text] ?? Number.NaN;
  const time = /^(?:(\d{4})-(\d\d)-(\d\d))?[ T]?(?:(\d+):(\d\d):(\d\d(?:\.\d+)?))?$/.exec(text);
  if (text.trim() === "" || !time || /^\d+$/.test(text)) return Number(text);
  const [, year, month, day, hours = "0", minutes = "0", seconds = "0"] = time;
  const clock = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  if (year === undefined) return clock;
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000 + 25_569;
  return (days > 1 && days < 61 ? days - 1 : days) + clock;
}
