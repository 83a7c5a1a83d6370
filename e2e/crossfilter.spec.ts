import type { Locator, Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

const flights = `select i as id, ['north', 'south', 'east', 'west'][1 + (hash(i) % 4)::int] as region,
  (hash(i * 7) % 1000) / 10.0 as delay, timestamp '2024-01-01' + to_minutes((hash(i * 3) % 500000)::int) as "at"
from range(60000) r(i)`;

const notebook = (...names: string[]) => `---
eider: 1
title: Cross
---

\`\`\`sql name=flights
${flights}
\`\`\`
${names
  .map((name) => `\n\`\`\`chart name=${name} from=flights\n${JSON.stringify(charts[name])}\n\`\`\`\n`)
  .join("")}`;

const count = { aggregate: "count", type: "quantitative" };
const charts: Record<string, object> = {
  delays: {
    height: 160,
    mark: "bar",
    encoding: { x: { field: "delay", bin: { step: 10 }, type: "quantitative" }, y: count },
  },
  regions: { height: 160, mark: "bar", encoding: { x: { field: "region", type: "nominal" }, y: count } },
  months: {
    height: 160,
    mark: "bar",
    encoding: { x: { field: "at", timeUnit: "yearmonth", type: "temporal" }, y: count },
  },
};

/** The picture of a chart, and where its pixels are. */
async function picture(
  output: Locator,
): Promise<{ canvas: Locator; at(x: number, y: number): Promise<[number, number]> }> {
  const canvas = output.locator("iframe").contentFrame().locator("canvas");
  await output.scrollIntoViewIfNeeded();
  await expect(canvas).toBeVisible();
  return {
    canvas,
    async at(x, y) {
      const box = await canvas.boundingBox();
      if (!box) throw new Error("no picture");
      return [box.x + box.width * x, box.y + box.height * y];
    },
  };
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, to[1], { steps: 4 });
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

/** The numbers of a chart's table of a name and a number, by their names. */
async function dataOf(output: Locator): Promise<Record<string, number>> {
  const cells = await output.getByRole("table").getByRole("cell").allTextContents();
  const rows = Array.from({ length: cells.length / 3 }, (_, row) => cells.slice(row * 3, row * 3 + 3));
  return Object.fromEntries(rows.map(([, name, count]) => [name, Number(count?.replaceAll(",", ""))]));
}

test("a brush on one chart is what the others and the grid show, and ends by its cross", async ({
  page,
  notebook: book,
}) => {
  await book.startWith(notebook("delays", "regions", "months"));
  await book.runAll();
  const native = await openNative();
  await native.run(`create table flights as ${flights}`);
  const delays = await picture(book.output("delays"));
  await expect(book.output("delays")).toContainText("10 bars from 60,000 rows");
  const place = await delays.canvas.boundingBox();
  await drag(page, await delays.at(0.32, 0.5), await delays.at(0.62, 0.4));

  const chip = book.output("delays").getByRole("button", { name: /^Show the rows of what is selected here/ });
  const said = /delay from (\d+) to (\d+)/.exec((await chip.getAttribute("aria-label")) ?? "");
  const where = `delay >= ${said?.[1]} and delay < ${said?.[2]}`;
  const [[total = ""] = []] = await native.texts(`select count(*) from flights where ${where}`);
  expect(Number(total)).toBeGreaterThan(10_000);
  const text = Number(total).toLocaleString("en");

  await test.step("the grid has these rows", async () => {
    await expect(book.output("flights")).toContainText(`${text} of 60,000 rows`);
    await expect(book.grid("flights")).toHaveAttribute("aria-rowcount", String(Number(total) + 1));
    expect(await delays.canvas.boundingBox(), "the chart stays under the pointer").toEqual(place);
  });
  await test.step("the others count what native DuckDB counts", async () => {
    const regions = book.output("regions");
    await regions.scrollIntoViewIfNeeded();
    await expect(regions).toContainText(`4 bars from ${text} of 60,000 rows`);
    await regions.getByRole("button", { name: "Show data" }).click();
    const rows = await native.texts(`select region, count(*) from flights where ${where} group by 1`);
    await expect
      .poll(() => dataOf(regions))
      .toEqual(Object.fromEntries(rows.map(([name, n]) => [name, Number(n)])));
    await expect(book.output("months")).toContainText(`from ${text} of 60,000 rows`);
  });
  await test.step("the brushed chart keeps all of its own bars", async () => {
    await expect(book.output("delays")).toContainText("10 bars from 60,000 rows");
  });
  expect(await axeFindings(page)).toEqual([]);
  await book
    .output("regions")
    .getByRole("button", { name: /^Remove: delays/ })
    .click();
  await expect(book.output("regions")).toContainText("4 bars from 60,000 rows");
  await expect(book.output("flights")).not.toContainText("of 60,000 rows");
  native.close();
});

test("a click on a bar shows exactly its rows, and they become a cell", async ({ page, notebook: book }) => {
  await book.startWith(notebook("regions"));
  await book.runAll();
  const native = await openNative();
  await native.run(`create table flights as ${flights}`);
  const regions = await picture(book.output("regions"));
  await page.mouse.click(...(await regions.at(0.2, 0.6)));
  const panel = book.output("regions").getByRole("region", { name: "Rows of regions" });
  await expect(panel).toContainText("region is “east”");
  const rows = await native.texts("select * from flights where region = 'east'");
  await expect(panel).toContainText(`${rows.length.toLocaleString("en")} of 60,000 rows`);
  await panel.getByRole("button", { name: "As SQL cell" }).click();
  await book.settled(["flights_rows"]);
  expect(await book.rowsOf("flights_rows", { offset: 0, limit: 50 })).toEqual(rows.slice(0, 50));
  expect((await book.relation("flights_rows")).rows).toBe(rows.length);

  await test.step("by keys too: from the chart's data, and on to the other charts", async () => {
    await panel.press("Escape");
    await expect(panel).toBeHidden();
    const output = book.output("regions");
    await output.getByRole("button", { name: "Show data" }).press("Enter");
    await output.getByRole("button", { name: "Rows of west" }).press("Enter");
    await expect(panel).toContainText("region is “west”");
    await panel.getByRole("button", { name: "Filter other charts" }).press("Enter");
    const west = await native.texts("select count(*) from flights where region = 'west'");
    const counted = Number(west[0]?.[0]).toLocaleString("en");
    await expect(book.output("flights")).toContainText(`${counted} of 60,000 rows`);
  });
  native.close();
});
