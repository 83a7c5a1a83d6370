import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedTable } from "./chooseTable.ts";
import { htmlTables } from "./htmlTables.ts";

const rowsOf = (html: string) => htmlTables(html).tables.map(({ rows }) => rows);

const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br>");

describe("tables of HTML", () => {
  const word = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(..."ab<>&\"'0|;"),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 5,
    })
    .map((text) => text.replace(/[\s\v\f\0\u00a0]/g, "_"));
  const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
  const cell = fc.oneof(
    fc.constant(""),
    fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n")),
  );
  const table = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
    .chain(([width, height]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );

  test("a table written as HTML is read as it was, with or without end tags, marked up or plain", () => {
    fc.assert(
      fc.property(
        table,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom("", "\n  "),
        (rows, closes, marks, space) => {
          const end = (name: string) => (closes ? `</${name}>` : "");
          const inner = (text: string) =>
            marks ? `<font color='a>b'><b>${escaped(text)}</b></font><!-- <td> -->` : escaped(text);
          const body = rows
            .map(
              (row) =>
                `${space}<tr>${row.map((text) => `${space}<TD class=x>${inner(text)}${end("td")}`).join("")}${end("tr")}`,
            )
            .join("");
          expect(rowsOf(`<p>before<table>${body}${space}</table>after`)).toEqual([rows]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("any text ends, and rows are as long as the table is wide", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<th colspan=3>",
        "<td rowspan=2>",
        "</td>",
        "<thead>",
        "</tr>",
        "<caption>",
        "<br>",
        "<div>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        '<a href="',
        "<",
        "<td rowspan=0>",
        "<span style='display:none'>",
        "</span>",
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { rows, headerRows, rowElements, footRows } of htmlTables(pieces.join("")).tables) {
          expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(1);
          expect(headerRows).toBeLessThanOrEqual(rows.length);
          expect(rowElements).toBe(rows.length);
          expect(footRows).toBeLessThanOrEqual(rows.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("cells that span stand in every place that they cover", () => {
    const html = `<table>
      <tr><td rowspan=2>a<td colspan=2>b
      <tr><td>c<td rowspan=2>d
      <tr><td>e<td>f
      <tr><td rowspan=9>g</table>`;
    const { tables } = htmlTables(html);
    expect(tables[0]?.rows).toEqual([
      ["a", "b", "b"],
      ["a", "c", "d"],
      ["e", "f", "d"],
      ["g", "", ""],
    ]);
    expect(tables[0]).toMatchObject({ mergedCells: 4, shortRows: 1 });
  });

  test("a place covered far to the right does not fill the gap before it", () => {
    expect(rowsOf("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>")).toEqual([
      [
        ["a", "b", "c"],
        ["d", "", "c"],
      ],
    ]);
  });

  test("headings over one another make one name", () => {
    const html = `<table><thead><tr><th rowspan=2>Land<th colspan=2>2024<tr><th>Q1<th>Q2<tbody><tr><th>A<td>1<td>2</table>`;
    const [table] = htmlTables(html).tables;
    expect(table && namedTable(table)).toEqual({
      names: ["Land", "2024 Q1", "2024 Q2"],
      rows: [["A", "1", "2"]],
    });
  });

  test("tables in cells are tables of their own", () => {
    const html = "<table><tr><td>x<table><tr><td>in<td>ner</table>y<td>z</table>";
    const { tables } = htmlTables(html);
    expect(tables.map(({ rows }) => rows)).toEqual([[["xy", "z"]], [["in", "ner"]]]);
    expect(tables[0]?.innerTables).toBe(1);
  });

  test("scripts, styles, comments and what is hidden are no text", () => {
    const html = `<table><tr><td><script>if (a<b) x("</td>")</script><style>td{}</style>1<!-- 2 --><span style="display: none">3<b>4</b></span>5<td hidden>6</table>`;
    expect(rowsOf(html)).toEqual([[["15", "6"]]]);
  });

  test("paragraphs and breaks are lines, blanks are one, no-break blanks at the edges are none", () => {
    expect(
      rowsOf("<table><tr><td><p>a  b\n c</p><p>d</p>e<br><br>f<td>&nbsp;<td>&nbsp;g&nbsp;h&nbsp;</table>"),
    ).toEqual([[["a b c\nd\ne\n\nf", "", "g\u00a0h"]]]);
  });

  test("spreadsheets' exact numbers are taken where what is shown is them, rounded", () => {
    const html = `<table><tr><td x:num="1234.5678">1,234.57<td x:num>12<td x:num="45000">15/03/2023<td x:num="0.1234">12%
      <td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:0.123456789}">0.12<td data-sheets-value='{"1":2,"2":"x"}'>x</table>`;
    const [table] = htmlTables(html).tables;
    expect(table?.rows).toEqual([["1234.5678", "12", "15/03/2023", "12%", "0.123456789", "x"]]);
    expect(table?.exactCells).toBe(2);
  });

  test("references are the characters that a browser shows", () => {
    expect(
      rowsOf(
        "<table><tr><td>&eacute;&Omega;&nbsp<td>&#150;&#128;&#x41;<td>a & b &lt;td&gt; &amp;amp; &nope;</table>",
      ),
    ).toEqual([[["éΩ", "–€A", "a & b <td> &amp; &nope;"]]]);
  });

  test("captions, feet and text around tables are told", () => {
    const html =
      "<h1>Two words</h1><table><caption>The <i>cap</i><tr><th>n<tr><td>1<tfoot><tr><td>Sum</table>";
    expect(htmlTables(html)).toMatchObject({
      outsideText: 8,
      tables: [{ caption: "The cap", headerRows: 1, footRows: 1, rows: [["n"], ["1"], ["Sum"]] }],
    });
  });

  test("a table that claims to be huge is refused, not made", () => {
    const cells = "<td colspan=1000>".repeat(11);
    expect(() => htmlTables(`<table><tr>${cells}`)).toThrow(/more than 10000 columns/);
    expect(rowsOf("<table><tr><td rowspan=99999999 colspan=0>a</table>")).toEqual([[["a"]]]);
  });
});
