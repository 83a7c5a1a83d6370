import type { LexRule, LineLanguage } from "./lexLine.ts";

const code: LexRule[] = [
  { pattern: /\s+/y, kind: "text" },
  { pattern: /"(?:[^"\\]|\\.)*"(?=\s*:)/y, kind: "keyword" },
  { pattern: /"(?:[^"\\]|\\.)*"?/y, kind: "string" },
  { pattern: /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy, kind: "number" },
  { pattern: /(?:true|false|null)\b/y, kind: "number" },
];

/** JSON: the keys of objects, strings, and numbers with true, false and null. */
export const jsonLanguage: LineLanguage = { rules: () => code };
