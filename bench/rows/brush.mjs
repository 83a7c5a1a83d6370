import { limitRow, ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, openBare, openEider, runCell } from "../pages.mjs";
import { tenMillion } from "../queries.mjs";

const source = `select *, timestamp '2020-01-01' + to_seconds(id * 6) as moment from (${tenMillion})`;
const count = { aggregate: "count", type: "quantitative" };

const charts = {
  amounts: { x: { field: "amount", bin: { maxbins: 40 }, type: "quantitative" }, y: count },
  months: { x: { field: "moment", timeUnit: "yearmonth", type: "temporal" }, y: count },
  keys: { x: { field: "k", bin: { maxbins: 40 }, type: "quantitative" }, y: count },
};

/** What somebody would ask for the two charts that are not brushed, with the edges of the bins known. */
const queries = (from, to) => [
  `select date_trunc('month', moment) as month, count(*) as n from ten_million where amount >= ${from} and amount < ${to} group by month order by month`,
  `select floor(k / 25.0) as bin, count(*) as n from ten_million where amount >= ${from} and amount < ${to} group by bin order by bin`,
];

/** A brush on one of three charts of ten million rows: until the two others stand, and the longest task of the page meanwhile. */
export async function brushTenMillion({ browser, site }) {
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await bare.evaluate((sql) => window.bare.run(sql), `create table ten_million as ${source}`);
  const cells = Object.fromEntries(
    Object.entries(charts).map(([name, encoding]) => [
      name,
      { from: "ten_million", spec: { height: 90, mark: "bar", encoding } },
    ]),
  );
  const eider = await openEider(context, site, { ten_million: source }, {}, cells);
  await runCell(eider, "ten_million");
  await eider.evaluate(() =>
    Promise.all(["amounts", "months", "keys"].map((name) => window.eider.run(name))),
  );
  const output = (name) => eider.getByRole("region", { name: `Output of ${name}`, exact: true });
  // Its picture whole in the window, where the mouse can reach it.
  await output("amounts").evaluate((element) => element.scrollIntoView({ block: "center" }));
  const canvas = output("amounts").locator("iframe").contentFrame().locator("canvas");
  await canvas.waitFor();
  await eider.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  const tasks = [];
  let turn = 0;
  let range = [0, 0];
  const brush = async () => {
    await eider.bringToFront();
    // Asked each time: with a brush the grid above has a bar of its own, and the chart is further down.
    const at = async (share) => {
      const box = await canvas.boundingBox();
      return [box.x + box.width * share, box.y + box.height * 0.3];
    };
    // Each time another range, and a plain press ends the one before.
    const from = 0.2 + 0.05 * (turn % 4);
    turn++;
    await eider.mouse.dblclick(...(await at(0.97)));
    await eider.waitForFunction(() => !document.querySelector('[aria-label="Selections on months"]'));
    await eider.waitForFunction(() => !document.querySelector('[role="img"][aria-busy="true"]'));
    await eider.evaluate(() => window.longTasks.splice(0));
    await eider.mouse.move(...(await at(from)));
    await eider.mouse.down();
    const start = await eider.evaluate(() => performance.now());
    await eider.mouse.move(...(await at(from + 0.2)), { steps: 3 });
    await eider.mouse.move(...(await at(from + 0.3)), { steps: 3 });
    await eider.mouse.up();
    const { end, said } = await eider.evaluate(settled);
    tasks.push(await eider.evaluate(() => Math.max(0, ...window.longTasks.splice(0))));
    range = said;
    return end - start;
  };
  const runBare = async () => {
    await bare.bringToFront();
    let total = 0;
    for (const sql of queries(...range)) total += await bare.evaluate((text) => window.bare.show(text), sql);
    return total;
  };
  await brush();
  await runBare();
  const result = await sideBySide(5, runBare, brush);
  await context.close();
  return [
    ratioRow({
      name: "a brush over three charts of 10 M rows, first move to both others drawn",
      against: "bare",
      factor: 1.5,
      extraMs: 150,
      result,
    }),
    limitRow({
      name: "longest task of the page while it is brushed",
      value: Math.max(...tasks),
      unit: "ms",
      most: 50,
      runs: tasks,
    }),
  ];
}

/** Runs in the page: waits until both others say the range that the brushed chart says, and are drawn. */
function settled() {
  return new Promise((resolve) => {
    const look = () => {
      const own = document.querySelector('[aria-label="Selections on amounts"]')?.textContent ?? "";
      const range = /amount from ([\d.,]+) to ([\d.,]+)/.exec(own);
      const isDone =
        range !== null &&
        ["months", "keys"].every((name) => {
          const output = document.querySelector(`[aria-label="Output of ${name}"]`);
          const picture = output?.querySelector('[role="img"]');
          return output?.textContent?.includes(range[0]) && picture?.getAttribute("aria-busy") === "false";
        });
      if (isDone)
        resolve({
          end: performance.now(),
          said: range.slice(1).map((text) => Number(text.replaceAll(",", ""))),
        });
      else requestAnimationFrame(look);
    };
    look();
  });
}
