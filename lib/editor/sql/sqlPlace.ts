import { TokenTree } from "../../sql/scope/TokenTree.ts";
import { significant, type Token, tokenize } from "../../sql/tokenize.ts";

// Enough for any statement people write by hand; a cell of 1 MB must not be read again on every key.
const reachBefore = 20_000;
const reachAfter = 5_000;

/** Part of the cell's text in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/** The statement around an offset, and the offset's place in it. */
export interface SqlPlace {
  /** The statement's tokens, spaces and comments left out, with their places in the cell's text. */
  tree: TokenTree;
  /** Index of the first token at or behind the caret, not counting the word that is being written. */
  next: number;
  /** Index of the token before the word at the caret; -1 at the statement's start. */
  previous: number;
  /** The word that ends at the caret or has the caret in it: what a suggestion replaces. */
  word: TextRange;
  /** The string or `{{…}}` that the caret is in. */
  inside: "string" | "parameter" | "comment" | "number" | null;
}

/** Finds the statement around the caret; `offset` counts in the cell's text. Never throws. */
export function sqlPlace(text: string, offset: number): SqlPlace {
  const from = offset <= reachBefore ? 0 : lineStartAfter(text, offset - reachBefore);
  const shown = text.slice(from, offset + reachAfter);
  const all = tokenize(shown).map(
    (token): Token => ({ ...token, start: token.start + from, end: token.end + from }),
  );
  const at = all.find((token) => token.start < offset && offset <= token.end);
  const hole = /\{\{\s*([\p{L}_][\p{L}\p{M}\p{N}_]*)?$/u.exec(text.slice(Math.max(0, offset - 200), offset));
  const tokens = statementAround(significant(all), offset);
  const inside = hole && at?.kind !== "comment" && at?.kind !== "string" ? "parameter" : insideOf(at, offset);
  const word = wordAt(at, offset, inside, hole?.[1] ?? "", text);
  const before = tokens.findLastIndex((token) => token.end <= word.start && token.start < offset);
  const behind = tokens.findIndex((token) => token.start >= offset);
  // After a dot something must stand, or what follows would be taken for it: `o.| from orders o`.
  const isMember = tokens[before]?.text === "." && word.start === word.end;
  if (isMember) {
    const blank: Token = { kind: "word", text: "_", start: offset, end: offset, closed: true };
    tokens.splice(before + 1, 0, blank);
  }
  const next = behind < 0 ? tokens.length : behind + (isMember ? 1 : 0);
  return { tree: new TokenTree(tokens), next, previous: before, word, inside };
}

function lineStartAfter(text: string, offset: number): number {
  const line = text.indexOf("\n", offset);
  return line < 0 || line > offset + 2_000 ? offset : line + 1;
}

/** The tokens between the semicolons around the offset. */
function statementAround(tokens: Token[], offset: number): Token[] {
  let start = 0;
  let end = tokens.length;
  tokens.forEach((token, i) => {
    if (token.text !== ";") return;
    if (token.end <= offset) start = i + 1;
    else if (end === tokens.length) end = i;
  });
  return tokens.slice(start, end);
}

function insideOf(token: Token | undefined, offset: number): SqlPlace["inside"] {
  if (!token) return null;
  if (token.kind === "placeholder") return offset < token.end ? "parameter" : null;
  if (token.kind === "number") return "number";
  const isOpen = !token.closed || offset < token.end;
  if (token.kind === "comment") return isOpen || token.text.startsWith("--") ? "comment" : null;
  return token.kind === "string" && isOpen ? "string" : null;
}

function wordAt(
  token: Token | undefined,
  offset: number,
  inside: SqlPlace["inside"],
  holed: string,
  text: string,
): TextRange {
  const none = { start: offset, end: offset };
  if (inside === "parameter") {
    const rest = /^[\p{L}\p{M}\p{N}_]*/u.exec(text.slice(offset, offset + 200))?.[0] ?? "";
    return { start: offset - holed.length, end: offset + rest.length };
  }
  if (!token) return none;
  if (inside === "string") return { start: token.start + 1, end: token.closed ? token.end - 1 : offset };
  if (token.kind === "word") return { start: token.start, end: offset };
  // A quoted name is replaced as a whole; one that was never closed ends at the caret.
  if (token.kind === "quoted" && (offset < token.end || !token.closed))
    return { start: token.start, end: token.closed ? token.end : offset };
  return none;
}
