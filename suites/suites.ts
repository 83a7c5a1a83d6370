import { join } from "node:path";
import type { BrowserLoader } from "./app/BrowserLoader.ts";
import { scoreArrow } from "./arrow/scoreArrow.ts";
import { scoreCharsets } from "./charsets/scoreCharsets.ts";
import { csvResult } from "./csv/csvResult.ts";
import { loadDelimited } from "./csv/loadDelimited.ts";
import { scoreCsv } from "./csv/scoreCsv.mjs";
import { scoreEvents } from "./events/scoreEvents.ts";
import { scoreSheets } from "./excel/scoreSheets.ts";
import { scoreJson } from "./json/scoreJson.ts";
import { readNativeParquet } from "./parquet/readNativeParquet.ts";
import { scoreParquet } from "./parquet/scoreParquet.ts";
import { pollockResult } from "./pollock/pollockResult.ts";
import { scorePollock } from "./pollock/scorePollock.mjs";
import type { Share } from "./sample.mjs";
import { resultOf, type SuiteResult } from "./suiteResult.ts";

/** A suite runs on the data's folder through a loader; some make several lines. */
export type Suite = (data: string, loader: BrowserLoader, share: Share) => Promise<SuiteResult[]>;

/** Every public suite, by its name on the command line. */
export const suites: Readonly<Record<string, Suite>> = {
  pollock: (data, loader, share) => pollock(data, loader, share, false),
  "pollock-parameters": (data, loader, share) => pollock(data, loader, share, true),
  csv: async (data, loader, share) => {
    const options = { folder: join(data, "csv"), ...share };
    return [csvResult(await scoreCsv(loadDelimited(loader, false), options))];
  },
  json: async (data, loader, share) => [resultOf(await scoreJson(join(data, "json"), loader, share))],
  parquet: async (data, loader, share) => [
    resultOf(await scoreParquet(join(data, "parquet"), loader, readNativeParquet, share)),
  ],
  arrow: async (data, loader, share) => {
    const load = async (file: File) =>
      loader.load({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    return [resultOf(await scoreArrow(join(data, "arrow"), load, share))];
  },
  excel: async (data, loader, share) => [resultOf(await scoreSheets(join(data, "excel"), loader, share))],
  charsets: async (data, loader, share) => [
    resultOf(await scoreCharsets(join(data, "charsets"), loader, share)),
  ],
  events: async (data, loader, share) => [resultOf(await scoreEvents(join(data, "events"), loader, share))],
};

async function pollock(
  data: string,
  loader: BrowserLoader,
  share: Share,
  parameters: boolean,
): Promise<SuiteResult[]> {
  const folder = join(data, "pollock");
  const load = loadDelimited(loader, true);
  const results: SuiteResult[] = [];
  for (const set of ["polluted", "real"] as const) {
    const score = await scorePollock(load, { folder, set, parameters, ...share });
    results.push(pollockResult(`pollock ${set}${parameters ? ", with parameters" : ""}`, score));
  }
  return results;
}
