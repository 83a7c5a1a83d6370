import { ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, openBare, openEider, runCell } from "../pages.mjs";

const rows = 1_000_000;
const source = `select range::int as id, (range * 7919 % 1000003)::double / 100 as amount,
  ['tea', 'coffee', 'milk'][1 + range % 3] as kind from range(${rows})`;
const cell = `const all = await source.toArray();
display(all.map((row) => ({ id: row.id, total: row.amount * 1.2, kind: row.kind.toUpperCase() })).length);`;

/** A function over a million rows in a TypeScript cell, and the same on the same rows in a plain worker. */
export async function sandboxMap({ browser, site }) {
  const context = await freshContext(browser);
  const bare = await openBare(context, site);
  await bare.evaluate((sql) => window.bare.run(sql), `create table source as ${source}`);
  const eider = await openEider(context, site, { source }, { mapped: cell });
  await runCell(eider, "source");
  const result = await sideBySide(
    5,
    async () => {
      await bare.bringToFront();
      return bare.evaluate((expected) => window.bare.mapInWorker("from source", expected), rows);
    },
    async () => {
      await eider.bringToFront();
      return eider.evaluate(async () => {
        const start = performance.now();
        await window.eider.run("mapped");
        const { run } = window.eider.cells().find(({ name }) => name === "mapped");
        if (run !== "done") throw new Error(`The cell ${run}.`);
        return performance.now() - start;
      });
    },
  );
  await context.close();
  return [
    ratioRow({
      name: "rows.map over 1 M rows in a TypeScript cell",
      against: "plain worker",
      factor: 2,
      result,
    }),
  ];
}
