/** How a piece of source is coloured; `text` is left in the plain colour. */
export type TokenKind =
  | "text"
  | "keyword"
  | "string"
  | "number"
  | "comment"
  | "function"
  | "type"
  | "parameter"
  | "operator"
  | "heading"
  | "strong";

/** A coloured piece: from `start` (UTF-16 units, in its line) to the next token's start or the line's end. */
export interface LineToken {
  start: number;
  kind: TokenKind;
}

/**
 * One rule of a language, tried at the current place. `pattern` is sticky.
 * `kind` may depend on the matched text; `next` names the mode that follows, null stays.
 */
export interface LexRule {
  pattern: RegExp;
  kind: TokenKind | ((matched: string) => TokenKind);
  next?: string | ((matched: string, mode: string) => string);
}

/** A language as rules a mode; the first mode is "". A mode lives on over line ends. */
export interface LineLanguage {
  rules(mode: string): readonly LexRule[];
  /** The mode of the next line, where that is not the mode at the end of this one. */
  nextLine?(mode: string, line: string): string;
}

/** Tokens of one line, and the mode for the next line. Never fails: what no rule takes is text. */
export function lexLine(
  language: LineLanguage,
  line: string,
  startMode: string,
): { tokens: LineToken[]; mode: string } {
  const tokens: LineToken[] = [];
  let mode = startMode;
  let at = 0;
  const push = (start: number, kind: TokenKind) => {
    if (tokens.at(-1)?.kind !== kind) tokens.push({ start, kind });
  };
  while (at < line.length) {
    let taken = 0;
    for (const rule of language.rules(mode)) {
      rule.pattern.lastIndex = at;
      const matched = rule.pattern.exec(line)?.[0];
      if (!matched) continue;
      push(at, typeof rule.kind === "function" ? rule.kind(matched) : rule.kind);
      if (rule.next !== undefined) {
        mode = typeof rule.next === "function" ? rule.next(matched, mode) : rule.next;
      }
      taken = matched.length;
      break;
    }
    if (taken === 0) {
      push(at, "text");
      taken = 1;
    }
    at += taken;
  }
  return { tokens, mode: language.nextLine ? language.nextLine(mode, line) : mode };
}
