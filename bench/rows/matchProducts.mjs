import { limitRow } from "../measure.mjs";
import { freshContext, notebook, runCell, stopAndRun } from "../pages.mjs";
import { matchedProducts } from "../queries.mjs";
import { wasmMemory } from "../wasmMemory.mjs";

const products = 100_000;

/**
 * A hundred thousand products of one shop beside those of another, which words them otherwise and leaves out the code of
 * every third: matched from an empty cell. There is nothing to hold it against; what is promised is that it fits.
 */
export async function matchProducts({ browser, site }) {
  const context = await freshContext(browser);
  const memory = await wasmMemory(context);
  const page = await context.newPage();
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  const fence = "\n```match name=pairs left=here right=there left_key=id right_key=id\n```\n";
  const cells = {
    ...matchedProducts(products),
    one: "select 1 as one",
    score: "select count(*) as pairs, count(*) filter (left_key = right_key) as right_ones from pairs",
  };
  const { score, ...before } = cells;
  const text = notebook(before) + fence + notebook({ score }).replace(/^---[\s\S]*?---\n/, "");
  await page.evaluate((given) => window.eider.open(given), text);
  await runCell(page, "here");
  await runCell(page, "there");
  const stoppedMs = await stopAndRun(page, "pairs", "one", 5000);
  // Stopping may have taken the engine with it: then what it had is made again first, which is no part of the match.
  await runCell(page, "here");
  await runCell(page, "there");
  const elapsedMs = await runCell(page, "pairs");
  await runCell(page, "score");
  const [pairs, right] = await page
    .getByRole("group", { name: "Cell score", exact: true })
    .getByRole("grid")
    .evaluate((grid) =>
      [...grid.querySelectorAll("td, [role=cell], [role=gridcell]")]
        .map((cell) => Number(cell.textContent.replaceAll(",", "")))
        .filter((value) => value > 1),
    );
  const heap = (await memory.largestBytes(page)) / 1e6;
  await context.close();
  process.stderr.write(`${pairs} pairs, ${right} of them right\n`);
  if (!(right > 0.8 * products))
    throw new Error(`Only ${right} of ${products} products found their partner.`);
  return [
    limitRow({ name: "100,000 × 100,000 products matched", value: elapsedMs / 1000, unit: "s", most: 180 }),
    limitRow({ name: "… the engine's heap meanwhile", value: heap, unit: "MB", most: 1500 }),
    limitRow({ name: "… stopped after 5 s, next cell painted", value: stoppedMs, unit: "ms", most: 2500 }),
  ];
}
