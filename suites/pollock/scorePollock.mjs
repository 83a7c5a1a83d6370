/** Scores a loader on the Pollock benchmark's files: what it loads of a dirty file against the clean table. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sampleOf } from "../sample.mjs";
import { measuresOf } from "./measures.mjs";
import { parseClean } from "./parseClean.mjs";
import { readTar } from "./readTar.mjs";

/**
 * @typedef {{ columns: string[], rows: (string | null)[][], receipt?: { rows: number, loaded: number, rejected: number } }} LoadedTable
 * @typedef {(name: string, bytes: Uint8Array, options?: object) => Promise<LoadedTable | { error: string }>} Load
 * Loads all columns as text; without options as sniffed. `options` are as lib/ingest/csv/options has them.
 */

const sets = { polluted: "polluted_files", real: "survey_sample" };

/**
 * @param {Load} load
 * @param {{ folder: string, set: "polluted" | "real", parameters?: boolean, share?: number, seed?: number }} options
 *   folder: where the archives lie; parameters: with the benchmark's own for each file
 */
export async function scorePollock(load, { folder, set, parameters = false, share = 1, seed = 1 }) {
  const root = sets[set];
  const files = readTar(await readFile(join(folder, `${root}.tar.gz`)));
  const weights = JSON.parse(await readFile(join(folder, "pollock_weights.json"), "utf8"));
  const names = [...files.keys()]
    .filter((path) => path.startsWith(`${root}/csv/`))
    .map((path) => path.slice(root.length + 5));
  const results = [];
  for (const name of sampleOf(names.sort(), { share, seed })) {
    const bytes = files.get(`${root}/csv/${name}`);
    const told = files.get(`${root}/parameters/${name}_parameters.json`);
    const options = parameters && told ? optionsOf(JSON.parse(told.toString("utf8"))) : undefined;
    const clean = parseClean(files.get(`${root}/clean/${name}`)?.toString("utf8") ?? "");
    const loaded = await load(name, bytes, options).catch((problem) => ({ error: String(problem) }));
    const measures = measuresOf(clean, loaded);
    const receipt = "error" in loaded ? undefined : loaded.receipt;
    results.push({
      name,
      measures,
      sum: measures.reduce((total, value) => total + value, 0),
      weight: weights[name] ?? 0,
      error: "error" in loaded ? loaded.error : null,
      addsUp: receipt ? receipt.rows === receipt.loaded + receipt.rejected : null,
    });
  }
  return summaryOf(results);
}

function optionsOf(told) {
  const number = (value) => Number(value ?? 0);
  const options = {
    delimiter: told.delimiter,
    quote: told.quotechar,
    headerRows: number(told.header_lines),
    skipLines: number(told.preamble_lines),
  };
  if (told.escapechar && told.escapechar !== told.quotechar) options.escape = told.escapechar;
  if (Array.isArray(told.column_names) && told.column_names.length > 0) options.names = told.column_names;
  return options;
}

/** @param {{ name: string, measures: number[], sum: number, weight: number, error: string | null, addsUp: boolean | null }[]} results */
function summaryOf(results) {
  /** @param {(result: typeof results[number]) => number} value */
  const mean = (value) =>
    results.reduce((sum, result) => sum + value(result), 0) / Math.max(1, results.length);
  const totalWeight = results.reduce((sum, { weight }) => sum + weight, 0);
  return {
    files: results.length,
    success: mean(({ measures }) => measures[0]),
    headerF1: mean(({ measures }) => measures[3]),
    recordF1: mean(({ measures }) => measures[6]),
    cellF1: mean(({ measures }) => measures[9]),
    simple: mean(({ sum }) => sum),
    weighted:
      totalWeight > 0
        ? results.reduce((sum, result) => sum + result.sum * result.weight, 0) / totalWeight
        : null,
    perfect: results.filter(({ sum }) => sum > 9.9999).length,
    receiptsWrong: results.filter(({ addsUp }) => addsUp === false).map(({ name }) => name),
    worst: results
      .filter(({ sum }) => sum <= 9.9999)
      .sort((a, b) => a.sum - b.sum)
      .map(({ name, sum, error }) => ({ name, sum, error })),
  };
}
