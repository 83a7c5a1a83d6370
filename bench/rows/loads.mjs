import { dataFile } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { nativeLoad } from "../native.mjs";
import { addToEider, freshContext, openBare, openEider, registerBare, runCell } from "../pages.mjs";
import { rowsOfEvents } from "../queries.mjs";

/**
 * Every load in a page of its own: memory once grown makes the next load quicker. The engine has started before the
 * load, as the databases have that it is measured against.
 */
async function eiderLoad({ browser, site }, path) {
  const context = await freshContext(browser);
  const page = await openEider(context, site, { started: "select 42 as answer" });
  await runCell(page, "started");
  const elapsedMs = await addToEider(page, path, rowsOfEvents);
  await context.close();
  return elapsedMs;
}

export async function csvToTable(setting) {
  const path = await dataFile("csv");
  const bareLoad = async () => {
    const context = await freshContext(setting.browser);
    const page = await openBare(context, setting.site);
    await registerBare(page, path);
    const sql = "create table events as select * from read_csv('events.csv')";
    const elapsedMs = await page.evaluate((text) => window.bare.run(text), sql);
    await context.close();
    return elapsedMs;
  };
  const result = await sideBySide(3, bareLoad, () => eiderLoad(setting, path));
  return [ratioRow({ name: "285 MB CSV to a table", against: "bare", factor: 1.15, result })];
}

export async function parquetToTable(setting) {
  const path = await dataFile("parquet");
  const result = await sideBySide(
    3,
    () => nativeLoad("read_parquet", path),
    () => eiderLoad(setting, path),
  );
  return [
    ratioRow({ name: "the same rows as Parquet (zstd) to a table", against: "native", factor: 4, result }),
  ];
}

export async function ndjsonToTable(setting) {
  const path = await dataFile("ndjson");
  const result = await sideBySide(
    3,
    () => nativeLoad("read_json", path),
    () => eiderLoad(setting, path),
  );
  return [
    ratioRow({ name: "the same rows as NDJSON (555 MB) to a table", against: "native", factor: 4, result }),
  ];
}
