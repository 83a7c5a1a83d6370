import { limitRow, median, ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, openBare, openEider, runCell } from "../pages.mjs";
import { threeMillionByTwenty } from "../queries.mjs";

/** The profiles in all twenty headers, from the rows on screen on, against DuckDB's own SUMMARIZE of the same table. */
export async function headerProfiles({ browser, site }) {
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await bare.evaluate((sql) => window.bare.run(sql), `create table wide as ${threeMillionByTwenty}`);
  const eider = await openEider(context, site, { wide: threeMillionByTwenty });
  // Only what is on screen is profiled: all columns have to be.
  await eider.setViewportSize({ width: 4000, height: 900 });
  await eider.getByRole("button", { name: "More actions for wide" }).click();
  await eider.getByRole("menuitem", { name: "Use full width" }).click();
  const firsts = [];
  const summarize = async () => {
    await bare.bringToFront();
    return bare.evaluate(() => window.bare.show("summarize wide"));
  };
  const profile = async () => {
    await eider.bringToFront();
    await runCell(eider, "wide");
    const { firstMs, allMs } = await eider.evaluate(untilProfiled, 20);
    firsts.push(firstMs);
    return allMs;
  };
  await profile();
  firsts.length = 0;
  const result = await sideBySide(3, summarize, profile);
  await context.close();
  return [
    ratioRow({ name: "header profiles of 3 M × 20, rows to the last", against: "bare", factor: 1.5, result }),
    limitRow({ name: "… to the first", value: median(firsts), unit: "ms", most: 300, runs: firsts }),
  ];
}

/** Runs in the page: milliseconds until the first and until all of so many headers have their profile. */
async function untilProfiled(columns) {
  const start = performance.now();
  const known = () =>
    [...document.querySelectorAll('[role="columnheader"] button[aria-haspopup="dialog"]')].filter(
      ({ textContent }) =>
        textContent.startsWith("Profile of ") && !textContent.endsWith("not looked at yet"),
    ).length;
  let firstMs = null;
  for (;;) {
    await new Promise(requestAnimationFrame);
    const now = performance.now() - start;
    if (firstMs === null && known() > 0) firstMs = now;
    if (known() === columns) return { firstMs, allMs: now };
    if (now > 120_000) throw new Error(`After two minutes ${known()} of ${columns} headers had a profile.`);
  }
}
