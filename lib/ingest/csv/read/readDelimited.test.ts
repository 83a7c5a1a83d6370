import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IngestError } from "../../types.ts";
import { loadDelimited } from "../testing/loadDelimited.ts";

const orders = [
  'id,day,amount,"what"',
  '1,2024-01-31,10.50,"boots, brown"',
  '2,2024-02-01,7.25,"a 5"" pipe"',
  "3,2024-02-02,1.00,socks",
  "4,2024-02-03,2.00,hat",
];
const withRow = (...rows: string[]) => `${[...orders, ...rows, "9,2024-03-01,3.00,last"].join("\n")}\n`;
const ids = (rows: (string | null)[][]) => rows.map(([id]) => id);

describe("a text after the rules", () => {
  test("comes back as it was written, whatever is in its cells and wherever its chunks end", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.stringMatching(/^["', ;\n\rab1é]{0,6}$/),
      fc.constantFrom("", "\n", '"', '""', ",", "\r\n", "\\", "日本"),
    );
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 40 }),
        async (rows, lineEnd, size) => {
          // A quoted cell never looks like a comment, a footer or an empty line.
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = rows.map((row) => row.map(quoted).join(",")).join(lineEnd) + lineEnd;
          const told = { delimiter: ",", quote: '"', escape: "", comment: "", headerRows: 0, skipLines: 0 };
          const loaded = await loadDelimited(text, told, size);
          const isLayout =
            loaded.structure.tables.length > 1 || loaded.structure.tables[0]?.skipsEmpty === true;
          fc.pre(!isLayout);
          const wanted = rows.map((row) => row.map((value) => value || null));
          expect(loaded.rows).toEqual(wanted);
          expect(loaded.report.rows).toBe(rows.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("is read from a file of one line without a line end", async () => {
    expect((await loadDelimited("a,b\n1,2")).rows).toEqual([["1", "2"]]);
  });

  test("may begin with a byte order mark", async () => {
    const { names, rows } = await loadDelimited("\uFEFFid,name\n1,x\n2,y\n");
    expect(names).toEqual(["id", "name"]);
    expect(ids(rows)).toEqual(["1", "2"]);
  });
});

describe("whatever the bytes", () => {
  test("each row is loaded or rejected, and all lines are told of", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ",",
        '"',
        '""',
        "\n",
        "\r\n",
        "\r",
        "a",
        "1",
        " ",
        ";",
        "\t",
        "#",
        "\\",
        "'",
        "2024-01-01",
        "\0",
        "é",
      ),
      fc.constantFrom("x,y\n", "1,2\n", '"a","b"\n', "\n\n", ",,\n"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        async (pieces, size) => {
          const text = pieces.join("");
          fc.pre(text.trim() !== "");
          const whole = await loadDelimited(text).catch(() => null);
          fc.pre(whole !== null);
          const { report, rows } = whole ?? (await loadDelimited(text));
          expect(report.rows).toBe(report.loaded + report.rejects.length);
          expect(rows).toHaveLength(report.loaded);
          const again = await loadDelimited(text, {}, size);
          expect(again.report).toEqual(report);
          expect(again.rows).toEqual(rows);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("a quote that breaks the rules", () => {
  test.each([
    [
      "opens nothing at the start of a row",
      '"5,2024-02-04,4.00,"rope, long"',
      ['"5', "2024-02-04", "4.00", "rope, long"],
    ],
    [
      "stands before a quoted value",
      '5,2024-02-04,4.00,""rope, long"',
      ["5", "2024-02-04", "4.00", '"rope, long'],
    ],
    ["is all of the last value", '5,2024-02-04,4.00,"', ["5", "2024-02-04", "4.00", '"']],
    [
      "is not doubled in a quoted value",
      '5,2024-02-04,4.00,"a 5" pipe"',
      ["5", "2024-02-04", "4.00", 'a 5" pipe'],
    ],
    [
      "comes in pairs around a delimiter",
      '5,2024-02-04,4.00,"say "yes", now"',
      ["5", "2024-02-04", "4.00", 'say "yes", now'],
    ],
  ])("%s: the row keeps it, and the next rows are rows", async (_, row, wanted) => {
    const { rows, report } = await loadDelimited(withRow(row, '6,2024-02-05,5.00,"x"'));
    expect(ids(rows)).toEqual(["1", "2", "3", "4", wanted[0], "6", "9"]);
    expect(rows[4]).toEqual(wanted);
    expect(report.notes.join()).toContain("line 6");
  });

  test("and never closes takes no row with it", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `${index},2024-01-01,1.00,plain`);
    const { report } = await loadDelimited(withRow('5,2024-02-04,4.00,"open', ...many));
    expect(report.rows).toBe(5006);
    expect(report.loaded).toBe(5006);
  });

  test("in every line does not make reading slow beyond measure", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `"${index},"",1.00,x`);
    const { report } = await loadDelimited(`a,b,c,d\n${many.join("\n")}\n`, { delimiter: ",", quote: '"' });
    expect(report.rows).toBe(report.loaded + report.rejects.length);
  });
});

describe("a row of another length", () => {
  test("is filled with NULL where fields are missing at its end", async () => {
    const { rows, report } = await loadDelimited(withRow("5,2024-02-04"));
    expect(rows[4]).toEqual(["5", "2024-02-04", null, null]);
    expect(report.notes).toContainEqual(expect.stringContaining("1 row with too few fields"));
  });

  test("loses empty fields after the last column", async () => {
    const { rows } = await loadDelimited(withRow("5,2024-02-04,1.00,rope,,"));
    expect(rows[4]).toEqual(["5", "2024-02-04", "1.00", "rope"]);
  });

  test("is closed up where the other fields show which empty one is too many", async () => {
    const { rows, report } = await loadDelimited(withRow("5,,2024-02-04,1.00,rope"));
    expect(rows[4]).toEqual(["5", "2024-02-04", "1.00", "rope"]);
    expect(report.notes).toContainEqual(expect.stringContaining("one empty field too many"));
  });

  test("is rejected with its place where nothing shows what belongs where", async () => {
    const { report } = await loadDelimited(withRow("5,2024-02-04,1.00,rope,long", "62024-02-05,1.00,rope"));
    expect(report.rejects).toMatchObject([
      { line: 6, raw: "5,2024-02-04,1.00,rope,long", reason: "5 fields where 4 are expected" },
      { line: 7, raw: "62024-02-05,1.00,rope" },
    ]);
    const bytes = new TextEncoder().encode(withRow("5,2024-02-04,1.00,rope,long"));
    expect(new TextDecoder().decode(bytes.subarray(report.rejects[0]?.byte)).startsWith("5,2024")).toBe(true);
  });

  test("is split by another delimiter if just that fits", async () => {
    const { rows } = await loadDelimited(withRow("5;2024-02-04;1.00;rope"));
    expect(rows[4]).toEqual(["5", "2024-02-04", "1.00", "rope"]);
  });
});

describe("lines that are no rows", () => {
  test("are told by what they are", async () => {
    const text = `Orders of the year\n\n${withRow("", "# checked")}\n\nSource: the shop\n`;
    const { report, rows } = await loadDelimited(text);
    expect(ids(rows)).toEqual(["1", "2", "3", "4", "9"]);
    const skipped = Object.fromEntries(report.skipped.map(({ reason, lines }) => [reason, lines]));
    expect(skipped).toMatchObject({ "before the header": 2, header: 1, "below the table": 1 });
    expect(report.rows).toBe(5);
  });

  test("belong to another table where its header follows", async () => {
    const text = `${withRow()}\ncity,people\nRome,1\nOslo,2\nBern,3\n`;
    const first = await loadDelimited(text);
    expect(ids(first.rows)).toEqual(["1", "2", "3", "4", "9"]);
    expect(first.report.notes.join()).toContain("2 tables");
    const second = await loadDelimited(text, { table: 2 });
    expect(second.names).toEqual(["city", "people"]);
    expect(second.rows).toEqual([
      ["Rome", "1"],
      ["Oslo", "2"],
      ["Bern", "3"],
    ]);
    expect(second.report.rows).toBe(3);
  });
});

describe("large and strange input", () => {
  test("a value of 10 MB is one value", async () => {
    const long = "x".repeat(10 << 20);
    const { rows } = await loadDelimited(`a,b\n1,"${long}\n"\n2,${long}\n3,c\n`);
    expect(rows.map(([, value]) => value?.length)).toEqual([long.length + 1, long.length, 1]);
  });

  test("bytes that are no UTF-8 reject their row only", async () => {
    const bytes = new TextEncoder().encode(withRow("5,2024-02-04,1.00,caf!"));
    bytes[bytes.indexOf(33)] = 0xe9;
    const { report, rows } = await loadDelimited(bytes);
    expect(report.rejects).toMatchObject([{ line: 6, reason: expect.stringContaining("not UTF-8") }]);
    expect(ids(rows)).toEqual(["1", "2", "3", "4", "9"]);
  });

  test.each([
    ["quotes", '"'],
    ["commas", ","],
    ["spaces and letters", "a "],
    ["single quotes", "'a\n"],
    ["open quotes in all lines", '"a,b\n'],
    ["backslashes", '\\"a\n'],
    ["carriage returns", "\r"],
  ])("a quarter of a megabyte of %s is read or refused, never a hang", async (_, piece) => {
    const report = await loadDelimited(piece.repeat((1 << 18) / piece.length)).then(
      (loaded) => loaded.report,
      (problem: unknown) => {
        expect(problem).toBeInstanceOf(IngestError);
        return null;
      },
    );
    if (report) expect(report.rows).toBe(report.loaded + report.rejects.length);
  });

  test("an empty file, and one of empty lines, say so", async () => {
    await expect(loadDelimited("")).rejects.toThrow("empty");
    await expect(loadDelimited("\n\n\n")).rejects.toThrow("empty lines");
  });
});
