import { describe, expect, it } from "vitest";
import { parseNotebook } from "../parseNotebook.ts";
import type { ShownResult } from "../shownResult.ts";
import { exportIpynb } from "./exportIpynb.ts";
import { importIpynb } from "./importIpynb.ts";
import { ipynbProblems } from "./testing/ipynbProblems.ts";

const text = `---
eider: 1
title: Shop
mood: keen
sources:
  orders: file:orders.csv
---

# Shop

\`\`\`sql name=by_day
select 1 as n
\`\`\`

\`\`\`ts name=scored
export default by_day
\`\`\`

\`\`\`chart name=drawn from=by_day
{ "mark": "bar" }
\`\`\`
`;

function exported(options: Parameters<typeof exportIpynb>[1] = {}) {
  const json = exportIpynb(parseNotebook(text), options);
  expect(ipynbProblems(json)).toEqual([]);
  return { json, data: JSON.parse(json) };
}

describe("a notebook made here", () => {
  it("has its kinds in VS Code's metadata, its SQL behind a magic, and ids that do not change", () => {
    const { data } = exported();
    expect(data.cells).toMatchObject([
      { cell_type: "markdown", id: "cell-1", source: ["# Shop"] },
      {
        cell_type: "code",
        id: "by_day",
        metadata: { vscode: { languageId: "sql" } },
        source: ["%%sql by_day <<\n", "select 1 as n"],
      },
      { cell_type: "code", id: "scored", metadata: { name: "scored" }, source: ["export default by_day"] },
      {
        cell_type: "code",
        id: "drawn",
        metadata: { vscode: { languageId: "json" }, eider: { kind: "chart", options: { from: "by_day" } } },
      },
    ]);
    expect(data.metadata).toMatchObject({ title: "Shop", kernelspec: { name: "deno" } });
    expect(exported().json).toBe(exported().json);
  });

  it("has its SQL as it is where no magic is wanted", () => {
    expect(exported({ sqlMagic: false }).data.cells[1].source).toEqual(["select 1 as n"]);
  });

  it("comes in again with its front matter, byte for byte", () => {
    const back = importIpynb(exported().json);
    if (!back.ok) throw new Error(back.error.message);
    expect(back.value.document.sources).toEqual({ orders: { location: "file:orders.csv" } });
    expect(back.value.document.frontMatter).toContain("mood: keen");
    expect(back.value.assets).toBeNull();
  });
});

describe("results that are given", () => {
  const document = parseNotebook(text);
  const idOf = (name: string) => document.cells.find((cell) => cell.name === name)?.id ?? "";
  const table: ShownResult = {
    type: "table",
    columns: [
      { name: "n", type: "INTEGER" },
      { name: "<b>", type: "VARCHAR" },
    ],
    rows: [
      ["1", null],
      ["22", "<script>"],
    ],
    rowCount: 3000,
  };
  const chart: ShownResult = {
    type: "chart",
    spec: { mark: "bar", data: { values: [{ n: 1 }] } },
    summary: "Bars",
  };
  const results = new Map<string, ShownResult[]>([
    [idOf("by_day"), [table]],
    [idOf("drawn"), [chart]],
  ]);
  const json = exportIpynb(document, { results });
  const outputs = (at: number) => JSON.parse(json).cells[at].outputs;

  it("are tables as text and as HTML that holds no markup of the data", () => {
    expect(ipynbProblems(json)).toEqual([]);
    const [output] = outputs(1);
    expect(output.data["text/plain"].join("")).toBe(
      "n   <b>\n--  --------\n1   NULL\n22  <script>\nFirst 2 of 3,000 rows.",
    );
    const html = output.data["text/html"].join("");
    expect(html).toContain("<td>&lt;script&gt;</td>");
    expect(html).toContain('<td class="null">NULL</td>');
    expect(html).not.toContain("<script");
  });

  it("are charts as Vega-Lite with their rows, and as words", () => {
    expect(outputs(3)).toEqual([
      {
        data: {
          "application/vnd.vegalite.v5+json": { mark: "bar", data: { values: [{ n: 1 }] } },
          "text/plain": ["Bars"],
        },
        metadata: {},
        output_type: "display_data",
      },
    ]);
  });
});
