import { dataFile } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { addToEider, freshContext, openBare, openEider, registerBare, runCell, settled } from "../pages.mjs";
import { aggregate, rowsOfEvents } from "../queries.mjs";

/** The third GROUP BY of a source that was just added, against the same over a table of the bare page. */
export async function thirdGroupBy({ browser, site }) {
  const path = await dataFile("csv");
  const bareThird = async () => {
    const context = await freshContext(browser);
    const page = await openBare(context, site);
    await registerBare(page, path);
    await page.evaluate(() => window.bare.run("create table events as select * from read_csv('events.csv')"));
    let elapsedMs = 0;
    for (let run = 0; run < 3; run++)
      elapsedMs = await page.evaluate((sql) => window.bare.show(sql), aggregate);
    await context.close();
    return elapsedMs;
  };
  const eiderThird = async () => {
    const context = await freshContext(browser);
    const page = await openEider(context, site, { agg: aggregate });
    await addToEider(page, path, rowsOfEvents);
    let elapsedMs = 0;
    for (let run = 0; run < 3; run++) {
      elapsedMs = await runCell(page, "agg");
      // The editor starts behind the first rows; who asks again has found it there.
      await settled(page);
    }
    await context.close();
    return elapsedMs;
  };
  const result = await sideBySide(3, bareThird, eiderThird);
  return [ratioRow({ name: "third GROUP BY over the 285 MB CSV", against: "bare", factor: 1.2, result })];
}
