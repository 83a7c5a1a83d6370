import fc from "fast-check";
import { tidyCell } from "../../notebook/cellEdits.ts";
import type { Cell, NotebookDocument } from "../../notebook/document.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printNotebook } from "../printNotebook.ts";

/** Lines that mean something to one of the formats, and some that only look so. */
export const tellingLine = fc.constantFrom(
  "%%sql",
  "%%sql a <<",
  "%%sql duckdb:// --with x a << select 1",
  "%sql a << select 1",
  "%sql --connections",
  "%%dql -o b",
  "-- %%",
  "-- %% [markdown]",
  "-- %% name=a",
  "// %% [ts] name=a",
  "-- text",
  "--",
  "// text",
  "</script>",
  "<\\/script >",
  "<!-- <script>",
  "```sql name=a",
  "```",
  "````md name=text",
  "<!-- cell -->",
  '<!-- cell {"id":"x1"} -->',
  "---",
  "select 1",
  "# Title",
  "- item",
  "  indented",
  " ",
  "",
  "é 😀",
);

const anyLine = fc.oneof({ weight: 6, arbitrary: tellingLine }, { weight: 1, arbitrary: fc.string() });

/** The text of a cell. */
export const anySource = fc.array(anyLine, { maxLength: 4 }).map((lines) => lines.join("\n"));

const anyCell = fc.record({
  kind: fc.constantFrom(
    "md",
    "sql",
    "ts",
    "chart",
    "python",
    "raw",
    "c++",
    "md-code",
    "javascript",
    "js",
    "html",
  ),
  name: fc.constantFrom("a", "A", "a_2", "cell_1", "cell_2", "by_day", "a b", "é", 'q"', "text-1", "x1"),
  source: anySource,
  options: fc.dictionary(fc.constantFrom("from", "x", "__proto__", "pinned", "language"), fc.string(), {
    maxKeys: 2,
  }),
  isMarked: fc.boolean(),
  isTagged: fc.boolean(),
});

/** Any notebook, as its file gives it. */
export const anyNotebook = fc
  .record({
    cells: fc.array(anyCell, { maxLength: 6 }),
    title: fc.constantFrom("", "Tea", "a: b", "2024"),
    sources: fc.dictionary(fc.constantFrom("orders", "users"), fc.constant({ location: "file:a.csv" })),
    timezone: fc.constantFrom(undefined, undefined, "Europe/Berlin"),
    lineEnd: fc.constantFrom<"\n" | "\r\n">("\n", "\n", "\r\n"),
  })
  .map(({ cells, ...front }) => {
    const empty: NotebookDocument = { ...front, cells: [], frontMatter: "" };
    const made = cells.map(({ isMarked, isTagged, ...cell }, index): Cell => {
      const id = isMarked ? `x${index}` : `made${index}`;
      const meta = { ...(isMarked ? { id } : {}), ...(isTagged ? { tags: ["a"] } : {}) };
      const tidy = tidyCell(empty, { id, ...cell, layout: null });
      return { ...tidy, layout: { raw: "", of: tidy, meta } };
    });
    return parseNotebook(printNotebook({ ...empty, cells: made }));
  });

/** One made of cells that have names which can be ids as they are, each of them once, and no marker lines. */
export const plainNotebook = fc
  .uniqueArray(anyCell, { maxLength: 5, selector: ({ name }) => name })
  .map((cells) => {
    const empty: NotebookDocument = { title: "", sources: {}, cells: [], frontMatter: "", lineEnd: "\n" };
    const made = cells
      .filter(({ name }) => /^[a-z]\w*$/.test(name))
      .map(({ kind, name, source, options }, index): Cell => {
        return tidyCell(empty, { id: `made${index}`, kind, name, source, options, layout: null });
      });
    return parseNotebook(printNotebook({ ...empty, cells: made }));
  });
