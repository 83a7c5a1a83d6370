import type { CsvOptions } from "../options/CsvOptions.ts";
import type { CsvStructure } from "./CsvStructure.ts";

/** What may have been guessed wrong about a delimited file, one sentence each; what was told is in no doubt. */
export function structureDoubts(structure: CsvStructure, told: CsvOptions): string[] {
  const doubts: string[] = [];
  const { dialect, alternatives, confidence, tables, table } = structure;
  // The confidence is the best score or less: a rival that reaches it explains the file nearly as well.
  const rival = alternatives.find(
    (other) =>
      // "," beside ", " is the same delimiter with its spaces.
      withoutSpaces(other.dialect.delimiter) !== withoutSpaces(dialect.delimiter) &&
      other.dialect.delimiter !== "" &&
      other.columns > 1 &&
      other.score >= confidence,
  );
  if (rival && told.delimiter === undefined) {
    doubts.push(
      `fields may be divided by ${markName(rival.dialect.delimiter)} rather than ${markName(dialect.delimiter)}`,
    );
  }
  if (tables.length > 1 && told.table === undefined) {
    doubts.push(`the file holds ${tables.length} tables, of which table ${table + 1} is read`);
  }
  return doubts;
}

function withoutSpaces(mark: string): string {
  return mark.replace(/^ +| +$/g, "") || mark;
}

function markName(mark: string): string {
  const names: Readonly<Record<string, string>> = { "\t": "tabs", " ": "spaces", "": "nothing" };
  return names[mark] ?? `"${mark}"`;
}
