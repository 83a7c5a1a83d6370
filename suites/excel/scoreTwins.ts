import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { LoadedSheet, LoadWorkbook } from "./scoreWorkbooks.ts";

export interface TwinScore {
  /** Pairs of files compared, and how many show the same. */
  pairs: number;
  same: number;
  /** One line for every pair that does not. */
  fails: string[];
}

const formats = ["xlsx", "xlsm", "xls", "xlsb", "ods"];

/** Compares files of a folder that have one name and several formats: the same workbook, saved anew. */
export async function scoreTwins(
  folder: string,
  load: LoadWorkbook,
  sample: (stems: string[]) => string[] = (stems) => stems,
): Promise<TwinScore> {
  const score: TwinScore = { pairs: 0, same: 0, fails: [] };
  const names = new Set(readdirSync(folder));
  const stems = new Set([...names].map((name) => name.replace(/\.[^.]+$/, "")));
  for (const stem of sample([...stems])) {
    const files = formats.map((format) => `${stem}.${format}`).filter((name) => names.has(name));
    const [first, ...others] = files;
    if (!first || others.length === 0) continue;
    const model = await load(join(folder, first));
    for (const other of others) {
      score.pairs++;
      const problem = difference(model, await load(join(folder, other)));
      if (problem === null) score.same++;
      else score.fails.push(`${other} beside ${first}: ${problem}`);
    }
  }
  return score;
}

type Loaded = Awaited<ReturnType<LoadWorkbook>>;

function difference(one: Loaded, other: Loaded): string | null {
  if (!Array.isArray(one) || !Array.isArray(other)) {
    const message = (loaded: Loaded) => (Array.isArray(loaded) ? "opened" : loaded.message);
    return message(one) === message(other) ? null : `${message(other)} and not ${message(one)}`;
  }
  const ours = one.filter(({ kind }) => kind === "worksheet");
  const theirs = other.filter(({ kind }) => kind === "worksheet");
  if (ours.length !== theirs.length) return `${theirs.length} sheets and not ${ours.length}`;
  for (const [index, sheet] of ours.entries()) {
    const problem = sheetDifference(sheet, theirs[index]);
    if (problem) return `sheet "${sheet.name}": ${problem}`;
  }
  return null;
}

function sheetDifference(one: LoadedSheet, other: LoadedSheet | undefined): string | null {
  if (!other) return "missing";
  if (one.cells !== other.cells) return `${other.cells} cells and not ${one.cells}`;
  const size = ({ values }: LoadedSheet) => `${values.rows} rows and ${values.columns} columns`;
  if (size(one) !== size(other)) return `${size(other)} and not ${size(one)}`;
  for (const [row, cells] of one.topLeft.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = other.topLeft[row]?.[column] ?? null;
      if (text !== cell) {
        return `cell ${String.fromCharCode(65 + column)}${row + 1} is ${JSON.stringify(text)}, not ${JSON.stringify(cell)}`;
      }
    }
  }
  return null;
}
