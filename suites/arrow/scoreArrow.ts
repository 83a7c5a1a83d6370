import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Share, sampleOf } from "../sample.mjs";
import { BrokenLoad, type Failure, type Load, type LoadedTable, type Score } from "../score.ts";
import { type Gold, goldTexts } from "./goldText.ts";

/**
 * Arrow's own conformance files: each is loaded and held cell by cell against its gold, Arrow's integration JSON.
 * A malformed file passes where loading it fails with a message.
 */
export async function scoreArrow(folder: string, load: Load, share: Share = {}): Promise<Score> {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(arrow_file|stream)$|^malformed\//.test(file))
    .sort();
  const files = sampleOf(all, share);
  const failures: Failure[] = [];
  for (const file of files) {
    const problem = file.startsWith("malformed/")
      ? await problemOfMalformed(folder, file, load)
      : await problemOf(folder, file, load);
    if (problem !== null) failures.push({ file, problem });
  }
  return { name: "arrow", total: files.length, passed: files.length - failures.length, failures };
}

async function problemOf(folder: string, path: string, load: Load): Promise<string | null> {
  const gold: Gold = JSON.parse(
    gunzipSync(readFileSync(join(folder, path.replace(/\.\w+$/, ".json.gz")))).toString("utf8"),
  );
  const expected = goldTexts(gold);
  let table: LoadedTable;
  try {
    table = await load(fileAt(folder, path));
  } catch (problem) {
    return `refused: ${problem instanceof Error ? problem.message : problem}`;
  }
  if (table.rows.length !== expected.rows.length) {
    return `${table.rows.length} rows and not ${expected.rows.length}`;
  }
  if (table.columns.length !== expected.columns.length) {
    return `${table.columns.length} columns and not ${expected.columns.length}`;
  }
  for (const [row, cells] of expected.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const found = table.rows[row]?.[column] ?? null;
      const wanted = expected.columns[column];
      if (wanted && !wanted.isEqual(found, cell)) {
        return `row ${row + 1}, ${wanted.name} (${table.columns[column]?.type}): ${found} and not ${cell}`;
      }
    }
  }
  return null;
}

async function problemOfMalformed(folder: string, path: string, load: Load): Promise<string | null> {
  try {
    const { rows } = await load(fileAt(folder, path));
    return `loaded ${rows.length} rows of a malformed file`;
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    if (problem instanceof BrokenLoad) return message;
    return message.length > 20 ? null : `refused without a message: ${message}`;
  }
}

/** A file under the name that a person would give it. */
function fileAt(folder: string, path: string): File {
  const name = path
    .replace(/^.*\//, "")
    .replace(/\.arrow_file$/, ".arrow")
    .replace(/\.stream$/, ".arrows");
  return new File([readFileSync(join(folder, path))], name);
}
