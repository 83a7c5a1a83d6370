import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type BrowserLoader, Refusal } from "../app/BrowserLoader.ts";
import { type Share, sampleOf } from "../sample.mjs";
import { BrokenLoad, type Failure, problemText, type Score } from "../score.ts";

interface Expected {
  files: Record<string, { rule?: string; python_json: string }>;
}

/** Where in the text it went wrong: every refusal of bad JSON should say. */
const place =
  /\b(line|byte|character|position|record|value|row|offset|column)s?\b \d|\bempty\b|\bat the end\b/i;

/**
 * JSONTestSuite: `y_` loads, `n_` is refused with a place, `i_` is either. Of the other files, lines of NDJSON are as many
 * rows; a document is one row, or as many as its array has elements.
 */
export async function scoreJson(folder: string, loader: BrowserLoader, share: Share): Promise<Score> {
  const { files }: Expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const failures: Failure[] = [];
  const tried = sampleOf(Object.entries(files), share);
  for (const [file, { python_json }] of tried) {
    const name = basename(file);
    const bytes = readFileSync(join(folder, file));
    const outcome = await loader.load({ name, bytes }, { maxRows: 0 }).then(
      ({ rowCount, receipt }) => ({ rows: rowCount + receipt.rejected, rejected: receipt.rejected }),
      (problem: unknown) => ({ problem }),
    );
    const problem = judge(name, bytes, python_json, outcome);
    if (problem !== null) failures.push({ file, problem });
  }
  return { name: "json", total: tried.length, passed: tried.length - failures.length, failures };
}

type Outcome = { rows: number; rejected: number } | { problem: unknown };

function judge(name: string, bytes: Buffer, python: string, outcome: Outcome): string | null {
  if ("problem" in outcome) {
    if (outcome.problem instanceof BrokenLoad) return outcome.problem.message;
    const text = problemText(outcome.problem);
    if (name.startsWith("i_")) return null;
    const isBad = name.startsWith("n_") || python.startsWith("error");
    if (isBad) return outcome.problem instanceof Refusal && place.test(text) ? null : `no place in: ${text}`;
    return python === "empty" ? null : `refused: ${text}`;
  }
  const { rows, rejected } = outcome;
  if (name.startsWith("n_")) return rejected > 0 ? null : `loaded ${rows} rows, although it is no JSON`;
  if (name.startsWith("i_") || python.startsWith("error") || python === "empty") return null;
  const expected = rowsExpected(bytes, python);
  return expected.includes(rows) ? null : `${rows} rows and not ${expected.join(" or ")}`;
}

function rowsExpected(bytes: Buffer, python: string): number[] {
  const lines = /^(\d+) lines/.exec(python);
  if (lines) return [Number(lines[1])];
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  const document: unknown = JSON.parse(plain.toString("utf8").replace(/^\uFEFF/, ""));
  if (Array.isArray(document)) return [document.length];
  // An object around one array of records is a common wrapping of a table, and may be taken for that.
  const arrays = Object.values(document ?? {}).filter((value): value is unknown[] => Array.isArray(value));
  return arrays.length === 1 ? [1, ...arrays.map((array) => array.length)] : [1];
}
