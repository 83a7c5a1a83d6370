import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Inline } from "./markdownTree.ts";
import { longestMarkdown, parseMarkdown } from "./parseMarkdown.ts";

const blocks = (text: string): Block[] => parseMarkdown(text).blocks;
const pieces = (text: string): Inline[] => {
  const [first] = blocks(text);
  return first?.type === "paragraph" ? first.children : [];
};

describe("prose", () => {
  it("reads headings with a name that links find, unique on the page", () => {
    expect(blocks("# A b!\n\n# A b")).toEqual([
      { type: "heading", level: 1, slug: "a-b", children: [{ type: "text", text: "A b!" }] },
      { type: "heading", level: 1, slug: "a-b-1", children: [{ type: "text", text: "A b" }] },
    ]);
  });

  it("reads emphasis, struck text, code and breaks", () => {
    expect(pieces("**a** *b* ~~c~~ `d &amp;`  \ne")).toEqual([
      { type: "strong", children: [{ type: "text", text: "a" }] },
      { type: "text", text: " " },
      { type: "em", children: [{ type: "text", text: "b" }] },
      { type: "text", text: " " },
      { type: "del", children: [{ type: "text", text: "c" }] },
      { type: "text", text: " " },
      { type: "code", text: "d &amp;" },
      { type: "break" },
      { type: "text", text: "e" },
    ]);
  });

  it("shows character references as their characters, and unknown ones as they are", () => {
    expect(pieces("&lt;b&gt; &#65;&#x42; &nope; &#0; &constructor;")).toEqual([
      { type: "text", text: "<b> AB &nope; \ufffd &constructor;" },
    ]);
  });

  it("reads task lists, tight and loose", () => {
    expect(blocks("- [x] done\n- [ ] open\n- plain")).toEqual([
      {
        type: "list",
        ordered: false,
        start: 1,
        items: [
          { task: true, children: [{ type: "line", children: [{ type: "text", text: "done" }] }] },
          { task: false, children: [{ type: "line", children: [{ type: "text", text: "open" }] }] },
          { task: null, children: [{ type: "line", children: [{ type: "text", text: "plain" }] }] },
        ],
      },
    ]);
    expect(blocks("3. [x] done\n\n4. open")).toMatchObject([
      {
        type: "list",
        ordered: true,
        start: 3,
        items: [{ task: true, children: [{ type: "paragraph" }] }, {}],
      },
    ]);
  });

  it("reads tables with their alignment, and a break within a cell", () => {
    expect(blocks("|a|b|\n|:-|-:|\n|1 \\| 2|x<br>y|")).toEqual([
      {
        type: "table",
        align: ["left", "right"],
        header: [[{ type: "text", text: "a" }], [{ type: "text", text: "b" }]],
        rows: [
          [
            [{ type: "text", text: "1 | 2" }],
            [{ type: "text", text: "x" }, { type: "break" }, { type: "text", text: "y" }],
          ],
        ],
      },
    ]);
  });

  it("keeps fences that are no cells as code", () => {
    expect(blocks("```sql x=1\nselect 1\n```")).toEqual([
      { type: "code", language: "sql", text: "select 1" },
    ]);
  });
});

describe("formulas", () => {
  it("reads formulas in a line and on their own", () => {
    expect(pieces("so $a_1 + b$ and $$c$$.")).toEqual([
      { type: "text", text: "so " },
      { type: "math", tex: "a_1 + b" },
      { type: "text", text: " and " },
      { type: "math", tex: "c" },
      { type: "text", text: "." },
    ]);
    expect(blocks("above\n\n$$\n\\int_0^1 x\\,dx\n$$\n\nbelow")[1]).toEqual({
      type: "math",
      tex: "\\int_0^1 x\\,dx",
    });
  });

  it("leaves money and escaped dollars alone", () => {
    for (const text of ["it cost $5 and $6 today", "\\$a\\$", "$ a $", "between $20 and $30"]) {
      expect(pieces(text).some((piece) => piece.type === "math")).toBe(false);
    }
  });

  it("leaves dollars within code alone", () => {
    expect(pieces("`$a$`")).toEqual([{ type: "code", text: "$a$" }]);
  });
});

describe("what strangers write", () => {
  it("shows raw HTML as text", () => {
    expect(blocks('<img src=x onerror="alert(1)">')).toEqual([
      { type: "html", text: '<img src=x onerror="alert(1)">' },
    ]);
    expect(pieces("a <b onclick=x>c</b>")).toMatchObject([
      { type: "text" },
      { type: "html", text: "<b onclick=x>" },
      { type: "text" },
      { type: "html", text: "</b>" },
    ]);
  });

  it("follows only web, mail and page addresses", () => {
    const href = (text: string) => pieces(`[x](${text})`).find((piece) => piece.type === "link");
    expect(href("https://example.org/a?b=1&amp;c")).toMatchObject({ href: "https://example.org/a?b=1&c" });
    expect(href("mailto:a@example.org")).toMatchObject({ href: "mailto:a@example.org" });
    expect(href("#top")).toMatchObject({ href: "#top" });
    for (const bad of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java&#x0A;script:alert(1)",
      "&#1;javascript:alert(1)",
      "data:text/html;base64,AAAA",
      "vbscript:x",
      "file:///etc/passwd",
      "//example.org",
      "blob:https://example.org/1",
      "https:example.org",
    ]) {
      expect(href(bad), bad).toMatchObject({ href: null });
    }
  });

  it("draws pictures in the text at once and asks before it fetches others", () => {
    const image = (text: string) => pieces(`![alt](${text})`)[0];
    expect(image("data:image/png;base64,AAAA")).toMatchObject({ source: { kind: "inline" } });
    expect(image("https://example.org/a.png")).toMatchObject({
      source: { kind: "remote", host: "example.org" },
    });
    expect(image("data:image/svg+xml;base64,AAAA")).toMatchObject({ source: null });
    expect(image("javascript:alert(1)")).toMatchObject({ source: null });
  });

  it("shows a text that is nested too deeply, or too long, as it is", () => {
    const deep = ">".repeat(100_000);
    expect(parseMarkdown(deep)).toEqual({
      blocks: [{ type: "code", language: "", text: deep }],
      note: "Shown unformatted, because it is nested too deeply.",
    });
    const long = "a".repeat(longestMarkdown + 1);
    expect(parseMarkdown(long).note).toContain("very long");
    expect(JSON.stringify(blocks(`${"> ".repeat(60)}end`))).toContain("end");
  });

  it("never throws and never gives an address of another kind", () => {
    const bit = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "!",
      "<",
      ">",
      "`",
      "*",
      "_",
      "$",
      "#",
      "- ",
      "|",
      "\n",
      "javascript:",
      "a",
      "&#x6a;",
      "\\",
      "  ",
      "https://",
      "1. ",
      "[x] ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(bit, { maxLength: 60 }).map((parts) => parts.join("")),
          fc.string(),
        ),
        (text) => {
          const addresses = [...JSON.stringify(blocks(text)).matchAll(/"(?:href|url|dataUrl)":"([^"]*)/g)];
          for (const [, address] of addresses)
            expect(address).toMatch(/^(https?:\/\/|mailto:|#|data:image\/)/i);
        },
      ),
      { numRuns: 500 },
    );
  });
});
