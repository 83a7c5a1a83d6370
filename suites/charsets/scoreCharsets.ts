import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BrowserLoader } from "../app/BrowserLoader.ts";
import { filesBelow } from "../filesBelow.ts";
import { type Share, sampleOf } from "../sample.mjs";
import { type Failure, problemText, type Score } from "../score.ts";
import { isRightLabel } from "./isRightLabel.ts";

interface Expected {
  tables: Record<string, { encoding: string; records_including_header?: number }>;
}

/**
 * Tables in foreign character sets: each must give the cells of its UTF-8 twin and all of its records.
 * Documents: the label in the receipt must be that of their folder, or a superset.
 */
export async function scoreCharsets(folder: string, loader: BrowserLoader, share: Share): Promise<Score> {
  const { tables }: Expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const documents = filesBelow(join(folder, "documents")).map((path) => `documents/${path}`);
  const tried = sampleOf([...Object.keys(tables).map((name) => `tables/${name}`), ...documents], share);
  const failures: Failure[] = [];
  for (const file of tried) {
    const told = tables[basename(file)];
    const problem = await (file.startsWith("tables/") && told
      ? problemOfTable(folder, basename(file), told, loader)
      : problemOfDocument(folder, file, loader)
    ).catch(problemText);
    if (problem !== null) failures.push({ file, problem });
  }
  return { name: "charsets", total: tried.length, passed: tried.length - failures.length, failures };
}

async function problemOfTable(
  folder: string,
  name: string,
  { encoding, records_including_header: records }: Expected["tables"][string],
  loader: BrowserLoader,
): Promise<string | null> {
  const found = await loader.load({ name, bytes: readFileSync(join(folder, "tables", name)) });
  const { rows, encoding: label } = found.receipt;
  if (encoding !== "" && !isRightLabel(label, encoding)) return `taken for ${label} and not ${encoding}`;
  if (records !== undefined && rows !== records && rows !== records - 1)
    return `${rows} rows of ${records} records`;
  const twinName = name.replace(/\.gz$/, "");
  const twin = await loader.load({
    name: twinName,
    bytes: readFileSync(join(folder, "tables/expected-utf8", twinName)),
  });
  const names = (columns: typeof found.columns) => columns.map((column) => column.name).join(", ");
  if (names(found.columns) !== names(twin.columns)) {
    return `columns ${names(found.columns)} and not ${names(twin.columns)}`;
  }
  if (found.rowCount !== twin.rowCount) return `${found.rowCount} rows and not ${twin.rowCount}`;
  for (const [row, cells] of twin.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = found.rows[row]?.[column] ?? null;
      if (text !== cell) return `row ${row + 1}, ${twin.columns[column]?.name}: ${text} and not ${cell}`;
    }
  }
  return null;
}

async function problemOfDocument(
  folder: string,
  file: string,
  loader: BrowserLoader,
): Promise<string | null> {
  const [, wanted = ""] = file.split("/");
  // Most are no tables; what is asked is only how their letters are read.
  const wish = { format: "csv", maxRows: 0 };
  const { receipt } = await loader.load(
    { name: basename(file), bytes: readFileSync(join(folder, file)) },
    wish,
  );
  return isRightLabel(receipt.encoding, wanted) ? null : `taken for ${receipt.encoding} and not ${wanted}`;
}
