import type { LexRule, LineLanguage } from "./lexLine.ts";

const keywords = new Set(
  `abstract any as asserts async await bigint boolean break case catch class const continue debugger declare default
  delete do else enum export extends false finally for from function get if implements import in infer instanceof
  interface is keyof let namespace never new null number object of out override private protected public readonly
  return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown
  using var void while with yield`.split(/\s+/),
);

const code: LexRule[] = [
  { pattern: /\s+/y, kind: "text" },
  { pattern: /\/\/.*/y, kind: "comment" },
  { pattern: /\/\*/y, kind: "comment", next: "comment" },
  { pattern: /'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?/y, kind: "string" },
  { pattern: /`/y, kind: "string", next: "template" },
  { pattern: /0[xob][0-9a-f_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?n?/iy, kind: "number" },
  { pattern: /[\p{L}_$][\p{L}\p{N}_$]*/uy, kind: (word) => (keywords.has(word) ? "keyword" : "text") },
];

const inComment: LexRule[] = [
  { pattern: /\*\//y, kind: "comment", next: "" },
  { pattern: /(?:[^*]|\*(?!\/))+/y, kind: "comment" },
];
const inTemplate: LexRule[] = [
  { pattern: /(?:[^`\\]|\\.?)+/y, kind: "string" },
  { pattern: /`/y, kind: "string", next: "" },
];

/** TypeScript, well enough for text that waits for the real editor. */
export const typescriptLanguage: LineLanguage = {
  rules: (mode) => (mode === "comment" ? inComment : mode === "template" ? inTemplate : code),
};
