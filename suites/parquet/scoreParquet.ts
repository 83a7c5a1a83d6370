import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BrowserLoader, LoadedRelation } from "../app/BrowserLoader.ts";
import { Refusal } from "../app/BrowserLoader.ts";
import { type Share, sampleOf } from "../sample.mjs";
import type { Failure, LoadedTable, Score } from "../score.ts";
import { problemText } from "../score.ts";

interface Expected {
  files: Record<string, { pyarrow: { rows?: number }; duckdb: { rows?: number } }>;
}

/** Reads a Parquet file as native DuckDB does, values as text; throws where DuckDB refuses it. */
export type ReadNative = (path: string) => Promise<LoadedTable>;

/**
 * Parquet conformance files: as many rows as independent readers find and the very values of native DuckDB, where that
 * reads the file. Damaged and encrypted files must be refused with a message; the load after them shows that it did no harm.
 */
export async function scoreParquet(
  folder: string,
  loader: BrowserLoader,
  readNative: ReadNative,
  share: Share,
): Promise<Score> {
  const { files }: Expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const failures: Failure[] = [];
  const tried = sampleOf(Object.entries(files), share);
  for (const [file, { pyarrow, duckdb }] of tried) {
    const path = join(folder, file);
    const rows = duckdb.rows ?? pyarrow.rows;
    const isMalformed = /\/(bad_data|encrypted)\//.test(file) || rows === undefined;
    const loaded = await loader
      .load({ name: basename(file), bytes: readFileSync(path) })
      .catch((problem: unknown) => problem);
    const problem = isMalformed
      ? problemOfMalformed(loaded, basename(file))
      : await problemOf(loaded, rows, () => readNative(path));
    if (problem !== null) failures.push({ file, problem });
  }
  return { name: "parquet", total: tried.length, passed: tried.length - failures.length, failures };
}

function problemOfMalformed(loaded: unknown, name: string): string | null {
  if (!(loaded instanceof Error)) return "loaded, although it is damaged";
  if (!(loaded instanceof Refusal)) return loaded.message;
  return loaded.receipt.file === name ? null : `the receipt names ${loaded.receipt.file}`;
}

async function problemOf(
  loaded: LoadedRelation | unknown,
  rows: number,
  native: () => Promise<LoadedTable>,
): Promise<string | null> {
  if (!isLoaded(loaded)) return `refused: ${problemText(loaded)}`;
  if (loaded.rowCount !== rows) return `${loaded.rowCount} rows and not ${rows}`;
  const wanted = await native().catch(() => null);
  return wanted ? firstDifference(loaded, wanted) : null;
}

function isLoaded(loaded: unknown): loaded is LoadedRelation {
  return typeof loaded === "object" && loaded !== null && "rowCount" in loaded;
}

/** A time with its zone as the same instant in UTC without one, which is how the app promises to load it. */
function inUtc(text: string | null, type = ""): string | null {
  return type === "TIMESTAMP WITH TIME ZONE" ? (text?.replace(/\+00$/, "") ?? null) : text;
}

function firstDifference(found: LoadedTable, wanted: LoadedTable): string | null {
  const names = ({ columns }: LoadedTable) => columns.map(({ name }) => name).join(", ");
  if (names(found) !== names(wanted)) return `columns ${names(found)} and not ${names(wanted)}`;
  for (const [row, cells] of wanted.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = found.rows[row]?.[column] ?? null;
      if (text === cell || text === inUtc(cell, wanted.columns[column]?.type)) continue;
      const { name = "", type = "" } = found.columns[column] ?? {};
      return `row ${row + 1}, ${name} (${type}, native ${wanted.columns[column]?.type}): ${text} and not ${cell}`;
    }
  }
  return null;
}
