import type { Token } from "marked";
import { decodeEntities } from "./decodeEntities.ts";
import type { Inline } from "./markdownTree.ts";
import { pictureSource, safeLink } from "./safeLink.ts";

/** Inline tokens of the lexer as pieces of text; raw HTML becomes text, addresses that may not be followed are dropped. */
export function inlineTree(tokens: readonly Token[] | undefined): Inline[] {
  return joinText((tokens ?? []).flatMap(inlineOf));
}

function inlineOf(token: Token): Inline[] {
  switch (token.type) {
    case "text":
      // A list's lines come as text tokens that hold further tokens.
      if (token.tokens) return inlineTree(token.tokens);
      return [{ type: "text", text: decodeEntities(String(token.text)) }];
    case "escape":
      return [{ type: "text", text: String(token.text) }];
    case "strong":
    case "em":
    case "del":
      return [{ type: token.type, children: inlineTree(token.tokens) }];
    case "codespan":
      return [{ type: "code", text: String(token.text) }];
    case "math":
      return [{ type: "math", tex: String(token.text) }];
    case "br":
      return [{ type: "break" }];
    case "html":
      return htmlPiece(token.raw);
    case "link": {
      // Addresses in angle brackets or bare are literal; in the other forms references stand for characters.
      const href = token.autolink === true ? String(token.href) : decodeEntities(String(token.href));
      const bare = token.autolink === true;
      const children: Inline[] = bare
        ? [{ type: "text", text: String(token.text) }]
        : inlineTree(token.tokens);
      return [{ type: "link", href: safeLink(href), title: titleOf(token.title), children }];
    }
    case "image":
      return [
        {
          type: "image",
          source: pictureSource(decodeEntities(String(token.href))),
          alt: decodeEntities(String(token.text)),
          title: titleOf(token.title),
        },
      ];
    case "checkbox":
      return [];
    default:
      return [{ type: "text", text: token.raw }];
  }
}

/** A line break is the one tag with a meaning of its own here: tables have no other way to break a line. */
function htmlPiece(raw: string): Inline[] {
  if (/^<br\s*\/?>$/i.test(raw)) return [{ type: "break" }];
  if (/^<!--[\s\S]*-->$/.test(raw)) return [];
  return [{ type: "html", text: raw }];
}

function titleOf(title: unknown): string | null {
  return typeof title === "string" && title !== "" ? decodeEntities(title) : null;
}

function joinText(pieces: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.type === "text" && last?.type === "text") {
      joined[joined.length - 1] = { type: "text", text: last.text + piece.text };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}
