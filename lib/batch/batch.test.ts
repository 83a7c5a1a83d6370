import { describe, expect, it } from "vitest";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { loadKindTools } from "../run/kindTools.ts";
import { NotebookGraph } from "../run/notebookGraph.ts";
import { checkingCells, endCells } from "./batchCells.ts";
import { readRelations } from "./batchManifest.ts";
import { withParams } from "./batchParams.ts";
import { refusedStatement } from "./refusedStatement.ts";
import { digestDifferences, digestSql, type RelationDigest, readDigest } from "./relationDigest.ts";

const text = `\`\`\`sql name=a
select 1 as n
\`\`\`

\`\`\`sql name=b
from a
\`\`\`

\`\`\`chart name=drawn from=b
{ "mark": "bar" }
\`\`\`

\`\`\`clean name=checked from=a
- check: { unique: [n], on_fail: stop }
\`\`\`

\`\`\`clean name=unchecked from=a
- trim: [n]
\`\`\`

\`\`\`contract name=off from=a disabled=true
columns: []
\`\`\`

\`\`\`contract name=pinned from=a
columns: []
\`\`\`

\`\`\`input name=day
type: date
value: 2024-01-01
min: 2024-01-01
\`\`\`
`;

async function notebook() {
  const document = parseNotebook(text);
  await loadKindTools(document.cells);
  const graph = new NotebookGraph().of({ document, sources: [] });
  const nameOf = (id: string) => document.cells.find((cell) => cell.id === id)?.name;
  return { document, graph, nameOf };
}

describe("the cells of a run", () => {
  it("checks contracts and recipes with a check, but none that are disabled", async () => {
    const { document, graph, nameOf } = await notebook();
    expect(checkingCells(graph, document.cells).map(nameOf)).toEqual(["checked", "pinned"]);
  });

  it("ends in relations that nothing but a chart reads", async () => {
    const { document, graph, nameOf } = await notebook();
    const made = document.cells
      .filter(({ kind }) => kind !== "chart" && kind !== "input")
      .map(({ id }) => id);
    expect(endCells(graph, made).map(nameOf)).toEqual(["b", "checked", "unchecked", "off", "pinned"]);
  });
});

describe("values on the command line", () => {
  it("are those of the input cell's type, by name without case", async () => {
    const { document } = await notebook();
    const taken = withParams(document, { DAY: "2024-05-06" });
    expect(taken.ok && taken.value.cells.at(-1)?.given).toBe("2024-05-06");
  });

  it("are refused where they do not fit, by the cell's own words", async () => {
    const { document } = await notebook();
    expect(withParams(document, { day: "2023-12-31" })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("--param day: 2023-12-31 is before the first day") },
    });
    expect(withParams(document, { days: "2024-05-06" })).toMatchObject({
      ok: false,
      error: { hint: "Did you mean day?" },
    });
  });
});

describe("statements that reach the disk", () => {
  it.each([
    ["copy t to 'x.csv'", "COPY"],
    ["select 1; -- and\n/* then */ Attach 'x.db'", "ATTACH"],
    ["explain analyze copy t to 'x.csv'", "COPY"],
    ["prepare p as copy t to 'x.csv'", "COPY"],
    ["export database 'x'", "EXPORT"],
    ["install httpfs", "INSTALL"],
    ["call enable_logging(storage = 'file')", "enable_logging"],
    ['from "Enable_Logging"(storage = 1)', "enable_logging"],
  ])("%s is refused", (sql, word) => expect(refusedStatement(sql)).toBe(word));

  it("words in texts, names and comments are none", () => {
    expect(
      refusedStatement(`select 'copy' as "copy", copy.load from copy -- attach\n; explain select 'copy'`),
    ).toBeNull();
  });
});

describe("digests", () => {
  const columns = [
    { name: "a", type: "BIGINT" },
    { name: 'f"', type: "DOUBLE" },
  ];
  const digest = (...row: (string | null)[]): RelationDigest => readDigest(columns, row);
  const same = digest("2", "77", "2", "2", "0.3", "0.3", "0.1", "0.2");

  it("ask for six texts a floating-point column, and hash all others", () => {
    const sql = digestSql("t", columns);
    expect(sql).toContain('sum("f"""::double) filter (isfinite("f"""))');
    expect(sql).not.toMatch(/md5_number\([^)]*"f"""/);
  });

  it("are the same where floating-point sums differ by their rounding alone", () => {
    expect(
      digestDifferences(same, digest("2", "77", "2", "2", "0.30000000000000004", "0.3", "0.1", "0.2")),
    ).toEqual([]);
    expect(digestDifferences(same, digest("2", "77", "2", "2", "0.301", "0.3", "0.1", "0.2"))).toEqual([
      'f" differs by more than rounding: its sum was 0.3 and is 0.301.',
    ]);
    expect(digestDifferences(same, digest("2", "77", "2", "1", "0.3", "0.3", "0.1", "0.2"))).toHaveLength(1);
  });

  it("tell rows, columns and values apart", () => {
    expect(digestDifferences(same, digest("3", "77"))).toEqual(["It had 2 rows and has 3 rows."]);
    expect(digestDifferences(same, { ...same, hash: "78" })).toEqual(["Values differ in a."]);
    expect(digestDifferences(same, { ...same, columns: [] })).toHaveLength(1);
  });

  it("are read from a manifest, and from nothing else", () => {
    expect(readRelations(JSON.stringify({ manifest: 1, relations: { t: same } }))).toEqual({ t: same });
    for (const other of [
      "",
      "{",
      "[]",
      "{}",
      '{"manifest":1}',
      '{"manifest":1,"relations":{"t":{"rows":"1"}}}',
    ])
      expect(readRelations(other)).toBeNull();
  });
});
