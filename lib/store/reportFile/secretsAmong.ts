import type { ReadTable } from "../../reportFile/readTable.ts";
import { findSecrets } from "../../share/findSecrets.ts";

/** So many values are looked through before the page may draw again. */
const atOnce = 5000;

/** The kinds of secrets that the texts of a relation look like, and the names of its columns. */
export async function secretsAmong({ columns, rowCount }: ReadTable): Promise<string[]> {
  const kinds = new Set(findSecrets(columns.map(({ name }) => name).join("\n")).map(({ kind }) => kind));
  for (const { isMeasure, text } of columns) {
    if (isMeasure) continue;
    for (let from = 0; from < rowCount; from += atOnce) {
      const until = Math.min(rowCount, from + atOnce);
      const texts = Array.from({ length: until - from }, (_, at) => text(from + at) ?? "");
      for (const { kind } of findSecrets(texts.join("\n"))) kinds.add(kind);
      await new Promise<void>((resolve) => setTimeout(resolve));
    }
  }
  return [...kinds];
}
