import { reservedSqlWords } from "../sqlKeywords.ts";

/** The name as SQL has to spell it: quoted where it is reserved or not a plain word. */
export function spelledName(name: string): string {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reservedSqlWords.has(name.toLowerCase())) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
