import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import "../formats/fullYamlAtHand.ts";
import { findFrontMatter } from "../formats/frontMatter.ts";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import { createHistory } from "../notebook/history.ts";
import { cellFinder, itemFor, textStart } from "./findCells.ts";
import { followNames } from "./followNames.ts";
import { reportOf } from "./parseReport.ts";
import { withReport } from "./printReport.ts";
import { cellItem, type ReportItem, type ReportRow, textItem } from "./report.ts";

const cells =
  "# Sales\n\n```sql name=revenue\nselect 1\n```\n\n## By day\n\n```sql name=by_day\nselect 2\n```\n";

function notebook(report: string, lineEnd = "\n") {
  const text = `---\neider: 1\n${report}title: T\n---\n\n${cells}`;
  return parseNotebook(text.replaceAll("\n", lineEnd));
}

/** The notebook's text with these rows as its report. */
function written(document: ReturnType<typeof notebook>, rows: readonly ReportRow[] | null): string {
  return printNotebook({ ...document, frontMatter: withReport(document, rows) ?? "" });
}

const inWords = (item: ReportItem) => `${item.kind} ${item.name}${item.nr > 1 ? ` ${item.nr}` : ""}`;
const rowsInWords = (document: ReturnType<typeof notebook>) =>
  reportOf(document)?.rows.map(({ items }) => items.map(inWords));

describe("a report in the front matter", () => {
  it("is read from the lines that people write", () => {
    const document = notebook(
      "report:\n  - [region, since]\n  - revenue\n  - [{ cell: by_day, width: 8 }, { cell: top, width: 4, title: Top vendors }]\n  - { text: By day }\n",
    );
    expect(reportOf(document)?.rows.map(({ items }) => items)).toEqual([
      [cellItem("region"), cellItem("since")],
      [cellItem("revenue")],
      [
        { ...cellItem("by_day"), width: 8 },
        { ...cellItem("top"), width: 4, title: "Top vendors" },
      ],
      [textItem("By day")],
    ]);
  });

  it("is none where it is not there, or is no list", () => {
    expect(reportOf(notebook(""))).toBeNull();
    expect(reportOf(notebook("report: yes\n"))).toBeNull();
    expect(reportOf(notebook("reports:\n  - a\n"))).toBeNull();
    expect(reportOf(notebook("report: []\n"))?.rows).toEqual([]);
  });

  it("keeps what it does not understand, shows it as such and writes it back", () => {
    const document = notebook(
      "report:\n  - 1.10\n  - [null, [a], { chart: b }]\n  - { cell: c, width: 99, height: 3 }\n",
    );
    expect(rowsInWords(document)).toEqual([
      ["cell 1.10"],
      ["unknown null", 'unknown ["a"]', 'unknown {"chart":"b"}'],
      ["cell c"],
    ]);
    const anew = reportOf(document)?.rows.map(({ items }) => ({ items })) ?? [];
    expect(written(document, anew)).toContain(
      'report:\n  - "1.10"\n  - [null, ["a"], {"chart":"b"}]\n  - { cell: c, width: 99, height: 3 }\n',
    );
  });

  it("keeps the very lines of rows that nobody changed, comments among them", () => {
    const document = notebook(
      "report: # mine\n    # inputs\n    - [ region ,since ]\n    # what counts\n    - revenue\n    - by_day\n",
    );
    const rows = reportOf(document)?.rows ?? [];
    expect(
      written(
        document,
        [rows[0], { items: [textItem("By day")] }, rows[2]].filter((row) => row !== undefined),
      ),
    ).toContain(
      "report: # mine\n    # inputs\n    - [ region ,since ]\n    # what counts\n    - { text: By day }\n    - by_day\ntitle: T\n",
    );
  });

  it("goes and comes with the key's own lines and no others", () => {
    const document = notebook("report:\n- revenue\n", "\r\n");
    const without = written(document, null);
    expect(without).toBe(printNotebook(document).replace("report:\r\n- revenue\r\n", ""));
    expect(written(parseNotebook(without), [{ items: [cellItem("revenue")] }])).toContain(
      "title: T\r\nreport:\r\n  - revenue\r\n---\r\n",
    );
    expect(written(document, [])).toContain("report: []\r\n");
    expect(withReport(parseNotebook(`---\n{ title: T }\n---\n${cells}`), [])).toBeNull();
  });
});

describe("any report", () => {
  const word = fc.oneof(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string({ unit: "binary", maxLength: 12 }));
  const rest = fc.dictionary(fc.stringMatching(/^[a-h]{1,3}$/), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 2,
  });
  const item: fc.Arbitrary<ReportItem> = fc.record({
    kind: fc.constantFrom("cell" as const, "text" as const),
    name: word,
    nr: fc.constant(1),
    width: fc.option(fc.integer({ min: 1, max: 12 })),
    title: fc.option(word),
    rest,
  });
  const anyRows = fc.array(
    fc.array(item, { minLength: 1, maxLength: 4 }).map((items): ReportRow => ({ items })),
    { maxLength: 5 },
  );

  it("reads as it was written, with and without the yaml library", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const front = withReport(notebook(""), rows) ?? "";
        expect(reportOf({ frontMatter: front })?.rows.map(({ items }) => ({ items }))).toEqual(rows);
        expect(findFrontMatter(front)?.root?.plain()).toMatchObject({ title: "T" });
      }),
      { numRuns: 60 },
    );
  });

  it("keeps the bytes of all rows but the one that changed", () => {
    fc.assert(
      fc.property(anyRows, fc.nat(), fc.constantFrom("\n", "\r\n"), (rows, nth, lineEnd) => {
        const document = parseNotebook(written(notebook("", lineEnd), rows));
        const read = reportOf(document)?.rows ?? [];
        expect(withReport(document, read)).toBe(document.frontMatter);
        if (read.length === 0) return;
        const at = nth % read.length;
        const changed = read.map((row, i): ReportRow => (i === at ? { items: [cellItem("other")] } : row));
        const front = withReport(document, changed) ?? "";
        expect(front).toBe(document.frontMatter.replace(read[at]?.raw ?? "", () => `  - other${lineEnd}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe("cells that a report names", () => {
  const document = parseNotebook(
    `## Same\n\n\`\`\`sql name=Revenue\nselect 1\n\`\`\`\n\n### Same\nmore\n\n\`\`\`sql name=b\nselect 2\n\`\`\`\n\n\n${"é".repeat(80)}\n`,
  );
  const find = cellFinder(document.cells);

  it("are found by what names them, whatever the case; texts that begin alike by their number", () => {
    for (const cell of document.cells) expect(find(itemFor(cell, document.cells))).toBe(cell);
    expect(find(cellItem("REVENUE"))?.name).toBe("Revenue");
    expect(find(textItem("sam", 2))?.source).toBe("### Same\nmore");
    expect(find(textItem("same", 3))).toBeNull();
    expect(find(cellItem("gone"))).toBeNull();
  });

  it("are named by their first line, a heading without its marks", () => {
    expect(["", "\n\n # A #\nb", "####### a", "#", "- *x*"].map(textStart)).toEqual([
      "",
      "A",
      "####### a",
      "",
      "- *x*",
    ]);
  });
});

describe("renaming a cell of the report", () => {
  const clock = { now: 0 };
  const opened = notebook("report:\n  - [Revenue, gone] \n  - by_day\n  - { text: By day, width: 6 }\n");
  const id = (name: string) => opened.cells.find((cell) => cell.name === name)?.id ?? "";
  const headingId = opened.cells.find(({ source }) => source.startsWith("## By day"))?.id ?? "";
  const start = () => createHistory(opened, { clock: () => clock.now, follow: followNames });
  beforeAll(() => expect(headingId).not.toBe(""));

  it("renames it there, in the same step of undo, and leaves the other lines as they are", () => {
    const renamed = start().apply({ type: "setName", id: id("by_day"), name: "daily" });
    expect(printNotebook(renamed.document)).toContain(
      "- [Revenue, gone] \n  - daily\n  - { text: By day, width: 6 }\n",
    );
    const undone = renamed.undo();
    expect(printNotebook(undone.document)).toBe(printNotebook(opened));
    expect(undone.canUndo).toBe(false);
    expect(printNotebook(undone.redo().document)).toBe(printNotebook(renamed.document));
  });

  it("follows the first line of a text while it is typed, as one step", () => {
    let history = start();
    for (const source of ["## By day\n\nMore", "## By week", "## By week\n\n."])
      history = history.apply({ type: "setSource", id: headingId, source });
    expect(rowsInWords(history.document)?.at(-1)).toEqual(["text By week"]);
    expect(printNotebook(history.undo().document)).toBe(printNotebook(opened));
    expect(history.undo().canUndo).toBe(false);
  });

  it("keeps a deleted cell written, and a name that differs in case alone", () => {
    const deleted = start().apply({ type: "delete", ids: [id("by_day")] });
    expect(rowsInWords(deleted.document)).toEqual(rowsInWords(opened));
    const recased = start().apply({ type: "setName", id: id("revenue"), name: "REVENUE" });
    expect(rowsInWords(recased.document)).toEqual(rowsInWords(opened));
  });

  it("counts texts that begin alike anew when one before them goes or comes", () => {
    const inserted = start().apply({
      type: "insert",
      index: 0,
      cells: [{ id: "new", kind: "md", name: "", source: "By day", options: {}, layout: null }],
    });
    expect(rowsInWords(inserted.document)?.at(-1)).toEqual(["text By day 2"]);
    expect(rowsInWords(inserted.apply({ type: "delete", ids: ["new"] }).document)?.at(-1)).toEqual([
      "text By day",
    ]);
  });
});
