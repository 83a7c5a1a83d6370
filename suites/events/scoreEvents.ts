import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BrowserLoader } from "../app/BrowserLoader.ts";
import { filesBelow } from "../filesBelow.ts";
import { type Share, sampleOf } from "../sample.mjs";
import { type Failure, problemText, type Score } from "../score.ts";
import { type EventCase, eventCases } from "./eventCases.ts";

/**
 * Real event and log files: the rows loaded and rejected are as many as the records that were counted without DuckDB.
 * Files of one folder are loaded one by one and counted together.
 */
export async function scoreEvents(folder: string, loader: BrowserLoader, share: Share): Promise<Score> {
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const tried = sampleOf(eventCases(expected, filesBelow(folder)), share);
  const failures: Failure[] = [];
  for (const each of tried) {
    const problem = await problemOf(folder, each, loader).catch(problemText);
    if (problem !== null) failures.push({ file: each.name, problem });
  }
  return { name: "events", total: tried.length, passed: tried.length - failures.length, failures };
}

async function problemOf(
  folder: string,
  { files, rows }: EventCase,
  loader: BrowserLoader,
): Promise<string | null> {
  if (files.length === 0) return "its files are missing";
  let found = 0;
  for (const file of files) {
    const given = { name: basename(file), bytes: readFileSync(join(folder, file)) };
    const { receipt } = await loader.load(given, { maxRows: 1 });
    found += receipt.rows;
  }
  return found === rows ? null : `${found} rows and not ${rows}`;
}
