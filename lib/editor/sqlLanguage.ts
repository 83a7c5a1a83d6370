import type { LexRule, LineLanguage } from "./lexLine.ts";
import { sqlKeywords } from "./sqlKeywords.ts";

const keywords = new Set(sqlKeywords);
/** Words that are keywords, and functions where they are called. */
const calledKeywords = new Set([
  "add",
  "range",
  "coalesce",
  "extract",
  "left",
  "map",
  "nullif",
  "replace",
  "right",
  "row",
  "try_cast",
]);

const code: LexRule[] = [
  { pattern: /\s+/y, kind: "text" },
  { pattern: /--.*/y, kind: "comment" },
  { pattern: /\/\*/y, kind: "comment", next: "comment 1" },
  { pattern: /\{\{[^{}]*\}\}/y, kind: "parameter" },
  { pattern: /e'/iy, kind: "string", next: "escaped" },
  { pattern: /'/y, kind: "string", next: "quoted" },
  { pattern: /"/y, kind: "text", next: "identifier" },
  // The tag names the mode, so that only the same tag ends the string.
  { pattern: /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy, kind: "string", next: (tag) => `dollar ${tag}` },
  { pattern: /\$[\p{L}\p{N}_]+|\?\d*/uy, kind: "parameter" },
  { pattern: /::\s*[\p{L}_][\p{L}\p{N}_]*/uy, kind: "type" },
  { pattern: /0x[0-9a-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?/iy, kind: "number" },
  { pattern: /[\p{L}_][\p{L}\p{N}_$]*(?=\s*\()/uy, kind: (word) => wordKind(word, true) },
  { pattern: /[\p{L}_][\p{L}\p{N}_$]*/uy, kind: (word) => wordKind(word, false) },
  { pattern: /[-+*/%=<>!&|^~@:]/y, kind: "operator" },
];

const inEscaped: LexRule[] = [
  { pattern: /(?:[^'\\]|''|\\.)+/y, kind: "string" },
  { pattern: /'/y, kind: "string", next: "" },
];
const inQuoted: LexRule[] = [
  { pattern: /(?:[^']|'')+/y, kind: "string" },
  { pattern: /'/y, kind: "string", next: "" },
];
const inIdentifier: LexRule[] = [
  { pattern: /(?:[^"]|"")+/y, kind: "text" },
  { pattern: /"/y, kind: "text", next: "" },
];
const inComment: LexRule[] = [
  { pattern: /\/\*/y, kind: "comment", next: (_, mode) => `comment ${depth(mode) + 1}` },
  {
    pattern: /\*\//y,
    kind: "comment",
    next: (_, mode) => (depth(mode) > 1 ? `comment ${depth(mode) - 1}` : ""),
  },
  { pattern: /(?:[^*/]|\*(?!\/)|\/(?!\*))+/y, kind: "comment" },
];

/** DuckDB's SQL with `{{name}}`: strings, dollar quotes and nested comments go over line ends. */
export const sqlLanguage: LineLanguage = {
  rules(mode) {
    if (mode === "quoted") return inQuoted;
    if (mode === "escaped") return inEscaped;
    if (mode === "identifier") return inIdentifier;
    if (mode.startsWith("comment ")) return inComment;
    if (mode.startsWith("dollar ")) return dollarRules(mode.slice("dollar ".length));
    return code;
  },
};

function wordKind(word: string, called: boolean) {
  const lower = word.toLowerCase();
  // The names of all functions would cost the first load two kilobytes, and would not know people's macros.
  if (called && (!keywords.has(lower) || calledKeywords.has(lower))) return "function";
  return keywords.has(lower) ? "keyword" : "text";
}

function depth(mode: string): number {
  return Number(mode.slice("comment ".length));
}

const dollarCache = new Map<string, LexRule[]>();

function dollarRules(tag: string): LexRule[] {
  const known = dollarCache.get(tag);
  if (known) return known;
  const escaped = tag.replaceAll("$", "\\$");
  const rules: LexRule[] = [
    { pattern: new RegExp(escaped, "uy"), kind: "string", next: "" },
    { pattern: new RegExp(`(?:(?!${escaped}).)+`, "uy"), kind: "string" },
  ];
  dollarCache.set(tag, rules);
  return rules;
}
