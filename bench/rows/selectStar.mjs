import { dataFile } from "../data/generate.mjs";
import { limitRow, median, ratioRow, sideBySide } from "../measure.mjs";
import { addToEider, freshContext, openBare, openEider, registerBare, runCell } from "../pages.mjs";
import { rowsOfEvents } from "../queries.mjs";

/** All rows on screen at once: the first painted, the last one key away, and no rows kept in the page. */
export async function selectStar({ browser, site }) {
  const csv = await dataFile("csv");
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await registerBare(bare, csv);
  await bare.evaluate(() => window.bare.run("create table events as select * from read_csv('events.csv')"));
  const eider = await openEider(context, site, { everything: "select * from events" });
  await addToEider(eider, csv, rowsOfEvents);
  const runBare = async () => {
    await bare.bringToFront();
    return bare.evaluate(() => window.bare.show("select * from events limit 1000"));
  };
  const runEider = async () => {
    await eider.bringToFront();
    return runCell(eider, "everything");
  };
  await runBare();
  await runEider();
  const result = await sideBySide(7, runBare, runEider);
  const jumps = [];
  for (let repeat = 0; repeat < 5; repeat++) jumps.push(await lastRow(eider));
  const heap = await pageHeap(context, eider);
  await context.close();
  return [
    ratioRow({
      name: "select * of 3 M × 8, first rows painted",
      against: "bare",
      factor: 1.5,
      extraMs: 100,
      result,
    }),
    limitRow({
      name: "… Ctrl+End to the last row painted",
      value: median(jumps),
      unit: "ms",
      most: 150,
      runs: jumps,
    }),
    limitRow({ name: "… the page's heap", value: heap / 1e6, unit: "MB", most: 150 }),
  ];
}

/** From the key to the last row on screen; the table is at its first row before. */
async function lastRow(page) {
  const grid = page.getByRole("grid").last();
  await grid.getByRole("cell").first().click();
  await page.keyboard.press("Control+Home");
  await page.waitForTimeout(500);
  await grid.evaluate((table) => {
    const last = table.getAttribute("aria-rowcount");
    const isDrawn = () =>
      table.querySelector(`[aria-rowindex="${last}"] [role="cell"]:not([aria-busy="true"])`) !== null;
    window.lastRowMs = new Promise((resolve, reject) => {
      const onKey = async (event) => {
        if (event.key !== "End") return;
        removeEventListener("keydown", onKey, { capture: true });
        const start = performance.now();
        while (!isDrawn()) {
          if (performance.now() - start > 10_000) reject(new Error("The last row was not drawn in 10 s."));
          await new Promise(requestAnimationFrame);
        }
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
        resolve(performance.now() - start);
      };
      addEventListener("keydown", onKey, { capture: true });
    });
  });
  await page.keyboard.press("Control+End");
  return page.evaluate(() => window.lastRowMs);
}

async function pageHeap(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}
