import { beforeAll, describe, expect, it } from "vitest";
import { CleanStage } from "../testing/cleanStage.ts";
import { cleanCell } from "./cleanCell.ts";

let stage: CleanStage;

beforeAll(async () => {
  stage = await CleanStage.start();
  await stage.make(
    "orders",
    `select * from (values
      (1, ' Acme  Ltd', 1.5, date '2024-02-29', 9007199254740993::bigint, true),
      (2, 'bob', 2.0, null, 1::bigint, false),
      (3, ' Acme  Ltd', null, date '1900-01-01', null, null),
      (4, null, -0.25, date '2024-12-31', 7::bigint, true)) t(id, vendor, price, day, big, "is paid")`,
  );
}, 60_000);

const rowsOf = (sql: string) => stage.rows(sql);
const ran = (source: string, from = "orders") => stage.run(source, from);
const failure = (source: string) => stage.failure(source, "orders");

/** The type and the values, in order, of the column `x` that a function makes. */
async function derived(code: string, from?: string): Promise<[string | undefined, (string | null)[]]> {
  const { result } = await ran(
    `- typescript:\n    column: x\n    function: |\n      ${code.replaceAll("\n", "\n      ")}`,
    from,
  );
  const rows = await rowsOf("select x::varchar from made");
  return [result?.columns.find(({ name }) => name === "x")?.type, rows.map(([x]) => x ?? null)];
}

describe("a TypeScript step", () => {
  it.each<[string, string, (string | null)[]]>([
    ["(row) => row.vendor?.trim().toUpperCase()", "VARCHAR", ["ACME  LTD", "BOB", "ACME  LTD", null]],
    ["({ id }: { id: number }): number => id * 2", "BIGINT", ["2", "4", "6", "8"]],
    [
      "function (row) { return row.price === null ? null : row.price / 2 }",
      "DOUBLE",
      ["0.75", "1.0", null, "-0.125"],
    ],
    ["(row) => (row.big === null ? null : row.big + 1n)", "BIGINT", ["9007199254740994", "2", null, "8"]],
    [
      "({ big }) => big === null ? 0n : big ** 2n",
      "HUGEINT",
      ["81129638414606699710187514626049", "1", "0", "49"],
    ],
    ["(row) => row['is paid']", "BOOLEAN", ["true", "false", null, "true"]],
    ["(row) => row.day", "DATE", ["2024-02-29", null, "1900-01-01", "2024-12-31"]],
    [
      "(row) => row.day && new Date(row.day.toDate().getTime() + 1500)",
      "TIMESTAMP",
      ["2024-02-29 00:00:01.5", null, "1900-01-01 00:00:01.5", "2024-12-31 00:00:01.5"],
    ],
    ["(row) => Object.keys(row).join()", "VARCHAR", Array(4).fill("id,vendor,price,day,big,is paid")],
    ["() => 'same'", "VARCHAR", Array(4).fill("same")],
    ["() => undefined", "VARCHAR", Array(4).fill(null)],
    [
      "(row) => {\n  const { id, ...others } = row;\n  return Object.keys(others).length + id;\n}",
      "BIGINT",
      ["6", "7", "8", "9"],
    ],
    ["(row) => [NaN, 1 / 0, -0, 5e-324][row.id - 1]", "DOUBLE", ["nan", "inf", "-0.0", "5e-324"]],
  ])("%s", async (code, type, values) => {
    expect(await derived(code)).toEqual([type, values]);
  });

  it("runs once for each different row of what it reads, and sees no other column", async () => {
    await stage.make("many", "select i % 7 as a, i as b, 'text ' || i % 3 as c from range(5000) r(i)");
    const output = await ran("- typescript: { column: seen, function: '({ a, c }) => a + c' }", "many");
    expect(output.result?.rowCount).toBe(5000);
    expect(await rowsOf("select count(*)::varchar, count(distinct key)::varchar from made__map_1")).toEqual([
      ["21", "21"],
    ]);
    expect(await rowsOf("select count(*)::varchar from made where seen is distinct from a || c")).toEqual([
      ["0"],
    ]);
    // The order of rows stays.
    expect(
      await rowsOf(
        "select count(*)::varchar from (select b, row_number() over () - 1 as place from made) where b <> place",
      ),
    ).toEqual([["0"]]);
  });

  const throwing =
    "(row) => { if (row.vendor === null) throw new Error('no vendor'); return row.vendor.length }";

  it("sets rows aside for which it throws, with what was thrown", async () => {
    const output = await ran(`- typescript:\n    column: length\n    function: "${throwing}"`);
    expect(output.notices).toEqual([
      "1 value could not be read; the rows were set aside, and made__rejects tells which and why.",
    ]);
    expect(await rowsOf("select id, length from made")).toEqual([
      ["1", "10"],
      ["2", "3"],
      ["3", "10"],
    ]);
    expect(await rowsOf("from made__rejects")).toEqual([["4", "1", "length", null, "Error: no vendor"]]);
    await ran(`- typescript: { column: length, on_error: "null", function: "${throwing}" }`);
    expect(await rowsOf("select id, length from made")).toEqual([
      ["1", "10"],
      ["2", "3"],
      ["3", "10"],
      ["4", null],
    ]);
    expect(
      await failure(`- typescript: { column: length, on_error: stop, function: "${throwing}" }`),
    ).toMatchObject({
      message: "The function threw for 1 different row. First: Error: no vendor.",
      line: 1,
    });
  });

  it("writes a column anew, and steps before and after it count", async () => {
    const output = await ran(`- filter: id < 4
- typescript: { column: vendor, function: "(row) => row.vendor.trim() + '!'" }
- typescript: { column: n, function: "(row) => row.vendor.length" }
- derive: { m: n + 1 }
- map: { column: vendor, values: { bob!: Bob } }`);
    expect(output.result?.columns.map(({ name }) => name)).toEqual([
      "id",
      "vendor",
      "price",
      "day",
      "big",
      "is paid",
      "n",
      "m",
    ]);
    expect(await rowsOf("select vendor, n, m from made")).toEqual([
      ["Acme  Ltd!", "10", "11"],
      ["Bob", "4", "5"],
      ["Acme  Ltd!", "10", "11"],
    ]);
    expect((await stage.engine.api.relation("made__map_2")).ok).toBe(true);
    expect((await stage.engine.api.relation("made__map_2__answers")).ok).toBe(false);
  });

  it("of values of several kinds is text, and says so", async () => {
    const output = await ran(
      '- typescript: { column: x, function: "(row) => [1, `a`, true, null][row.id - 1]" }',
    );
    expect(output.notices).toEqual(["x is text, since the function gave booleans, numbers and texts."]);
    expect(await rowsOf("select x from made")).toEqual([["1"], ["a"], ["true"], [null]]);
  });

  it.each<[string, { line: number; column: number; length?: number }, RegExp]>([
    [
      '- typescript: { column: x, function: "(row) => row.vendr" }',
      { line: 1, column: 52, length: 5 },
      /no column "vendr"/,
    ],
    [
      "- trim: vendor\n- typescript:\n    column: x\n    function: |\n      (row) => {\n        return row.id +;\n      }",
      { line: 6, column: 24 },
      /Unexpected token/,
    ],
    [
      "- typescript:\n    column: x\n    function: |\n      async (row) => row.id",
      { line: 4, column: 7 },
      /asynchronous/,
    ],
    [
      "- typescript: { column: x, function: (row) => Promise.resolve(row.id) }",
      { line: 1 } as never,
      /promise/,
    ],
    [
      "- typescript: { column: x, function: (row) => orders.id }",
      { line: 1, column: 47, length: 6 },
      /"orders" is nothing/,
    ],
    ["- typescript: { column: x, function: row.id }", { line: 1, column: 38 }, /This is no function/],
    [
      "- typescript: { column: x, function: '(row) => ({ a: row.id })' }",
      { line: 1, column: 38 },
      /each of the 4 different rows. First: TypeError: It gave an object/,
    ],
    [
      "- typescript: { column: x, function: '(row, at) => at' }",
      { line: 1, column: 45 },
      /the row and nothing else/,
    ],
    ["- typescript: { column: x }", { line: 1, column: 15 }, /does not say its function/],
  ])("that is wrong says where: %s", async (source, place, message) => {
    const error = await failure(source);
    expect(error.message).toMatch(message);
    expect(error).toMatchObject(place);
    expect((await stage.engine.api.relation("failing__map_1__answers")).ok).toBe(false);
  });

  it("is not run where the run was stopped before", async () => {
    const before = stage.sandbox.requests.length;
    const answer = await cleanCell.run(
      stage.cell('- typescript: { column: x, function: "(row) => row.id" }', "orders"),
      stage.context({ isStopped: () => true }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(stage.sandbox.requests.length).toBe(before);
  });

  it("becomes SQL that holds what it gave, where that is not too much", async () => {
    const source = `- typescript: { column: x, function: "${throwing}" }`;
    const script = await cleanCell.script(stage.cell(source, "orders", "again"), stage.context());
    if (!script.ok) throw new Error(script.error.message);
    expect(script.value).toContain("-- What the TypeScript function gave");
    await ran(source);
    await stage.make("again", script.value);
    for (const suffix of ["", "__rejects", "__map_1"])
      expect(await rowsOf(`from again${suffix} order by all`)).toEqual(
        await rowsOf(`from made${suffix} order by all`),
      );
    await stage.make("many", "select i as a from range(3000) r(i)");
    const refused = await cleanCell.script(
      stage.cell("- typescript: { column: x, function: (row) => row.a }", "many", "again"),
      stage.context(),
    );
    expect(refused).toMatchObject({
      ok: false,
      error: { message: /SQL cannot hold a function of TypeScript/, line: 1 },
    });
  });
});
