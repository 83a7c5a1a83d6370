import { ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, openBare, openEider, runCell, stopAndRun } from "../pages.mjs";
import { runaway } from "../queries.mjs";

const next = "select 42 as answer";
const afterMs = 1_000;

/** A query that would run for hours is stopped, and the next cell's rows are painted. */
export async function stopRunaway({ browser, site }) {
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  const eider = await openEider(context, site, { runaway, next });
  await runCell(eider, "next");
  const result = await sideBySide(
    5,
    async () => {
      await bare.bringToFront();
      return bare.evaluate(({ long, short, ms }) => window.bare.stopAndShow(long, short, ms), {
        long: runaway,
        short: next,
        ms: afterMs,
      });
    },
    async () => {
      await eider.bringToFront();
      return stopAndRun(eider, "runaway", "next", afterMs);
    },
  );
  await context.close();
  return [
    ratioRow({
      name: "runaway cross join stopped, next cell painted",
      against: "bare cancelSent",
      factor: 1.5,
      result,
    }),
  ];
}
