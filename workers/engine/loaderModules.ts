import type { SourceRequest } from "../../lib/engine/protocol.ts";
import { importedOnce } from "./importedOnce.ts";

// Readers are fetched when first needed: opening a notebook should not wait for them.
export const mendingModule = importedOnce(() => import("./fixes/Mending.ts"));
export const fileModules = importedOnce(() =>
  Promise.all([
    import("../../lib/ingest/openedFile.ts"),
    import("../../lib/ingest/detectFile.ts"),
    import("./textFile.ts"),
  ]),
);
export const delimitedModule = importedOnce(() => import("./loadDelimited.ts"));
export const batchesModule = importedOnce(() => import("./loadBatches.ts"));

/** Begins to fetch what loads will surely need, and by their files' names most likely. A failure is told by the load. */
export function prepareLoads(requests: readonly SourceRequest[], baseUrl: string): void {
  const modules: Promise<unknown>[] = [mendingModule(), fileModules()];
  if (requests.some(({ file }) => /\.parquet$/i.test(file.name))) {
    const started = import("./prepareParquet.ts").then(({ prepareParquet }) => prepareParquet(baseUrl));
    modules.push(batchesModule(), started);
  }
  for (const module of modules) module.catch(() => undefined);
}
