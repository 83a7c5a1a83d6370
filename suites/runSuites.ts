import { type AppSite, BrowserLoader } from "./app/BrowserLoader.ts";
import type { Share } from "./sample.mjs";
import type { SuiteResult } from "./suiteResult.ts";
import { suites } from "./suites.ts";

export { belowFloor, raiseFloors, readFloors, runName } from "./floors.ts";
export { suitesTable, writeReport } from "./reportSuites.ts";

export interface SuitesRun extends Share {
  site: AppSite;
  /** The folder with one folder a topic. */
  data: string;
  /** Names of suites; all where there are none. */
  only: readonly string[];
  /** Told of each suite as it ends, with its seconds and the longest load. */
  onSuite?: (results: SuiteResult[], told: { seconds: number; slowest: string; lost: number }) => void;
}

/** Runs suites through the built app, one after the other, each in a page of its own. */
export async function runSuites({
  site,
  data,
  only,
  share,
  seed,
  onSuite,
}: SuitesRun): Promise<SuiteResult[]> {
  const unknown = only.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(", ")}; known are ${Object.keys(suites).join(", ")}.`);
  }
  const all: SuiteResult[] = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const startedAt = Date.now();
    const loader = new BrowserLoader(site);
    try {
      const results = await suite(data, loader, { share, seed });
      if (loader.gone !== null) throw new Error(`The app could not be opened any more: ${loader.gone}`);
      all.push(...results);
      const { slowest, lost } = loader;
      onSuite?.(results, {
        seconds: (Date.now() - startedAt) / 1000,
        slowest: `${slowest.name} ${(slowest.elapsedMs / 1000).toFixed(1)} s`,
        lost,
      });
    } finally {
      await loader.close();
    }
  }
  return all;
}
