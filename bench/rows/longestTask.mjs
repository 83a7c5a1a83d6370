import { limitRow } from "../measure.mjs";
import { freshContext, openEider, runCell, settled } from "../pages.mjs";
import { tenMillion } from "../queries.mjs";

/** The page stays free while ten million rows are made, kept and painted. */
export async function longestTask({ browser, site }) {
  const context = await freshContext(browser);
  const page = await openEider(context, site, { started: "select 42 as answer", ten_million: tenMillion });
  // What loads behind the first screen and the first rows, the editor above all, is not this row's matter.
  await runCell(page, "started");
  await settled(page);
  await page.waitForTimeout(5_000);
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  const runs = [];
  for (let repeat = 0; repeat < 3; repeat++) {
    await runCell(page, "ten_million");
    await page.waitForTimeout(500);
    // Only tasks over 50 ms are reported at all.
    runs.push(await page.evaluate(() => Math.max(0, ...window.longTasks.splice(0))));
  }
  await context.close();
  return [
    limitRow({
      name: "the page's longest task during a 10 M row query",
      value: Math.max(...runs),
      unit: "ms",
      most: 50,
      runs,
    }),
  ];
}
