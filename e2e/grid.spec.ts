import type { Locator } from "@playwright/test";
import { everyContainer, everyScalar } from "../lib/ingest/testing/everyType.ts";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";
import { countPageRequests, takePageRequests } from "./page-models/pageRequests.ts";

/** The rows that stand in the grid now, as the page shows them. */
const shownRows = (grid: Locator) =>
  grid.getByRole("cell").evaluateAll((cells) => {
    const rows = new Map<Element | null, string[]>();
    for (const cell of cells) {
      const row = rows.get(cell.parentElement) ?? [];
      rows.set(cell.parentElement, row);
      row.push(cell.textContent ?? "");
    }
    return [...rows.values()];
  });

/** What the grid writes for a value: marks for what text cannot tell apart, and long text cut. */
function drawn(value: string | null): string {
  if (value === null) return "NULL";
  if (value === "") return "''";
  return value.length > 200 ? `${value.slice(0, 200)}…` : value;
}

test("ten million rows open at once, scroll to their end, and only what is seen is asked for", async ({
  page,
  notebook,
}) => {
  await countPageRequests(page);
  await notebook.startEmpty();
  await notebook.addSql("many", "select range as n, 'row ' || range as label from range(10000000)");
  await notebook.runCell("many");
  await notebook.expectDone("many");
  const grid = notebook.grid("many");
  await expect(grid).toHaveAttribute("aria-rowcount", "10000001");
  await expect(notebook.output("many")).toContainText("10,000,000 rows");
  await expect(grid.getByRole("cell", { name: "row 0", exact: true })).toBeVisible();
  await takePageRequests(page);

  await test.step("the last row is one click away, and one key", async () => {
    const first = grid.getByRole("cell", { name: "row 0", exact: true });
    const last = grid.getByRole("cell", { name: "row 9999999", exact: true });
    await notebook.output("many").getByRole("button", { name: "Last row" }).click();
    await expect(last).toBeInViewport();
    await notebook.output("many").getByRole("button", { name: "First row" }).click();
    await expect(first).toBeInViewport();
    await first.click();
    await page.keyboard.press("ControlOrMeta+End");
    await expect(last).toBeInViewport();
  });

  await test.step("what is far away is never asked for", async () => {
    const asked = await takePageRequests(page);
    const rows = asked.reduce((sum, { limit }) => sum + limit, 0);
    expect(asked.length, JSON.stringify(asked)).toBeGreaterThan(0);
    expect(rows, JSON.stringify(asked)).toBeLessThanOrEqual(5000);
    for (const { offset } of asked) expect(offset < 5000 || offset > 9_990_000, String(offset)).toBe(true);
  });

  await test.step("a far place in the middle shows its own rows", async () => {
    const scroller = page.getByRole("group", { name: "Rows of many", exact: true });
    await scroller.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    // Some rows are drawn above the window and some below.
    await expect(grid.getByText(/^row [3-6]\d{6}$/).nth(15)).toBeInViewport();
    const asked = await takePageRequests(page);
    expect(
      asked.reduce((sum, { limit }) => sum + limit, 0),
      JSON.stringify(asked),
    ).toBeLessThanOrEqual(3000);
    const inDom = await shownRows(grid);
    expect(inDom.length).toBeLessThan(200);
    for (const [n, label] of inDom) if (n !== "" && label !== "") expect(label).toBe(`row ${n}`);
  });
});

test("every value stands in the grid as DuckDB prints it", async ({ notebook }) => {
  const types = Object.entries(everyScalar);
  const rows = Math.max(...types.map(([, values]) => values.length)) + 1;
  // A list has no value past its end, so that every column ends in NULLs.
  const scalars = types.map(
    ([type, values], at) => `([${values.join(", ")}]::${type}[])[range + 1] as s${at}`,
  );
  const nested = Object.entries(everyContainer).map(
    ([name, make]) => `${make("(range || ' å, ''q''')", "VARCHAR")} as "${name}"`,
  );
  const scalarSql = `select ${scalars.join(",\n  ")} from range(${rows})`;
  const nestedSql = `select ${nested.join(",\n  ")}, repeat('long ', 100) as long from range(3)`;

  await notebook.startWith(
    [
      ["scalars", scalarSql],
      ["nested", nestedSql],
    ]
      .map(([name, sql]) => `\`\`\`sql name=${name}\n${sql}\n\`\`\`\n`)
      .join("\n"),
  );
  await notebook.runAll();
  await notebook.expectDone("scalars", "nested");
  const native = await openNative();
  try {
    for (const [name, sql] of [
      ["scalars", scalarSql],
      ["nested", nestedSql],
    ] as const) {
      const expected = await native.texts(sql);
      expect(await notebook.rowsOf(name)).toEqual(expected);
      const grid = notebook.grid(name);
      await grid.scrollIntoViewIfNeeded();
      const lines = expected.map((row) => row.map(drawn));
      await expect.poll(() => shownRows(grid), { message: name }).toEqual(lines);
    }
  } finally {
    native.close();
  }

  await test.step("a value that is cut is whole one click away", async () => {
    await notebook
      .grid("nested")
      .getByRole("cell", { name: /^long long/ })
      .first()
      .click();
    const whole = notebook.page.getByRole("dialog", { name: "Value of long, row 1" });
    await expect(whole).toContainText("long ".repeat(100).trim());
    await notebook.page.keyboard.press("Escape");
    await expect(whole).toBeHidden();
  });
});

test("five hundred columns are all there, and few of them are drawn", async ({ page, notebook }) => {
  await notebook.startEmpty();
  const columns = Array.from({ length: 500 }, (_, at) => `range * ${at} as c${at}`);
  await notebook.addSql("wide", `select ${columns.join(", ")} from range(100)`);
  await notebook.runCell("wide");
  await notebook.expectDone("wide");
  const grid = notebook.grid("wide");
  await expect(grid).toHaveAttribute("aria-colcount", "501");
  expect(await grid.getByRole("columnheader").count()).toBeLessThan(60);
  await page.getByRole("group", { name: "Rows of wide", exact: true }).evaluate((element) => {
    element.scrollLeft = element.scrollWidth;
  });
  await expect(grid.getByRole("columnheader", { name: "c499", exact: true })).toBeInViewport();
  await expect(grid.getByRole("cell", { name: "998", exact: true }).first()).toBeInViewport();
});

test("results come to the places held for them, and what stands below does not move again", async ({
  page,
  notebook,
}) => {
  await notebook.open();
  const cell = (name: string, sql: string) => `\`\`\`sql name=${name}\n${sql}\n\`\`\`\n`;
  await notebook.openText(
    [
      cell("few", "select range as n, 'word ' || range as word from range(3)"),
      cell("one", "select 42 as answer"),
      cell("many", "select range as n, range * 2 as m from range(1000)"),
      cell("last", "select 1 as a, 2 as b"),
    ].join("\n"),
  );
  const places = await page.evaluateHandle(() => {
    const seen = new Set<number>();
    const cells = () => [...document.querySelectorAll<HTMLElement>("[data-cell-id]")];
    const look = () => {
      const all = cells();
      const [first, last] = [all[0], all.at(-1)];
      if (first && last && all.every((one) => one.dataset.run === "done"))
        seen.add(Math.round(last.getBoundingClientRect().top - first.getBoundingClientRect().top));
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  await notebook.runAll();
  await notebook.expectDone("few", "one", "many", "last");
  for (const name of ["few", "one", "many", "last"]) await expect(notebook.grid(name)).toBeVisible();
  // The full editors, too, take the places of the plain ones.
  await expect(notebook.source("few")).toHaveAttribute("aria-roledescription", "editor");
  await expect.poll(() => places.evaluate((seen) => seen.size)).toBeGreaterThan(0);
  expect(await places.evaluate((seen) => [...seen])).toHaveLength(1);
});
