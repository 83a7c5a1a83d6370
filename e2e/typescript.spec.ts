import { expect, test } from "./fixtures.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const cell = (kind: string, name: string, source: string) =>
  `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n`;

async function openCells(notebook: NotebookPage, ...cells: string[]): Promise<void> {
  await notebook.startWith(cells.join("\n"));
}

test("a TypeScript cell awaits, reads typed rows, binds SQL, displays, and makes a relation", async ({
  notebook,
}) => {
  await openCells(
    notebook,
    cell(
      "sql",
      "orders",
      `select * from (values
        (1, 9007199254740993, 12.50::decimal(10,2), 1234567890123456789.12::decimal(30,2), timestamp '2024-05-01 10:00:00.123456', ['a','b'], {'city': 'Malmö'}, null),
        (2, -1, 0.10::decimal(10,2), 0::decimal(30,2), timestamp '2024-05-02', [], {'city': ''}, '')
      ) t(id, big, price, wide, moment, tags, place, note)`,
    ),
    cell(
      "ts",
      "read",
      `const rows = await orders.toArray();
const pause = await Promise.resolve("awaited");
export default rows.map((row) => ({
  id: row.id,
  pause,
  kinds: [typeof row.id, typeof row.big, typeof row.price, typeof row.wide, typeof row.moment.micros].join(" "),
  big: row.big + 1n,
  price: row.price * 2,
  wide: row.wide,
  moment: row.moment,
  text: row.moment.toString(),
  tags: row.tags,
  city: row.place.city,
  note: row.note,
}));`,
    ),
    cell(
      "ts",
      "bound",
      `const wanted = "x'; drop table orders; --";
const found = await sql\`select \${wanted} as given, count(*) as n from orders where id > \${1}\`;
export default found;`,
    ),
    cell("ts", "shown", `display("a plain word");\ndisplay({ answer: 42 });\n"the last expression"`),
  );
  await notebook.runAll();
  await notebook.expectDone("orders", "read", "bound", "shown");

  const kinds = "number bigint number string bigint";
  expect(await notebook.rowsOf("read")).toEqual([
    [
      "1",
      "awaited",
      kinds,
      "9007199254740994",
      "25.0",
      "1234567890123456789.12",
      "2024-05-01 10:00:00.123456",
      "2024-05-01 10:00:00.123456",
      "[a, b]",
      "Malmö",
      null,
    ],
    ["2", "awaited", kinds, "0", "0.2", "0.00", "2024-05-02 00:00:00", "2024-05-02 00:00:00", "[]", "", ""],
  ]);
  const types = Object.fromEntries(
    (await notebook.relation("read")).columns.map(({ name, type }) => [name, type]),
  );
  expect(types).toMatchObject({ big: "BIGINT", moment: "TIMESTAMP", tags: "VARCHAR[]", text: "VARCHAR" });
  expect(await notebook.rowsOf("bound")).toEqual([["x'; drop table orders; --", "1"]]);
  expect(await notebook.rowsOf("orders")).toHaveLength(2);

  const output = notebook.output("shown");
  for (const text of ["a plain word", "42", "the last expression"]) await expect(output).toContainText(text);
  await expect(output.getByRole("grid")).toHaveCount(0);
});

test("a million rows pass through a function, and rows that throw are kept apart", async ({ notebook }) => {
  await openCells(
    notebook,
    cell("sql", "numbers", "select range as n, 'row ' || range as label from range(1000000)"),
    cell(
      "ts",
      "mapped",
      "export default numbers.map(({ n, label }) => ({ n: n * 2n, size: label.length }));",
    ),
    cell(
      "sql",
      "checked",
      "select count(*) as rows, sum(n)::bigint as n, sum(size)::bigint as size from mapped",
    ),
    cell(
      "ts",
      "picky",
      `export default numbers.map(({ n }) => {
  if (n % 250000n === 7n) throw new Error("no sevens");
  return { n };
});`,
    ),
    cell("sql", "left_out", "select count(*) as rows from picky"),
  );
  await notebook.runAll();
  await notebook.expectDone("numbers", "mapped", "checked", "picky", "left_out");
  const size = Array.from({ length: 7 }, (_, digits) =>
    digits === 0 ? 0 : 9 * 10 ** (digits - 1) * (digits + 4),
  );
  // The number 0 has one digit as well; 1 to 9 are nine of them.
  const labels = size.reduce((sum, part) => sum + part, 5);
  expect(await notebook.rowsOf("checked")).toEqual([["1000000", "999999000000", String(labels)]]);

  expect(await notebook.rowsOf("left_out")).toEqual([["999996"]]);
  const rejects = await notebook.rowsOf("picky__rejects");
  expect(rejects.map((row) => row.slice(0, 2))).toEqual(
    [8, 250_008, 500_008, 750_008].map((row) => [String(row), expect.stringContaining("no sevens")]),
  );
  await expect(notebook.output("picky")).toContainText(/4 rows/);
});

test("an endless loop is stopped, and the next run works", async ({ notebook }) => {
  await openCells(
    notebook,
    cell("ts", "loop", "for (;;) {}"),
    cell("ts", "fine", "export default [{ n: 1 }];"),
  );
  await notebook.cell("loop").getByRole("button", { name: "Run cell", exact: true }).click();
  await notebook.expectRun("loop", "running");
  await notebook.stop();
  await notebook.expectRun("loop", "cancelled");
  await notebook.runCell("fine");
  expect(await notebook.rowsOf("fine")).toEqual([["1"]]);
});

test("an error names its line and column in the cell", async ({ notebook }) => {
  await openCells(
    notebook,
    cell("ts", "thrown", 'const a: number = 1;\n\n  throw new TypeError("not like this");'),
    cell("ts", "broken", "const a = 1;\nconst b = ;\n"),
    cell("ts", "unknown_name", "export default custommers;"),
    cell("ts", "bad_sql", "const rows = await sql`select wrod from range(3)`;\nexport default rows;"),
  );
  await notebook.runAll();
  await notebook.expectFailed("thrown", "not like this");
  await expect(notebook.output("thrown")).toContainText(/line 3, column \d/);
  await notebook.expectFailed("broken", /token|expression/i);
  await expect(notebook.output("broken")).toContainText("line 2, column 11");
  const errors = new Map((await notebook.cells()).map(({ name, error }) => [name, error]));
  expect(errors.get("unknown_name")).toContain("custommers");
  expect(errors.get("bad_sql")).toContain("wrod");
});

test("a cell that asks for the network or another module is told where data comes from", async ({
  notebook,
}) => {
  await openCells(
    notebook,
    cell("ts", "imported", 'const other = await import("https://example.org/x.js");'),
    cell("ts", "asked", 'await fetch("https://example.org/");'),
  );
  await notebook.runAll();
  await notebook.expectFailed("imported", /[Ii]mport/);
  await notebook.expectFailed("asked", /fetch/);
  await expect(notebook.output("asked")).toContainText("Add data");
});
