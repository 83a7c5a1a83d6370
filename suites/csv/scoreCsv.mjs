/** Scores a loader on delimited files of several projects: the same rows and columns as native DuckDB where that loads them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sampleOf } from "../sample.mjs";

/**
 * @param {import("../pollock/scorePollock.mjs").Load} load
 * @param {{ folder: string, share?: number, seed?: number, limitMs?: number }} options
 *   folder: where expected-native-duckdb.json lies; limitMs: what counts as hanging
 */
export async function scoreCsv(load, { folder, share = 1, seed = 1, limitMs = 30_000 }) {
  const { files } = JSON.parse(await readFile(join(folder, "expected-native-duckdb.json"), "utf8"));
  const results = [];
  for (const name of sampleOf(Object.keys(files).sort(), { share, seed })) {
    const bytes = await readFile(join(folder, name));
    const loaded = await within(limitMs, load(name, bytes));
    results.push({ name, ...judge(name, bytes, files[name], loaded) });
  }
  const named = (verdict) => results.filter((result) => result.verdict === verdict);
  return {
    files: results.length,
    nativeLoads: results.filter(({ native }) => native).length,
    same: named("same").length,
    sameShape: named("same shape").length,
    // Native takes whole lines for values of one column; here they are split, and all of them are accounted for.
    split: named("split").map(({ name, detail }) => ({ name, detail })),
    differs: named("differs").map(({ name, detail }) => ({ name, detail })),
    recovered: named("recovered").length,
    message: named("message").length,
    hangs: named("hangs").map(({ name }) => name),
    broken: named("broken").map(({ name, detail }) => ({ name, detail })),
    receiptsWrong: results.filter(({ addsUp }) => addsUp === false).map(({ name }) => name),
  };
}

function judge(name, bytes, expected, loaded) {
  const native = expected.ok === true;
  if (loaded === "hangs") return { native, verdict: "hangs" };
  if (loaded.crash) return { native, verdict: "broken", detail: loaded.crash };
  if ("error" in loaded) {
    // Native makes an empty table of an empty file; saying that it is empty is as good.
    const verdict = native && bytes.length > 0 ? "differs" : "message";
    return { native, verdict, detail: `native: ${expected.rows} rows; here: ${loaded.error}` };
  }
  const receipt = loaded.receipt;
  const addsUp = receipt ? receipt.rows === receipt.loaded + receipt.rejected : undefined;
  if (!native) return { native, verdict: "recovered", addsUp };
  // Native makes columns of folders called key=value; and its list of names ends after sixty.
  const folders = name.split("/").flatMap((part) => /^([^=]+)=/.exec(part)?.[1]?.toLowerCase() ?? []);
  const listed = expected.columns.map(([column]) => column.trim().toLowerCase());
  const own = loaded.columns.map((name) => name.trim().toLowerCase());
  const names = listed.filter((column) => own.includes(column) || !folders.includes(column));
  const width = expected.n_columns - (listed.length - names.length);
  const sameRows = loaded.rows.length === expected.rows;
  const sameWidth = own.length === width;
  if (sameRows && sameWidth && names.every((name, index) => name === own[index]))
    return { native, verdict: "same", addsUp };
  const detail = `native ${expected.rows} × ${width} (${names.slice(0, 4).join(" | ").slice(0, 60)}), here ${loaded.rows.length} × ${own.length} (${own.slice(0, 4).join(" | ").slice(0, 60)})`;
  const accounted = receipt ? receipt.rows : loaded.rows.length;
  if (width === 1 && own.length > 1 && Math.abs(accounted - expected.rows) <= 1) {
    return { native, verdict: "split", detail, addsUp };
  }
  return { native, verdict: sameRows && sameWidth ? "same shape" : "differs", detail, addsUp };
}

async function within(limitMs, promise) {
  let timer;
  const late = new Promise((settle) => {
    timer = setTimeout(() => settle("hangs"), limitMs);
  });
  const result = await Promise.race([
    promise.catch((problem) => ({ crash: String(problem?.stack ?? problem) })),
    late,
  ]);
  clearTimeout(timer);
  return result;
}
