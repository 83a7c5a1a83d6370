import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { countRecords } from "./countRecords.ts";
import type { CsvDialect } from "./dialect.ts";
import { fieldFact } from "./fieldFacts.ts";

const plain: CsvDialect = {
  delimiter: ",",
  quote: '"',
  escape: '"',
  comment: "",
  skipLines: 0,
  hasHeader: true,
  columns: 2,
};

function chunked(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

const count = (text: string, dialect: Partial<CsvDialect> = {}, size = 1 << 20) =>
  countRecords(chunked(text, size), { ...plain, ...dialect });

describe("records of a CSV file", () => {
  test("are counted without header and blank lines", async () => {
    expect(await count("a,b\n1,2\n\n3,4\n")).toMatchObject({ records: 2, headerRecords: 1, blankLines: 1 });
  });

  test("may lack a last line end", async () => {
    expect((await count("a,b\n1,2\n3,4")).records).toBe(2);
  });

  test("may hold line ends, delimiters and quotes in quotes", async () => {
    expect((await count('a,b\n"x\ny","""\n"\n"p,""q",3\n')).records).toBe(2);
  });

  test("take a quote inside a field as a character", async () => {
    expect((await count('a,b\n5" pipe,2\nx,6"\n')).records).toBe(2);
  });

  test("may escape quotes otherwise", async () => {
    expect((await count('a,b\n"x \\" \n y",2\n"z\\\\",3\n', { escape: "\\" })).records).toBe(2);
  });

  test("end at any kind of line end, and the kinds are counted", async () => {
    expect(await count("a,b\r\n1,2\r\n3,4\r\n")).toMatchObject({
      records: 2,
      lineEnds: { lf: 0, crlf: 3, cr: 0 },
    });
    expect(await count("a,b\r1,2\r3,4\r")).toMatchObject({ records: 2, lineEnds: { lf: 0, crlf: 0, cr: 3 } });
    expect(await count("a,b\n1,2\r\n3,4\n")).toMatchObject({
      records: 2,
      lineEnds: { lf: 2, crlf: 1, cr: 0 },
    });
  });

  test("begin after skipped lines, whatever is in them", async () => {
    expect(await count('title\n\nan "open quote\na,b\n1,2\n', { skipLines: 3 })).toMatchObject({
      records: 1,
      skippedLines: 3,
    });
  });

  test("are not comments, and what a comment mark cuts off is told", async () => {
    expect(await count("# x\na,b\n1,2\n  # y\n3,#fff\n", { comment: "#" })).toMatchObject({
      records: 2,
      commentLines: 2,
      cutByComment: 1,
    });
  });

  test("of one column include blank lines, which are NULL", async () => {
    expect(await count("a\n1\n\n3\n", { columns: 1 })).toMatchObject({ records: 3, blankLines: 1 });
  });

  test("with a quote that never closes are told by line and byte", async () => {
    expect(await count('a,b\n1,2\n3,"x\n4,5\n')).toMatchObject({
      records: 2,
      unclosedQuote: { line: 3, byte: 8 },
    });
    expect((await count('a,b\n1,2\n3,"x"')).unclosedQuote).toBeNull();
  });

  test("with quoted empty fields are told", async () => {
    expect((await count('a,b\n"",""\n"""",x\n"",2\n')).quotedEmpty).toBe(3);
  });

  test("are none in a file with a header only, or with nothing", async () => {
    expect((await count("a,b\n")).records).toBe(0);
    expect((await count("")).records).toBe(0);
  });

  test("do not depend on where the chunks end", async () => {
    const piece = fc.constantFrom("a", ",", '"', '""', "\n", "\r\n", " ", "#", "1.5", "007", "\n\n");
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (pieces, size) => {
          const text = pieces.join("");
          const kinds = ["integer", "integer"] as const;
          const dialect = { ...plain, comment: "#" };
          const whole = await countRecords(chunked(text, 1 << 20), dialect, { kinds });
          expect(await countRecords(chunked(text, size), dialect, { kinds })).toEqual(whole);
          const { facts, ...counts } = whole;
          expect(facts).toHaveLength(2);
          expect(await count(text, dialect, size)).toEqual({ ...counts, facts: [] });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("fields that a type would bend", () => {
  const look = async (column: string[], kind: "integer" | "number" | "date" | "time", size = 1 << 20) => {
    const text = `x,y\n${column.map((field) => `k,${field}`).join("\n")}\n`;
    return (await countRecords(chunked(text, size), plain, { kinds: [null, kind] })).facts[1];
  };

  test.each([
    ["integer", ["1", "007"], fieldFact.leadingZero, "007"],
    ["integer", ["1", '"007"'], fieldFact.leadingZero, "007"],
    ["integer", ["0", "-5", "1.50"], fieldFact.fraction, "1.50"],
    ["integer", ["0", "10", "+7", "1.0", "", "abc", "-"], 0, null],
    [
      "number",
      ["0.30000000000000004", "100000000000000000000"],
      fieldFact.fraction | fieldFact.beyondBigint,
      null,
    ],
    [
      "number",
      ["1.5", "1.12345678901234567"],
      fieldFact.fraction | fieldFact.manyDigits,
      "1.12345678901234567",
    ],
    ["date", ["2026-01-01", "2026-01-01 10:00:00"], fieldFact.timeOfDay, "2026-01-01 10:00:00"],
    ["time", ["2026-01-01 10:00:00", "2026-01-01T10:00:00Z"], 0, null],
    ["time", ["2026-01-01T10:00:00+02:00"], fieldFact.offset, "2026-01-01T10:00:00+02:00"],
    ["time", ["2026-01-01 10:00:00.123456789"], fieldFact.nanoseconds, "2026-01-01 10:00:00.123456789"],
    ["time", ["2026-01-01 10:00:00.123456000"], 0, null],
  ] as const)("in a column of kind %s: %j", async (kind, fields, bits, first) => {
    for (const size of [1 << 20, 3, 7]) {
      const facts = await look([...fields], kind, size);
      expect(facts?.bits).toBe(bits);
      expect(facts?.first?.text ?? null).toBe(first);
    }
  });
});

describe("against DuckDB's own reader", () => {
  let native: NativeDuckDb;
  const folder = mkdtempSync(join(tmpdir(), "csv-count-"));
  beforeAll(async () => {
    native = await openNativeDuckDb();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("records are the rows that load and the lines that are rejected", async () => {
    const field = fc.oneof(
      fc.constantFrom("1", "x y", "", " z", '5" pipe', "#"),
      fc.constantFrom('"q"', '"a,b"', '"a\nb"', '"a""b"', '""', ' "s" '),
    );
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(field, field).map((pair) => pair.join(",")) },
      fc.constantFrom("", "one", "1,2,3"),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean(), async (lines, last) => {
        const text = `a,b\n${lines.join("\n")}${last ? "\n" : ""}`;
        const path = join(folder, `${++run}.csv`);
        writeFileSync(path, text);
        await native.run("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
        await native.run(
          `CREATE OR REPLACE TABLE t AS FROM read_csv('${path}', auto_detect=false, delim=',', quote='"', escape='"',
           header=true, columns={'a': 'VARCHAR', 'b': 'VARCHAR'}, store_rejects=true)`,
        );
        const { rows } = await native.read(
          "SELECT (SELECT count(*) FROM t) + (SELECT count(DISTINCT line_byte_position) FROM reject_errors) AS n",
        );
        expect(String((await count(text)).records)).toBe(rows[0]?.[0]);
      }),
      { numRuns: 150 },
    );
  });
});
