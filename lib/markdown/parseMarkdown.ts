import { Marked, type Token, type Tokens } from "marked";
import { inlineTree } from "./inlineTree.ts";
import type { Block, ListItem } from "./markdownTree.ts";
import { plainText } from "./markdownTree.ts";
import { mathSyntax } from "./mathSyntax.ts";

const reader = new Marked({ gfm: true });
reader.use({ extensions: mathSyntax });

/** Longer texts are shown as they are: formatting them would hold up the page. */
export const longestMarkdown = 200_000;
/** Lists and quotes nested deeper than this are shown as text. */
const deepest = 40;

export interface ParsedMarkdown {
  blocks: Block[];
  /** Why the text is shown unformatted, in one sentence; null where it is formatted. */
  note: string | null;
}

/** GitHub's Markdown with TeX formulas as a tree in which nothing is HTML. Never throws. */
export function parseMarkdown(text: string): ParsedMarkdown {
  if (text.length > longestMarkdown) return unformatted(text, "Shown unformatted, because it is very long.");
  try {
    const slugs = new Map<string, number>();
    return { blocks: blockTree(reader.lexer(text), slugs, 0), note: null };
  } catch (thrown) {
    // The lexer recurses once for each level of a quote or list, so a hostile text can exhaust the stack.
    if (!(thrown instanceof RangeError)) throw thrown;
    return unformatted(text, "Shown unformatted, because it is nested too deeply.");
  }
}

function unformatted(text: string, note: string): ParsedMarkdown {
  return { blocks: [{ type: "code", language: "", text }], note };
}

function blockTree(tokens: readonly Token[], slugs: Map<string, number>, depth: number): Block[] {
  if (depth > deepest)
    return [{ type: "code", language: "", text: tokens.map((token) => token.raw).join("") }];
  return tokens.flatMap((token) => blockOf(token, slugs, depth));
}

function blockOf(token: Token, slugs: Map<string, number>, depth: number): Block[] {
  switch (token.type) {
    case "paragraph":
      return [{ type: "paragraph", children: inlineTree(token.tokens) }];
    case "text":
      return [{ type: "line", children: inlineTree(token.tokens ?? [token]) }];
    case "heading": {
      const children = inlineTree(token.tokens);
      return [
        { type: "heading", level: Number(token.depth), slug: slugOf(plainText(children), slugs), children },
      ];
    }
    case "code":
      return [
        {
          type: "code",
          language: /^\S*/.exec(String(token.lang ?? ""))?.[0] ?? "",
          text: String(token.text),
        },
      ];
    case "mathBlock":
      return [{ type: "math", tex: String(token.text) }];
    case "html":
      return /^<!--[\s\S]*-->\s*$/.test(token.raw) ? [] : [{ type: "html", text: token.raw.trim() }];
    case "blockquote":
      return [{ type: "quote", children: blockTree(token.tokens ?? [], slugs, depth + 1) }];
    case "list":
      return isList(token) ? [listTree(token, slugs, depth)] : [];
    case "table":
      return isTable(token) ? [tableTree(token)] : [];
    case "hr":
      return [{ type: "rule" }];
    case "space":
    case "def":
    // The box itself is drawn from the item.
    case "checkbox":
      return [];
    default:
      return [{ type: "paragraph", children: [{ type: "text", text: token.raw }] }];
  }
}

function isList(token: Token): token is Tokens.List {
  return token.type === "list" && Array.isArray(token.items);
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === "table" && Array.isArray(token.rows);
}

function listTree(token: Tokens.List, slugs: Map<string, number>, depth: number): Block {
  const items = token.items.map(
    (item): ListItem => ({
      task: item.task ? item.checked === true : null,
      children: blockTree(item.tokens, slugs, depth + 1),
    }),
  );
  return { type: "list", ordered: token.ordered, start: Number(token.start === "" ? 1 : token.start), items };
}

function tableTree(token: Tokens.Table): Block {
  return {
    type: "table",
    align: token.align.map((align) => align ?? null),
    header: token.header.map((cell) => inlineTree(cell.tokens)),
    rows: token.rows.map((row) => row.map((cell) => inlineTree(cell.tokens))),
  };
}

/** The name by which `#name` finds a heading, as code hosts make it: lower case, blanks to hyphens, made unique. */
function slugOf(text: string, taken: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
  const times = taken.get(slug) ?? 0;
  taken.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}
