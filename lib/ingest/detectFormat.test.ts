import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { detectFormat, isGzip } from "./detectFormat.ts";
import { inflateHead } from "./gunzip.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const detect = (name: string, text: string | Uint8Array, gzip = false) => {
  const head = typeof text === "string" ? bytes(text) : text;
  return detectFormat(name, head, head.length, gzip);
};

describe("what a file is", () => {
  test.each([
    ["a.csv", "a,b\n1,2\n", "csv"],
    ["a.CSV", "a,b\n1,2\n", "csv"],
    ["a.tsv", "a\tb\n", "tsv"],
    ["a.txt", "a;b\n", "csv"],
    ["log", "plain words", "csv"],
    ["a.json", '[{"a":1}]', "json"],
    ["a.json", '{"a":1}\n{"a":2}\n', "ndjson"],
    ["a.json", '{\n  "a": 1\n}', "json"],
    ["a.json", '{"a":1}', "json"],
    ["a.json", "\n\n[\n1,\n2]", "json"],
    ["a.jsonl", '{"a":1}', "json"],
    ["a.ndjson", "1\n2\n", "ndjson"],
    ["a.txt", '{"a":1}\r\n{"a":2}', "ndjson"],
    ["unnamed", '{"a": {"b": 1', "json"],
    ["a.csv", "{a},{b}\n", "csv"],
    ["a.txt", "[section]\nkey=1\n", "csv"],
    ["a.parquet", "PAR1....", "parquet"],
    ["a.csv", "PAR1....", "parquet"],
    ["a.arrow", "ARROW1\0\0", "arrow"],
    ["a.avro", "Obj\u0001", "avro"],
    // Archives are looked into before; what is left of this kind is a workbook, or its reader says what it is.
    ["a.xlsx", "PK\u0003\u0004....xl/workbook.xml", "workbook"],
    ["a.csv", "PK\u0003\u0004....xl/workbook.xml", "workbook"],
    ["a.xls", "<html><table><tr><td>1</td></tr></table></html>", "html"],
    ["access.log", '1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326\n', "log"],
    ["access.csv", '1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326\n', "csv"],
    ["a.db", "\0\0\0\0\0\0\0\0DUCK", "duckdb"],
  ])("%s holding %j is %s", (name, text, format) => {
    expect(detect(name, text)).toEqual({ format, compression: "none", problem: null });
  });

  test("a mark of UTF-8 or UTF-16 does not hide it", () => {
    expect(detect("a.json", '\ufeff[{"a":1}]').format).toBe("json");
    expect(detect("a.csv", Uint8Array.of(0xff, 0xfe, 97, 0, 44, 0, 98, 0)).format).toBe("csv");
  });

  test("gzip is looked into", () => {
    const file = gzipSync('{"a":1}\n{"a":2}\n');
    expect(isGzip(file)).toBe(true);
    expect(detectFormat("a.json.gz", inflateHead(file), file.length, true)).toEqual({
      format: "ndjson",
      compression: "gzip",
      problem: null,
    });
    expect(detectFormat("a.csv.gz", inflateHead(gzipSync("PAR1")), 9, true).format).toBe("parquet");
  });

  test("a stray control character does not make a short table binary", () => {
    expect(detect("a.csv", "name,n\nb\0c,1\nd,2\n")).toMatchObject({ format: "csv", problem: null });
    expect(detect("a.json", '["a\u0001b"]')).toMatchObject({ format: "json", problem: null });
  });

  test("bytes at random stay binary", () => {
    const bytes = Array.from({ length: 4096 }, (_, at) => String.fromCharCode((at * 7919) & 127)).join("");
    expect(detect("a.csv", bytes).problem).toMatch(/binary data/);
  });

  test.each([
    ["an empty file", "a.csv", "", /empty \(0 bytes\)/],
    ["a database", "a.db", "SQLite format 3\u0000", /SQLite/],
    ["a PDF named csv", "a.csv", "%PDF-1.7", /PDF/],
    ["an old Feather file", "a.feather", "FEA1\0\0", /Feather file of version 1/],
    ["Parquet that is none", "a.parquet", "hello", /PAR1/],
    ["binary data named csv", "a.csv", "\u0000\u0001\u0002\u0003\u0000\u0000\u0000", /binary data/],
  ])("%s is refused with a reason", (_, name, text, reason) => {
    const { format, problem } = detect(name, text);
    expect(format).toBe("unknown");
    expect(problem).toMatch(reason);
  });

  test("gzip inside gzip, and gzip that holds nothing, are refused", () => {
    expect(detect("a.csv.gz", gzipSync("a"), true).problem).toMatch(/twice/);
    expect(detectFormat("a.csv.gz", inflateHead(gzipSync("")), 20, true).problem).toMatch(/empty/);
  });

  test("a picture is named", () => {
    expect(detect("a.csv", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)).problem).toMatch(/PNG/);
  });

  test("text with a stray control character is still text", () => {
    expect(detect("a.csv", `a,b\n${"some words, and more\n".repeat(20)}\u0001`).problem).toBeNull();
  });
});
