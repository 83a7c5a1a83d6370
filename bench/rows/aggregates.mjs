import { dataFile } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { addToEider, freshContext, openBare, openEider, registerBare, runCell } from "../pages.mjs";
import { aggregate, aggregateTenMillion, rowsOfEvents, tenMillion } from "../queries.mjs";

const limits = { against: "bare", factor: 1.1, extraMs: 20 };

/** Both pages stay open, and the clicks alternate: what differs is what Eider adds to a query. */
export async function aggregateThreeMillion({ browser, site }) {
  const csv = await dataFile("csv");
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await registerBare(bare, csv);
  await bare.evaluate(() => window.bare.run("create table events as select * from read_csv('events.csv')"));
  const eider = await openEider(context, site, { agg: aggregate });
  await addToEider(eider, csv, rowsOfEvents);
  const result = await alternate(bare, eider, "agg", aggregate);
  await context.close();
  return [ratioRow({ name: "aggregate over 3 M rows, click to painted rows", ...limits, result })];
}

export async function aggregateOverTenMillion({ browser, site }) {
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await bare.evaluate((sql) => window.bare.run(sql), `create table ten_million as ${tenMillion}`);
  const eider = await openEider(context, site, { ten_million: tenMillion, agg: aggregateTenMillion });
  await runCell(eider, "ten_million");
  const result = await alternate(bare, eider, "agg", aggregateTenMillion);
  await context.close();
  return [ratioRow({ name: "aggregate over 10 M rows, click to painted rows", ...limits, result })];
}

async function alternate(bare, eider, cell, sql) {
  const runBare = async () => {
    await bare.bringToFront();
    return bare.evaluate((text) => window.bare.show(text), sql);
  };
  const runEider = async () => {
    await eider.bringToFront();
    return runCell(eider, cell);
  };
  // The first of each warms code up, as the second click of a user finds it.
  await runBare();
  await runEider();
  return sideBySide(9, runBare, runEider);
}
