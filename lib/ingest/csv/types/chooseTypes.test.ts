import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quoteIdentifier, quoteLiteral } from "../../../sql/quote.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../../testing/nativeDuckDb.ts";
import type { CsvOptions } from "../options/CsvOptions.ts";
import { misfitsSql, typedColumnsSql } from "./chooseTypes.ts";
import { settleColumns } from "./settleColumns.ts";
import { typedColumns } from "./typedColumns.ts";

let native: NativeDuckDb;
beforeAll(async () => {
  native = await openNativeDuckDb();
});
afterAll(async () => {
  await native.run("DROP TABLE IF EXISTS raw");
});

/** Types a table of text as the app does: guessed from `sampled` rows, settled by all. */
async function typed(columns: Record<string, (string | null)[]>, options: CsvOptions = {}, sampled = 3) {
  const names = Object.keys(columns);
  const length = Math.max(...Object.values(columns).map((cells) => cells.length));
  const rows = Array.from({ length }, (_, row) => names.map((name) => columns[name]?.[row] ?? null));
  const literal = (cell: string | null) => (cell === null ? "NULL::VARCHAR" : quoteLiteral(cell));
  await native.run(
    `CREATE OR REPLACE TABLE raw AS SELECT * FROM (VALUES ${rows
      .map((row) => `(${row.map(literal).join(", ")})`)
      .join(", ")}) t(${names.map(quoteIdentifier).join(", ")})`,
  );
  let turns = 0;
  const guessed = typedColumns(names, rows.slice(0, sampled), options);
  const plan = await settleColumns("raw", guessed, options, async (sql) => {
    expect(++turns).toBeLessThan(100);
    return (await native.read(sql)).rows[0] ?? [];
  });
  const chosen = typedColumnsSql(plan, options);
  const values = chosen.map(({ name, sql }) => `${sql ?? quoteIdentifier(name)} AS ${quoteIdentifier(name)}`);
  const result = await native.read(`SELECT ${values.join(", ")} FROM raw`);
  expect(result.columns).toEqual(chosen.map(({ name, type }) => ({ name, type })));
  return { ...result, notes: plan.flatMap(({ notes }) => notes), plan };
}

async function one(cells: (string | null)[], options: CsvOptions = {}, sampled?: number) {
  const { columns, rows, notes } = await typed({ c: cells }, options, sampled);
  return { type: columns[0]?.type, values: rows.map(([value]) => value), notes };
}

describe("a column gets the type that holds all its values", () => {
  test.each([
    [["1", "-2", "+3"], "BIGINT", ["1", "-2", "3"]],
    [["007", "012", "1"], "VARCHAR", ["007", "012", "1"]],
    [["1", "2", "3", "04"], "VARCHAR", ["1", "2", "3", "04"]],
    [
      ["9223372036854775807", "9223372036854775808", "1"],
      "HUGEINT",
      ["9223372036854775807", "9223372036854775808", "1"],
    ],
    [["1.5", "2", "3e2"], "DOUBLE", ["1.5", "2.0", "300.0"]],
    [
      ["0.1234567890123456789", "1.0", "2.0"],
      "DECIMAL(38,19)",
      ["0.1234567890123456789", "1.0000000000000000000", "2.0000000000000000000"],
    ],
    [["0.30000000000000004", "1", "2"], "DOUBLE", ["0.30000000000000004", "1.0", "2.0"]],
    [["true", "FALSE", "true"], "BOOLEAN", ["true", "false", "true"]],
    [["yes", "no", "yes"], "VARCHAR", ["yes", "no", "yes"]],
    [["2024-02-29", "2023-01-01", "2024-12-31"], "DATE", ["2024-02-29", "2023-01-01", "2024-12-31"]],
    [["2024-02-30", "2023-01-01", "2024-12-31"], "VARCHAR", ["2024-02-30", "2023-01-01", "2024-12-31"]],
    [
      ["2024-02-29", "2024-02-29 10:00:00", "2024-03-01"],
      "TIMESTAMP",
      ["2024-02-29 00:00:00", "2024-02-29 10:00:00", "2024-03-01 00:00:00"],
    ],
    [
      ["2024-02-29T10:00:00+02:00", "2024-02-29T10:00:00Z"],
      "TIMESTAMP",
      ["2024-02-29 08:00:00", "2024-02-29 10:00:00"],
    ],
    [
      ["2024-02-29 10:00:00.123456789", "2024-02-29 10:00:00"],
      "TIMESTAMP_NS",
      ["2024-02-29 10:00:00.123456789", "2024-02-29 10:00:00"],
    ],
    [["10:00", "23:59:59", "00:00:01.5"], "TIME", ["10:00:00", "23:59:59", "00:00:01.5"]],
    [["31.12.2024", "01.02.2024"], "DATE", ["2024-12-31", "2024-02-01"]],
    [["12/31/2024", "01/02/2024"], "DATE", ["2024-12-31", "2024-01-02"]],
    [["13-Jan-2024", "1-Feb-2024"], "DATE", ["2024-01-13", "2024-02-01"]],
    [
      ["31/12/2024 11:30 PM", "01/02/2024 1:05 AM"],
      "TIMESTAMP",
      ["2024-12-31 23:30:00", "2024-02-01 01:05:00"],
    ],
    [["1.234,5", "2,25", "3"], "DOUBLE", ["1234.5", "2.25", "3.0"]],
    [["1,234.5", "2.25", "12,345,678"], "DOUBLE", ["1234.5", "2.25", "12345678.0"]],
    [["1,234", "5,678,901"], "DOUBLE", ["1234.0", "5678901.0"]],
    [["$1.50", "$2.00"], "VARCHAR", ["$1.50", "$2.00"]],
    [["+4912345678", "+4912345679"], "VARCHAR", ["+4912345678", "+4912345679"]],
    [[" 1", "2 ", ""], "BIGINT", ["1", "2", null]],
    [["", null, ""], "VARCHAR", ["", null, ""]],
  ] as const)("%j", async (cells, type, values) => {
    const result = await one([...cells]);
    expect(result.type).toBe(type);
    expect(result.values).toEqual([...values]);
  });
});

describe("what only the whole column shows", () => {
  test("changes its type, down to text, and the value that did is told", async () => {
    expect((await one(["1", "2", "3", "4.5"])).type).toBe("DOUBLE");
    const result = await one(["1", "2", "3", "four"]);
    expect(result).toMatchObject({ type: "VARCHAR", values: ["1", "2", "3", "four"] });
    expect(result.notes.join()).toContain("four");
  });

  test("decides between day and month first; where nothing does, that is told", async () => {
    const clear = await one(["01/02/2024", "02/03/2024", "03/04/2024", "04/25/2024"]);
    expect(clear).toMatchObject({
      type: "DATE",
      values: ["2024-01-02", "2024-02-03", "2024-03-04", "2024-04-25"],
    });
    const open = await one(["01/02/2024", "02/03/2024"]);
    expect(open.values).toEqual(["2024-02-01", "2024-03-02"]);
    expect(open.notes.join()).toContain("%m/%d/%Y as well");
    const told = await one(["01/02/2024", "02/03/2024"], { dateFormats: ["%m/%d/%Y"] });
    expect(told.values).toEqual(["2024-01-02", "2024-02-03"]);
  });
});

test("words for no value become NULL in typed columns, are counted, and stay in text", async () => {
  const { rows, notes } = await typed({ n: ["1", "N/A", "-"], t: ["a", "N/A", "-"] });
  expect(rows).toEqual([
    ["1", "a"],
    [null, "N/A"],
    [null, "-"],
  ]);
  expect(notes).toContain("column n: words for no value are read as NULL: 2");
});

test("an asked type is kept, and what does not fit is rejected by row", async () => {
  const { columns, rows, plan } = await typed({ c: ["1", "x", "3"] }, { types: { c: "INTEGER" } });
  expect(columns[0]?.type).toBe("INTEGER");
  expect(rows).toEqual([["1"], [null], ["3"]]);
  const sql = misfitsSql("raw", plan, {});
  expect((await native.read(sql ?? "")).rows).toEqual([["2", "c", "x"]]);
});

test("no typed value says anything else than its text did", async () => {
  const number = fc.oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.stringMatching(/^\d{1,12}$/))
      .map(([a, b]) => `${a}.${b}`),
    fc.constantFrom("0", "-0.5", "00", "1e400", "1,5", "1_000", "0x10", "1e5", ".5", "5."),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 8 }), async (cells) => {
      const { type, values } = await one(cells, {}, 2);
      if (type === "VARCHAR") expect(values).toEqual(cells);
      else {
        for (const [index, cell] of cells.entries()) {
          const value = values[index] ?? "";
          if (type === "DOUBLE") expect(Number(value)).toBe(Number(cell.replace(",", ".")));
          else expect(normal(value)).toBe(normal(cell));
        }
      }
    }),
    { numRuns: 150 },
  );
});

/** A decimal number without a plus, and without zeros that say nothing. */
function normal(text: string): string {
  const [whole = "", fraction = ""] = text.replace("+", "").split(".");
  const end = fraction.replace(/0+$/, "");
  return `${whole === "-0" && end === "" ? "0" : whole || "0"}${end === "" ? "" : `.${end}`}`;
}
