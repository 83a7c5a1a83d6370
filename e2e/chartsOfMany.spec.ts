import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";

const cells = `---
eider: 1
title: Many
---

\`\`\`sql name=many
select i as id, ['north', 'south', 'east'][1 + i % 3] as region, timestamp '2024-01-01' + to_minutes(i) as "at",
  (hash(i) % 10000) / 100.0::double as x, sqrt(hash(i * 7) % 10000) + (hash(i) % 5000) / 100.0 as y
from range(120000) r(i)
\`\`\`

\`\`\`chart name=cloud from=many
{ "mark": "point", "encoding": { "x": { "field": "x", "type": "quantitative" }, "y": { "field": "y", "type": "quantitative" } } }
\`\`\`

\`\`\`chart name=busiest from=many
{ "transform": [
    { "filter": "datum.region !== 'east'" },
    { "timeUnit": "yearmonthdate", "field": "at", "as": "day" },
    { "aggregate": [{ "op": "sum", "field": "y", "as": "total" }], "groupby": ["day"] },
    { "window": [{ "op": "rank", "as": "rank" }], "sort": [{ "field": "total", "order": "descending" }] },
    { "filter": "datum.rank <= 5" }],
  "mark": "bar", "encoding": { "x": { "field": "day", "type": "ordinal", "timeUnit": "yearmonthdate" }, "y": { "field": "total", "type": "quantitative" } } }
\`\`\`

\`\`\`chart name=both from=many
{ "layer": [
  { "mark": "bar", "encoding": { "x": { "field": "y", "bin": { "maxbins": 30 }, "type": "quantitative" }, "y": { "aggregate": "count" } } },
  { "mark": { "type": "rule", "size": 3 }, "encoding": { "x": { "aggregate": "mean", "field": "y", "type": "quantitative" } } }] }
\`\`\`

\`\`\`chart name=none from=many
{ "transform": [{ "filter": "datum.id < 0" }], "mark": "bar", "encoding": { "x": { "field": "region" }, "y": { "aggregate": "count" } } }
\`\`\`
`;

test("charts of 120,000 rows draw what stands for all of them, and say of how many rows they are made", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(cells);
  await notebook.runAll();
  // A chart is drawn when it comes near the window.
  const drawnFrom = async (name: string, text: string | RegExp) => {
    await notebook.output(name).scrollIntoViewIfNeeded();
    await expect(notebook.output(name)).toContainText(text);
  };

  await test.step("points that lie on each other are counted in cells", async () => {
    await expect(notebook.chart("cloud")).toBeVisible();
    await drawnFrom("cloud", "cells from 120,000 rows, coloured by how many rows lie in each");
  });

  await test.step("transforms are done where the rows are", async () => {
    await drawnFrom("busiest", "5 bars from 120,000 rows");
    await expect(notebook.chart("busiest")).toHaveAccessibleName(/5 bars, largest/);
  });

  await test.step("views that group differently have rows of their own", async () => {
    await drawnFrom("both", /^\d+ marks from 120,000 rows/);
    await expect(notebook.chart("both")).toHaveAccessibleName(/^Histogram of count of records by y/);
  });

  await test.step("a filter that leaves nothing says so", async () => {
    await drawnFrom("none", "the chart leaves none of the 120,000 rows of many");
  });

  expect(await axeFindings(page)).toEqual([]);
});
