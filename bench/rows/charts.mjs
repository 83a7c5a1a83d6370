import { ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, openBare, openEider, runCell, runChart } from "../pages.mjs";
import { tenMillion } from "../queries.mjs";

const source = `select *, timestamp '2020-01-01' + to_seconds(id * 6) as moment from (${tenMillion})`;

/** Charts as people write them, each with the GROUP BY that somebody would write for it. */
const charts = {
  bars: {
    name: "a bar chart over 10 M rows, click to drawn",
    spec: {
      transform: [{ filter: "datum.amount > 10" }, { calculate: "datum.k % 50", as: "shop" }],
      mark: "bar",
      encoding: {
        x: { field: "shop", type: "ordinal" },
        y: { aggregate: "sum", field: "amount", type: "quantitative" },
      },
    },
    sql: "select k % 50 as shop, sum(amount) as total from ten_million where amount > 10 group by shop order by shop",
  },
  series: {
    name: "a time series over 10 M rows, click to drawn",
    spec: {
      mark: "line",
      encoding: {
        x: { field: "moment", timeUnit: "yearmonthdate", type: "temporal" },
        y: { aggregate: "mean", field: "amount", type: "quantitative" },
      },
    },
    sql: "select date_trunc('day', moment) as day, avg(amount) as mean from ten_million group by day order by day",
  },
};

/** Charts against their bare GROUP BY; how few rows they move is held by lib/chart/askChart.test.ts. */
export async function chartsOverTenMillion({ browser, site }) {
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await bare.evaluate((sql) => window.bare.run(sql), `create table ten_million as ${source}`);
  const cells = Object.fromEntries(
    Object.entries(charts).map(([name, { spec }]) => [name, { from: "ten_million", spec }]),
  );
  const eider = await openEider(context, site, { ten_million: source }, {}, cells);
  await runCell(eider, "ten_million");
  const measured = [];
  for (const [chart, { name, sql }] of Object.entries(charts)) {
    const runBare = async () => {
      await bare.bringToFront();
      return bare.evaluate((text) => window.bare.show(text), sql);
    };
    const runEider = async () => {
      await eider.bringToFront();
      return runChart(eider, chart);
    };
    await runBare();
    await runEider();
    const result = await sideBySide(7, runBare, runEider);
    measured.push(ratioRow({ name, against: "bare", factor: 1.2, extraMs: 150, result }));
  }
  await context.close();
  return measured;
}
