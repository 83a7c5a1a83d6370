import { dataFile } from "../data/generate.mjs";
import { limitRow, ratioRow, sideBySide } from "../measure.mjs";
import { addToEider, freshContext, openBare, openEider, registerBare, runCell } from "../pages.mjs";
import { groupBig, rowsOfBig } from "../queries.mjs";
import { wasmMemory } from "../wasmMemory.mjs";

/** A file ten times too large to keep is grouped from its handle, and the engine stays small. */
export async function bigCsvFromHandle({ browser, site }) {
  const path = await dataFile("big");
  const bareGroup = async () => {
    const context = await freshContext(browser);
    const page = await openBare(context, site);
    await registerBare(page, path);
    await page.evaluate(() => window.bare.run("create view big as select * from read_csv('big.csv')"));
    const elapsedMs = await page.evaluate((sql) => window.bare.show(sql), groupBig);
    await context.close();
    return elapsedMs;
  };
  const heaps = [];
  const eiderGroup = async () => {
    const context = await freshContext(browser);
    const memory = await wasmMemory(context);
    const page = await openEider(context, site, { grouped: groupBig });
    await addToEider(page, path, rowsOfBig);
    const elapsedMs = await runCell(page, "grouped");
    heaps.push((await memory.largestBytes(page)) / 1e6);
    await context.close();
    return elapsedMs;
  };
  const result = await sideBySide(3, bareGroup, eiderGroup);
  return [
    ratioRow({ name: "2.3 GB CSV grouped from its handle", against: "bare", factor: 1.15, result }),
    limitRow({
      name: "… the engine's heap meanwhile",
      value: Math.max(...heaps),
      unit: "MB",
      most: 400,
      runs: heaps,
    }),
  ];
}
