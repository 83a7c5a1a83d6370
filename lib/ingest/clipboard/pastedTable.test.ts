import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { pastedTable } from "./pastedTable.ts";

const folder = mkdtempSync(join(tmpdir(), "paste-"));
const path = join(folder, "pasted.csv");
let native: NativeDuckDb;
beforeAll(async () => {
  native = await openNativeDuckDb();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows that native DuckDB reads from what was made, all as text; empty is empty. */
async function rowsOf(html: string, text = "") {
  const pasted = pastedTable({ html, text });
  if (!pasted) return null;
  writeFileSync(path, pasted.bytes);
  const { rows } = await native.read(
    `SELECT * FROM read_csv('${path}', delim=',', quote='"', escape='"', header=false, all_varchar=true, new_line='\\r\\n')`,
  );
  return rows.map((row) => row.map((value) => value ?? ""));
}

const cell = fc
  .string({ unit: fc.constantFrom(..."ab,;|\"'\n\té#\\<&- 0"), maxLength: 6 })
  .map((text) => text.replace(/^[ \n\t]+|[ \n\t]+$/g, ""));
const table = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([width, height]) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  )
  .filter((rows) => rows.flat().some((text) => text !== "") && rows.every((row) => row[0] !== ""));

describe("what was pasted as a table", () => {
  test("a page's table comes through CSV as it was", async () => {
    const escaped = (text: string) =>
      text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        // HTML has one kind of blank, and no blanks around a line.
        const plain = rows.map((row) =>
          row.map((text) =>
            text
              .replace(/\t| {2,}/g, " ")
              .replace(/ *\n */g, "\n")
              .replace(/ +/g, " ")
              .trim(),
          ),
        );
        const html = `<table>${plain.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}`).join("")}`).join("")}</table>`;
        expect(await rowsOf(html)).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });

  test("cells of a spreadsheet come through CSV as they were", async () => {
    // Quotes around what holds a tab, a break, or a quote first of all.
    const written = (text: string) => (/[\t\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom("\n", "\r\n"), fc.boolean(), async (rows, end, lastEnd) => {
        const text = rows.map((row) => row.map(written).join("\t")).join(end) + (lastEnd ? end : "");
        expect(await rowsOf("", text)).toEqual(rows);
      }),
      { numRuns: 150 },
    );
    expect(await rowsOf("", "a\t\\|\t\n-\t\t|")).toEqual([
      ["a", "\\|", ""],
      ["-", "", "|"],
    ]);
  });

  test("Excel's clipboard: the table of its HTML, with exact numbers and merged cells told", async () => {
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {} td {}--></style></head>
      <body><!--StartFragment--><table border=0><col width=64><tr height=20><td class=xl65>Name</td><td colspan=2>Price</td></tr>
      <tr><td>A &amp; B</td><td align=right x:num="1.23456">1.23</td><td>&nbsp;</td></tr><!--EndFragment--></table></body></html>`;
    expect(await rowsOf(html, "Name\tPrice\t\nA & B\t1.23\t")).toEqual([
      ["Name", "Price", "Price"],
      ["A & B", "1.23456", ""],
    ]);
    expect(pastedTable({ html, text: "" })).toMatchObject({
      name: "pasted.csv",
      hasHeader: null,
      note: "merged cells, whose text stands in every place that they cover: 1; cells whose exact number is taken instead of the rounded one that is shown: 1",
    });
  });

  test("a page's caption names it, its headings are known, and what is left out is told", () => {
    const html = "<p>Some text<table><caption>Größte Städte, 2024<tr><th>Stadt<th>n<tr><td>Köln<td>1</table>";
    expect(pastedTable({ html, text: "x" })).toMatchObject({
      name: "größte_städte_2024.csv",
      hasHeader: true,
      note: "8 characters of text around the table are left out",
    });
  });

  test("Markdown tables", async () => {
    const text = "Look:\n\n| a | b \\| c |\n|:--|--:|\n| 1 | x<br>y |\n|2|\n\nend";
    expect(await rowsOf("", text)).toEqual([
      ["a", "b | c"],
      ["1", "x\ny"],
      ["2", ""],
    ]);
    expect(pastedTable({ html: "", text })).toMatchObject({
      hasHeader: true,
      note: "2 lines around the table are left out",
    });
  });

  test.each([
    ['[{"a":1}]', "json"],
    ['{\n "a": 1\n}', "json"],
    ['{"a":1}\n{"a":2}\n', "ndjson"],
    ["a,b\n1,2\n", "csv"],
    ["a;b\n\n1;2", "csv"],
    ['a,b\n"x, y\nz",2', "csv"],
    ["a\tb", "csv"],
    ["[a]\t[b]\n1\t2", "csv"],
  ])("%j is %s", (text, format) => {
    const pasted = pastedTable({ html: "", text });
    expect(pasted?.format).toBe(format);
    if (format !== "csv" || !text.includes("\t"))
      expect(new TextDecoder().decode(pasted?.bytes).trim()).toBe(text.trim());
  });

  test.each([
    "",
    "one word",
    "select a, b\nfrom t, u",
    "Dear all, thanks.\nSee you soon, Anna.",
    '{"a":1} and more',
    "[link](x)\nmore",
    "if (x) {\n\treturn 1;\n}",
    "\ta\n\tb\n\tc",
    "a,b\nc",
    "| a |\nno rule",
    "https://example.org/a,b",
  ])("%j is no table", (text) => {
    expect(pastedTable({ html: "", text })).toBeNull();
  });

  test("markup without a table is not asked for its cells", () => {
    expect(pastedTable({ html: "<div><span>a</span></div>", text: "a" })).toBeNull();
    expect(pastedTable({ html: "<table><tr><td>alone</table>", text: "alone" })).toBeNull();
  });

  test("any text is a table or none, and ends", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."a\"'\t\n,;|-{}[]:<>\\ "), maxLength: 80 }),
        (text) => {
          const pasted = pastedTable({ html: text, text });
          expect(pasted === null || pasted.bytes.length > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
