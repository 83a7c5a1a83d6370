import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { collectingSink } from "../testing/collectingSink.ts";
import { type LoadLog, logLoader } from "../testing/loadLog.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";
import { detectLog } from "./detectLog.ts";
import { readLog } from "./readLog.ts";

let load: LoadLog;
beforeAll(async () => {
  load = logLoader(await openWasmDuckDb());
});

const access = (agent: string, bytes = "5") =>
  `1.2.3.4 - - [10/Oct/2000:13:55:36 +0000] "GET / HTTP/1.1" 200 ${bytes} "-" "${agent}"`;

/** How a web server writes a value in quotes. */
const escaped = (text: string) => text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r");
const byByte = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

describe("reading log lines", () => {
  const anyText = fc
    .string({
      unit: fc.oneof(fc.constantFrom(...'"\\ -[]x0n\n'), fc.string({ unit: "grapheme", maxLength: 1 })),
      maxLength: 12,
    })
    .filter((text) => !text.includes("\0"));

  test("what stands in quotes comes back exactly, however it is escaped and chunked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyText, fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom("\n", "\r\n"),
        async (texts, size, end) => {
          const lines = texts.map(([text, hex]) => access(hex ? byByte(text) : escaped(text)));
          const { records, report } = await load(lines.join(end), { preset: "combined" }, size);
          expect(report.rejects).toEqual([]);
          // "-" alone is how servers write that there is none.
          expect(records.map((record) => record.user_agent)).toEqual(
            texts.map(([text, hex]) => (text === "-" && !hex ? null : text)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("any bytes are rows, rejects or skipped, line by line", async () => {
    const piece = fc.oneof(
      fc.constant(access("a")),
      fc.constant(access('a"b')),
      fc.constant(""),
      fc.constant(access("x", "many")),
      fc.string({ unit: "binary", maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        async (pieces, size) => {
          const text = [access("first"), ...pieces].join("\n");
          const { report } = await load(text, { preset: "combined" }, size);
          const skipped = report.skipped.reduce((sum, { lines }) => sum + lines, 0);
          const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
          expect(report.rows + skipped).toBe(lines);
          const bytes = new TextEncoder().encode(text);
          for (const reject of report.rejects) {
            // The byte is where the line begins.
            expect(reject.byte === 0 || bytes[reject.byte - 1] === 10).toBe(true);
            expect(new TextDecoder().decode(bytes.subarray(0, reject.byte)).split("\n").length).toBe(
              reject.line,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a reject tells its line, its byte, its column, its text and why", async () => {
    const text = `${access("a")}\n\n${access("a", "12x")}\nstray words\n${access("b")}`;
    const { report } = await load(text, { preset: "combined" });
    expect(report.rejects).toEqual([
      {
        line: 3,
        byte: access("a").length + 2,
        column: "bytes",
        raw: access("a", "12x"),
        reason: '"12x" is no integer',
      },
      {
        line: 4,
        byte: text.indexOf("stray"),
        column: null,
        raw: "stray words",
        reason: "the line ends before user",
      },
    ]);
    expect(report.skipped).toEqual([{ reason: "blank", lines: 1 }]);
  });

  test("text that is no UTF-8 is rejected, never bent", async () => {
    const latin1 = Uint8Array.from(Buffer.from(`${access("caf\u00e9")}\n${access("ok")}\n`, "latin1"));
    for (const options of [{ preset: "combined" }, { pattern: "^(?<line>.*)$" }]) {
      const { report } = await load(latin1, options);
      expect(report).toMatchObject({
        loaded: 1,
        rejects: [{ line: 1, reason: "the line is not UTF-8 text" }],
      });
    }
  });

  test("escapes that are no text stay as they are written, which is said", async () => {
    const { records, report } = await load(access("\\xe4\\xe5 \\q"), { preset: "combined" });
    expect(records[0]?.user_agent).toBe("\\xe4\\xe5 \\q");
    expect(report.notes).toContain("values whose escapes are no UTF-8 text, kept as they are written: 1");
  });

  test("a line of any length takes no more memory than is allowed, and the next ones go on", async () => {
    const long = "x".repeat(300_000);
    const text = `a 1\n${long}\nb 2\n${long}`;
    for (const chunk of [1000, 1 << 20]) {
      const { rows, report } = await load(
        text,
        { pattern: "^(?<w>\\S+) (?<n>\\d+)$", maxLineBytes: 1000 },
        chunk,
      );
      expect(rows).toEqual([
        ["a", "1"],
        ["b", "2"],
      ]);
      expect(report.rejects.map(({ line, byte, raw, reason }) => [line, byte, raw.length, reason])).toEqual([
        [2, 4, 1000, "the line is longer than 1000 bytes"],
        [4, 4 + 300_001 + 4, 1000, "the line is longer than 1000 bytes"],
      ]);
    }
  });

  test("types are what all values are, also where a late line changes them", async () => {
    const early = Array.from(
      { length: 120_000 },
      (_, n) => `k=${n} t=2024-01-01T00:00:00Z padding=${"p".repeat(20)}`,
    );
    const late = ["k=1.5 t=2024-01-01T00:00:00.123456789Z fresh=1", "k=2 t=2024-01-01T00:00:00.5Z"];
    const { types, rows, restarts, report } = await load([...early, ...late].join("\n"), {
      preset: "logfmt",
    });
    expect(types).toEqual(["k DOUBLE", "t TIMESTAMP_NS", "padding VARCHAR", "fresh BIGINT"]);
    expect(rows.at(-2)).toEqual(["1.5", "2024-01-01 00:00:00.123456789", null, "1"]);
    expect(restarts).toBe(1);
    expect(report.loaded).toBe(120_002);
  });

  test.each([
    ["007", "7", "VARCHAR"],
    ["1", "2.5", "DOUBLE"],
    ["1", "x", "VARCHAR"],
    ["9007199254740993", "0.5", "VARCHAR"],
    ["9223372036854775808", "-1", "HUGEINT"],
    ["1e3", "2", "DOUBLE"],
    ["true", "false", "BOOLEAN"],
    ["true", "True", "VARCHAR"],
    ["2024-01-02", "2024-01-03", "DATE"],
    ["2024-01-02", "2024-01-03T00:00:00", "VARCHAR"],
    ["2024-01-02T00:00:00", "2024-01-03T00:00:00Z", "VARCHAR"],
    ["2024-01-02 00:00:00.1+02:00", "2024-01-03T00:00:00Z", "TIMESTAMP"],
    ["-0", "1", "VARCHAR"],
    ["1.123456789012345678", "1", "VARCHAR"],
    ["1", "-", "BIGINT"],
    ["1", "", "BIGINT"],
    ["a", "", "VARCHAR"],
  ])("%s and %s are kept as %s and %s", async (first, second, type) => {
    const { types, rows } = await load(`<${first}>\n<${second}>`, { pattern: "^<(?<v>.*)>$" });
    expect(types).toEqual([`v ${type}`]);
    if (type === "VARCHAR") expect(rows).toEqual([[first], [second]]);
  });

  test("a pattern's types are kept to, and what does not fit is rejected", async () => {
    const { rows, types, report } = await load("a 01/Feb/2024 +7\nb 31/Feb/2024 8\nc 02/Feb/2024 x", {
      pattern: "^(?<k>\\S+) (?<day>\\S+) (?<n>\\S+)$",
      types: { k: "text", day: "%d/%b/%Y", n: "integer" },
    });
    expect(types).toEqual(["k VARCHAR", "day TIMESTAMP", "n BIGINT"]);
    expect(rows).toEqual([["a", "2024-02-01 00:00:00", "7"]]);
    expect(report.rejects.map(({ line, column }) => [line, column])).toEqual([
      [2, "day"],
      [3, "n"],
    ]);
  });

  test("lines that go on are joined to the message of the row before, across batches too", async () => {
    const row = (n: number) => `2024-01-02 03:04:05,678 [main] ERROR a.B - failed ${n}`;
    const trace = "java.lang.Exception: no\n\tat a.B.c(B.java:1)\n\n\tat a.B.d(B.java:2)";
    const { records, report } = await load(`stray\n${row(1)}\n${trace}\n${row(2)}\n`, { preset: "log4j" });
    expect(detectLog(`${row(1)}\n${trace}\n${row(2)}\n`)).toMatchObject({ preset: "log4j", share: 0.4 });
    expect(records.map(({ message }) => message)).toEqual([
      "failed 1\njava.lang.Exception: no\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)",
      "failed 2",
    ]);
    expect(report.rejects.map(({ line }) => line)).toEqual([1]);
    expect(report.skipped).toEqual([
      { reason: "blank", lines: 1 },
      { reason: "joined to the row before", lines: 3 },
    ]);
    const apart = await load(`${row(1)}\n  more\n${row(2)}`, { preset: "log4j", joinLines: false });
    expect(apart.report.rejects.map(({ raw }) => raw)).toEqual(["  more"]);
    // More rows than a batch has, with the batch's end between a row and what goes on.
    const many = Array.from({ length: 66_000 }, (_, n) => `row ${n}\n  more`).join("\n");
    const long = await load(many, {
      pattern: "^row (?<message>.*)$",
      types: { message: "text" },
      joinLines: true,
    });
    expect(long.rows.findIndex(([message], n) => message !== `${n}\n  more`)).toBe(-1);
    expect(long.report.loaded).toBe(66_000);
  });

  test("a group that cuts a character in two makes a reject, not another text", async () => {
    // "\\-" is an escape that only the older way of writing allows, which goes by UTF-16 units.
    const whole = await load("a-\n🦆\n", { pattern: "^(?<first>.)-?" });
    expect(whole.rows).toEqual([["a"], ["🦆"]]);
    const cut = await load("a-\n🦆\n", { pattern: "^(?<first>.)\\-?" });
    expect(cut.rows).toEqual([["a"]]);
    expect(cut.report.rejects).toMatchObject([
      { line: 2, reason: "a group of the pattern holds half a character" },
    ]);
  });

  test("text outside of the pattern is counted", async () => {
    const { report } = await load("a=1;\na=2\n", { pattern: "a=(?<a>\\d)" });
    expect(report.notes).toContain("lines with text before or behind the pattern, which is not kept: 1");
  });

  test("keys that a line has twice, and keys alone, are told", async () => {
    const { rows, report } = await load("a=1 a=2 debug\na=3 b=x", { preset: "logfmt" });
    expect(rows).toEqual([
      ["2", "true", null],
      ["3", null, "x"],
    ]);
    expect(report.notes).toContain("keys that a line has twice, of which the last value is kept: 1");
  });

  test("UTF-16 with a mark is read, and gzip is inflated", async () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${access("é")}\n`, "utf16le"));
    const { records, report } = await load(utf16, {});
    expect([records[0]?.user_agent, report.encoding]).toEqual(["é", "utf-16le"]);
    const sink = collectingSink();
    const file = new Blob([gzipSync(`${access("a")}\n`)]);
    const progress: number[] = [];
    const signal = new AbortController().signal;
    const read = await readLog(file, sink, {}, (bytes) => progress.push(bytes), signal);
    expect([read.loaded, progress.at(-1)]).toEqual([1, file.size]);
  });

  test.each([
    ["words of no log\nand more\n", {}, /of no log that is known.*preset.*pattern/],
    ["words\nmore\n", { preset: "combined" }, /None of the first 2 lines.*line 1.*another preset/],
    ["a\n", { preset: "x" }, /no log preset "x"/],
    ["a\n", { pattern: "(" }, /no regular expression/],
    ["a\n", { pattern: "^(?<a>b)$" }, /None of the first 1 lines/],
  ])("%j with %j cannot be read, and why is told", async (text, options, reason) => {
    await expect(load(text, options)).rejects.toThrow(IngestError);
    await expect(load(text, options)).rejects.toThrow(reason);
  });

  test("reading stops when asked to", async () => {
    const stop = new AbortController();
    stop.abort();
    const reading = readLog(new Blob([access("a")]), collectingSink(), {}, () => undefined, stop.signal);
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
