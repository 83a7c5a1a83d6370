import { limitRow, median } from "../measure.mjs";
import { freshContext, openEider, runCell } from "../pages.mjs";
import { tenMillion } from "../queries.mjs";

/** Jumps to random rows among ten million, each until its rows stand on screen. */
export async function farScroll({ browser, site }) {
  const context = await freshContext(browser);
  const page = await openEider(context, site, { ten_million: tenMillion });
  await runCell(page, "ten_million");
  await page.getByRole("grid").scrollIntoViewIfNeeded();
  await page.waitForTimeout(1_000);
  const jumps = await page.getByRole("grid").evaluate(jumpAbout);
  await context.close();
  return [
    limitRow({
      name: "grid, random far row of 10 M painted",
      value: median(jumps),
      unit: "ms",
      most: 150,
      runs: jumps,
    }),
  ];
}

/** Runs in the page. */
async function jumpAbout(table) {
  const scroller = table.closest('[role="group"]');
  const frame = () => new Promise(requestAnimationFrame);
  const elapsed = [];
  let seed = 20_260_101;
  for (let jump = 0; jump < 31; jump++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const before = rowInMiddle();
    const start = performance.now();
    scroller.scrollTop = (seed / 2_147_483_648) * (scroller.scrollHeight - scroller.clientHeight);
    let row = null;
    while (row === null || row === before) {
      if (performance.now() - start > 10_000) throw new Error("A far row was not drawn in 10 s.");
      await frame();
      row = rowInMiddle();
    }
    await frame();
    elapsed.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return elapsed;

  /** The number of the row in the middle of the table, null while its values are not drawn. */
  function rowInMiddle() {
    const box = scroller.getBoundingClientRect();
    const x = box.left + box.width * 0.2;
    const row = document.elementFromPoint(x, box.top + box.height / 2)?.closest('[role="row"]');
    const cell = row?.querySelector('[role="cell"]');
    return cell && cell.getAttribute("aria-busy") !== "true" ? row.getAttribute("aria-rowindex") : null;
  }
}
