import { dataFile, rowsOfJapanese } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { nativeLoad } from "../native.mjs";
import { addToEider, freshContext, openBare, openEider, registerBare, runCell, settled } from "../pages.mjs";
import { rowsOfEvents } from "../queries.mjs";

/**
 * Every load in a page of its own: memory once grown makes the next load quicker. The engine and the editor have started
 * before the load, as the databases and the bare page have that it is measured against.
 */
async function eiderLoad({ browser, site }, path, rows = rowsOfEvents) {
  const context = await freshContext(browser);
  const page = await openEider(context, site, { started: "select 42 as answer" });
  await runCell(page, "started");
  await settled(page);
  const elapsedMs = await addToEider(page, path, rows);
  await context.close();
  return elapsedMs;
}

/** A gzipped CSV against the same file as it is, both in Eider. */
export async function gzipToTable(setting) {
  const plain = await dataFile("csv");
  const packed = await dataFile("csvGzip");
  const result = await sideBySide(
    3,
    () => eiderLoad(setting, plain),
    () => eiderLoad(setting, packed),
  );
  return [ratioRow({ name: "the same CSV gzipped to a table", against: "plain", factor: 1.3, result })];
}

/** Shift_JIS against the same rows in UTF-8 and what the browser's own decoder takes for the bytes. */
export async function shiftJisToTable(setting) {
  const utf8 = await dataFile("japanese");
  const shiftJis = await dataFile("shiftJis");
  const decoded = async () => {
    const context = await freshContext(setting.browser);
    const page = await openBare(context, setting.site);
    await page.locator("input").setInputFiles(shiftJis);
    const elapsedMs = await page.evaluate(async () => {
      const file = document.querySelector("input").files[0];
      const bytes = new Uint8Array(await file.arrayBuffer());
      const start = performance.now();
      const decoder = new TextDecoder("shift_jis");
      for (let at = 0; at < bytes.length; at += 4 << 20)
        decoder.decode(bytes.subarray(at, at + (4 << 20)), { stream: true });
      return performance.now() - start;
    });
    await context.close();
    return elapsedMs;
  };
  const result = await sideBySide(
    3,
    async () => (await eiderLoad(setting, utf8, rowsOfJapanese)) + (await decoded()),
    () => eiderLoad(setting, shiftJis, rowsOfJapanese),
  );
  return [
    ratioRow({ name: "a Shift_JIS CSV to a table", against: "UTF-8 + TextDecoder", factor: 1.15, result }),
  ];
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
    ratioRow({ name: "the same rows as Parquet (zstd) to a table", against: "native", factor: 3, result }),
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
    ratioRow({ name: "the same rows as NDJSON (555 MB) to a table", against: "native", factor: 2, result }),
  ];
}
