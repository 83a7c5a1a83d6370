import { Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { uniqueNames } from "./copiedTable.ts";
import { writeCopy } from "./copyFormats.ts";
import { copiedLine, mostCopied, readRange } from "./readRange.ts";

const table = {
  columns: [
    { name: "n", type: "INTEGER" },
    { name: "a|b", type: "VARCHAR" },
  ],
  rows: [
    ["1", 'say "x"'],
    [null, ""],
    ["3", "two\nlines\tand *stars* <b>"],
  ],
};

describe("formats", () => {
  test("plain values are what spreadsheets paste, and a single one is copied as it is", () => {
    expect(writeCopy("values", table, "t")).toBe('1\tsay "x"\n\t\n3\t"two\nlines\tand *stars* <b>"');
    const one = { columns: table.columns.slice(1), rows: [['"a\tb']] };
    expect(writeCopy("values", one, "t")).toBe('"a\tb');
    expect(writeCopy("tsv", one, "t")).toBe('a|b\n"""a\tb"');
  });

  test("CSV tells NULL from empty text", () => {
    expect(writeCopy("csv", table, "t")).toBe('n,a|b\n1,"say ""x"""\n,""\n3,"two\nlines\tand *stars* <b>"\n');
  });

  test("a Markdown table shows values and not what they would mean there", () => {
    expect(writeCopy("markdown", table, "t")).toBe(
      [
        "| n | a\\|b |",
        "| ---: | --- |",
        '| 1 | say "x" |',
        "| NULL |  |",
        "| 3 | two<br>lines\tand \\*stars\\* &lt;b> |",
        "",
      ].join("\n"),
    );
  });

  test("names that repeat are told apart where each may stand once", () => {
    const named = (...names: string[]) => names.map((name) => ({ name, type: "INTEGER" }));
    expect(uniqueNames(named("a", "A", "a_1", "a"))).toEqual(["a", "A_2", "a_1", "a_3"]);
  });
});

describe("the rows of a copy", () => {
  const ipc = (offset: number, limit: number) => {
    const texts = (mark: string) =>
      vectorFromArray(
        Array.from({ length: limit }, (_, at) => `${mark}${offset + at}`),
        new Utf8(),
      );
    return tableToIPC(new Table({ a: texts("a"), b: texts("b") }), "stream");
  };
  const setUp = (few = 0) => {
    const asked: [number, number][] = [];
    const page = async (offset: number, limit: number) => {
      asked.push([offset, limit]);
      return { ok: true as const, value: ipc(offset, limit - few) };
    };
    return { asked, page };
  };
  const here = (until: number) => (row: number, column: number) =>
    row < until ? `${column ? "b" : "a"}${row}` : undefined;

  test("that are on screen are not asked for; the others come in large pieces", async () => {
    const { asked, page } = setUp();
    const read = await readRange({ fromRow: 10, toRow: 30_009, columns: [1, 0] }, here(500), page, 2);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.rows).toHaveLength(30_000);
    expect(read.value.rows[0]).toEqual(["b10", "a10"]);
    expect(read.value.rows.at(-1)).toEqual(["b30009", "a30009"]);
    expect(asked).toEqual([
      [500, 20_000],
      [20_500, 9_510],
    ]);
    expect(copiedLine(read.value, 2, "CSV")).toBe("Copied 30,000 rows × 2 columns as CSV");
  });

  test("are no more than a copy holds, which is said", async () => {
    const read = await readRange(
      { fromRow: 0, toRow: 9_999_999, columns: [0, 1] },
      here(1e9),
      setUp().page,
      2,
    );
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.rows).toHaveLength(mostCopied / 2);
    expect(copiedLine(read.value, 2, null)).toBe(
      "Copied the first 250,000 of 10,000,000 rows × 2 columns: a copy holds at most 500,000 values",
    );
  });

  test("that do not all come are an error", async () => {
    const read = await readRange({ fromRow: 0, toRow: 9, columns: [0] }, here(0), setUp(3).page, 2);
    expect(read.ok).toBe(false);
  });

  test("of one cell are told as one value", () => {
    expect(copiedLine({ rows: [["x"]], wanted: 1 }, 1, null)).toBe("Copied 1 value");
    expect(copiedLine({ rows: [["x", "y"]], wanted: 1 }, 2, null)).toBe("Copied 1 row × 2 columns");
  });
});
