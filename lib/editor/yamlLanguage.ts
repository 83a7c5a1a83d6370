import type { LexRule, LineLanguage } from "./lexLine.ts";

const code: LexRule[] = [
  { pattern: /\s+/y, kind: "text" },
  { pattern: /#.*/y, kind: "comment" },
  { pattern: /[\p{L}_][\p{L}\p{N}_ -]*(?=:(?:\s|$))/uy, kind: "keyword" },
  { pattern: /"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?/y, kind: "string" },
  { pattern: /-?\d[\d.]*(?:e[+-]?\d+)?(?![^\s,\]}])|(?:true|false|null)\b/iy, kind: "number" },
  { pattern: /[\p{L}_][^,\]}#:]*/uy, kind: "text" },
  { pattern: /[[\]{},:-]/y, kind: "text" },
  { pattern: /[^\s[\]{},:#"']+/y, kind: "text" },
];

/** YAML as input cells are written: keys, strings, numbers and remarks. */
export const yamlLanguage: LineLanguage = { rules: () => code };
