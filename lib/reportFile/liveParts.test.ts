import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { exportStaticHtml } from "../formats/staticHtml/exportStaticHtml.ts";
import { htmlTokens } from "../ingest/html/htmlTokens.ts";
import { type Carried, liveParts } from "./liveParts.ts";

const document = parseNotebook("# Tea\n\n```sql name=a\nselect 1\n```\n\n```chart name=c from=a\n{}\n```\n");
const idOf = (name: string) => document.cells.find((cell) => cell.name === name)?.id ?? "";
const hostile = '</script><script>alert(1)</script><!--<img src=x onerror="x">';
const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256);
const carried: Carried = {
  tables: [{ cellId: idOf("a"), name: hostile, types: [hostile], parquet: bytes, rows: 2, rowsInAll: 5 }],
  charts: [
    {
      cellId: idOf("c"),
      spec: { title: hostile },
      columns: [{ name: hostile, values: [hostile] }],
      summary: hostile,
    },
  ],
  notes: [hostile],
};
const scripts = { tables: "tables()", charts: "charts()" };
const made = (given: Carried) => exportStaticHtml(document, { live: liveParts(given, scripts) });
const inside = (html: string, id: string) => new RegExp(`id="${id}">([^<]*)</script>`).exec(html)?.[1] ?? "";

describe("a page with data", () => {
  it("allows its own scripts by their hashes, and nothing from elsewhere", async () => {
    const html = await made(carried);
    const hash = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src /);
    expect(policy).toContain(`script-src ${hash("tables()")} ${hash("charts()")}; img-src data:;`);
    expect(policy).not.toContain("unsafe");
  });

  it("has no element that a text of the notebook made", async () => {
    const tags = [...htmlTokens(await made(carried))].flatMap((token) =>
      token.kind === "open" ? [token.name] : [],
    );
    expect(tags.filter((name) => name === "script")).toHaveLength(4);
    expect(tags).not.toContain("img");
  });

  it("holds the Parquet byte for byte, and what it is told of it", async () => {
    const html = await made(carried);
    expect(Buffer.from(inside(html, "report-table-0"), "base64").equals(bytes)).toBe(true);
    expect(JSON.parse(inside(html, "report-manifest"))).toEqual({
      tables: [{ name: hostile, types: [hostile], rowsInAll: 5 }],
      charts: [
        { spec: { title: hostile }, columns: [{ name: hostile, values: [hostile] }], summary: hostile },
      ],
    });
    expect(html).toContain("2 rows, the first of 5");
  });

  it("has no script for charts where there is none, and stays a page without scripts where nothing is carried by it", async () => {
    expect(await made({ ...carried, charts: [] })).not.toContain("charts()");
    expect(await exportStaticHtml(document)).not.toContain("script");
  });
});
