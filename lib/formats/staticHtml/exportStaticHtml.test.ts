import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlTokens } from "../../ingest/html/htmlTokens.ts";
import { importIpynb } from "../ipynb/importIpynb.ts";
import { parseNotebook } from "../parseNotebook.ts";
import type { ShownResult } from "../shownResult.ts";
import { anyNotebook } from "../testing/anyNotebook.ts";
import { exportStaticHtml } from "./exportStaticHtml.ts";

const text = `---
title: Tea & <b>co</b>
---

# Orders

Prose with *weight*, $x^2$, [a link](https://example.com), [none](javascript:alert(1)) and
![far](https://example.com/a.png). <script>alert(1)</script>

\`\`\`sql name=by_day
select '<script>' as a -- all
\`\`\`

\`\`\`chart name=drawn from=by_day
{ "mark": "bar" }
\`\`\`

\`\`\`python name=kept
print("</pre>")
\`\`\`
`;

const document = parseNotebook(text);
const idOf = (name: string) => document.cells.find((cell) => cell.name === name)?.id ?? "";
const results = new Map<string, ShownResult[]>([
  [
    idOf("by_day"),
    [
      {
        type: "table",
        columns: [{ name: "a", type: "VARCHAR" }],
        rows: [["<script>"], [null]],
        rowCount: 5000,
      },
    ],
  ],
  [
    idOf("drawn"),
    [{ type: "chart", spec: {}, summary: 'Bars "by day"', picture: "data:image/png;base64,iVBORw0KGgo=" }],
  ],
]);

/** The tags of a page, as a reader that knows HTML finds them. */
const tags = (html: string) =>
  [...htmlTokens(html)].flatMap((token) => (token.kind === "open" ? [token] : []));

describe("a notebook as one page", () => {
  it("shows prose, coloured code and the results that are given", async () => {
    const html = await exportStaticHtml(document, { results });
    expect(html).toContain("<title>Tea &amp; &lt;b&gt;co&lt;/b&gt;</title>");
    expect(html).toContain('<h2 id="md-orders">Orders</h2>');
    expect(html).toContain("<em>weight</em>");
    expect(html).toContain("<math");
    expect(html).toContain('<span class="keyword">select</span>');
    expect(html).toContain("<td>&lt;script&gt;</td>");
    expect(html).toContain("First 2 of 5,000 rows.");
    expect(html).toContain('<img src="data:image/png;base64,iVBORw0KGgo=" alt="Bars &quot;by day&quot;">');
    expect(html).toContain("print(&quot;&lt;/pre&gt;&quot;)");
  });

  it("says its title once, where its prose begins with it", async () => {
    const twice = parseNotebook("---\ntitle: Tea\n---\n\n# Tea\n\nText.\n");
    expect(await exportStaticHtml(twice)).not.toContain("<h1>");
    expect(await exportStaticHtml({ ...twice, title: "Coffee" })).toContain("<h1>Coffee</h1>");
  });

  it("has no script, fetches nothing, and its policy would not let it", async () => {
    const html = await exportStaticHtml(document, { results });
    const names = tags(html).map(({ name }) => name);
    expect(names).not.toContain("script");
    expect(names).not.toContain("link");
    expect(html).not.toContain("javascript:");
    const sources = [...html.matchAll(/ src="([^"]*)"/g)].map(([, address = ""]) => address);
    expect(sources.filter((address) => !address.startsWith("data:image/"))).toEqual([]);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/ style="| on\w+="/);
  });

  it("shows what a Jupyter notebook kept: pictures, text, and attachments of its Markdown", async () => {
    const imported = importIpynb(
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [
          {
            cell_type: "markdown",
            id: "m",
            metadata: {},
            source: "![a](attachment:b%20c.png)",
            attachments: { "b c.png": { "image/png": "iVBORw0KGgo=\n" } },
          },
          {
            cell_type: "code",
            id: "c",
            metadata: {},
            source: "1",
            execution_count: 1,
            outputs: [
              { output_type: "stream", name: "stdout", text: ["\u001b[31mred\u001b[0m\n", "<b>"] },
              {
                output_type: "display_data",
                metadata: {},
                data: { "text/html": "<script>alert(1)</script>", "image/jpeg": "/9j/4AA=" },
              },
              { output_type: "error", ename: "E", evalue: "e", traceback: ["one", "two"] },
            ],
          },
        ],
      }),
    );
    if (!imported.ok) throw new Error(imported.error.message);
    const html = await exportStaticHtml(imported.value.document, { assets: imported.value.assets });
    expect(html).toContain('<img src="data:image/png;base64,iVBORw0KGgo=" alt="a">');
    expect(html).toContain('<pre class="output">red\n&lt;b&gt;</pre>');
    expect(html).toContain("data:image/jpeg;base64,/9j/4AA=");
    expect(html).toContain("one\ntwo");
    expect(html).not.toContain("alert(1)");
  });

  it("has only tags of its own, whatever the notebook holds", async () => {
    const own = new Set(
      "html head meta title style body main h1 h2 h3 h4 h5 h6 section header pre code span p ul ol li hr em strong del br a blockquote div table thead tbody tr th td input".split(
        " ",
      ),
    );
    await fc.assert(
      fc.asyncProperty(anyNotebook, async (any) => {
        const names = tags(await exportStaticHtml(any)).map(({ name }) => name);
        expect(names.filter((name) => !own.has(name))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("shows an input by its label and the value that was set, as text", async () => {
    const given = parseNotebook("```input name=n\ntype: text\nlabel: A <b>\nvalue: x\n```\n");
    const cells = given.cells.map((cell) => ({ ...cell, given: "<script>" }));
    const html = await exportStaticHtml({ ...given, cells });
    expect(html).toContain('<span class="quiet">A &lt;b&gt;</span> <strong>&lt;script&gt;</strong>');
    expect(html).not.toContain("type: text");
  });
});
