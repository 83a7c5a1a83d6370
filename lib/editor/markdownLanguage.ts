import type { LexRule, LineLanguage } from "./lexLine.ts";

const prose: LexRule[] = [
  // Sticky patterns with ^ only match where a line begins.
  { pattern: /^#{1,6}(?:\s.*)?$/y, kind: "heading" },
  { pattern: /^ {0,3}(?:```+|~~~+).*/y, kind: "comment" },
  { pattern: /^\s*(?:[-*+]|\d+[.)])(?=\s)/y, kind: "keyword" },
  { pattern: /^\s*>+/y, kind: "comment" },
  { pattern: /\\./y, kind: "text" },
  { pattern: /(`+)(?:[^`]|(?!\1)`)*\1/y, kind: "string" },
  { pattern: /\*\*(?:[^*]|\*(?!\*))+\*\*|__(?:[^_]|_(?!_))+__/y, kind: "strong" },
  { pattern: /\$\$?[^$]+\$\$?/y, kind: "parameter" },
  { pattern: /!?\[[^\]]*\]\([^)]*\)|<https?:[^>]*>/y, kind: "function" },
  { pattern: /[^\\`*_$![<]+/y, kind: "text" },
];

const fenced: LexRule[] = [{ pattern: /.+/y, kind: "string" }];

/** Markdown, line by line; a fenced block ends with a fence of its own character that is as long or longer. */
export const markdownLanguage: LineLanguage = {
  rules: (mode) => (mode === "" ? prose : fenced),
  nextLine(mode, line) {
    if (mode === "") return /^ {0,3}(```+(?!.*`)|~~~+)/.exec(line)?.[1] ?? "";
    const closing = /^ {0,3}(```+|~~~+)\s*$/.exec(line)?.[1];
    return closing && closing[0] === mode[0] && closing.length >= mode.length ? "" : mode;
  },
};
