import type { CsvOptions } from "../options/CsvOptions.ts";
import type { CastRule } from "./CastRule.ts";
import type { TypedColumn } from "./chooseTypes.ts";
import { guessRules } from "./guessRules.ts";
import { numberStyle } from "./numberStyle.ts";

/**
 * The columns of a table with the rules that may read them, guessed from sample rows of text. Asked types come first
 * and alone; with `allText` nothing is guessed.
 */
export function typedColumns(
  names: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  options: CsvOptions,
): TypedColumn[] {
  const { style, isOpen } = numberStyle(textsOf(rows), options);
  return names.map((name, column) => {
    const asked = options.types?.[name] ?? null;
    if (asked !== null) {
      const isText = /^(?:VARCHAR|TEXT|STRING)$/i.test(asked);
      return { name, rules: isText ? [] : [askedRule(asked)], asked, notes: [] };
    }
    if (options.allText) return { name, rules: [], asked: null, notes: [] };
    const rules = guessRules(
      rows.map((row) => row[column] ?? null),
      style,
      options,
    );
    const isGrouped = isOpen && rules[0]?.note?.startsWith("numbers are read") === true;
    const notes = isGrouped
      ? [`in ${name}, commas are taken to stand between thousands; set decimal if they do not`]
      : [];
    return { name, rules, asked: null, notes };
  });
}

function* textsOf(rows: readonly (readonly (string | null)[])[]): Iterable<string> {
  for (const row of rows) for (const cell of row) if (cell !== null) yield cell;
}

/** A type by DuckDB's name; zoned times come out in UTC as everywhere. */
function askedRule(type: string): CastRule {
  const isZoned = /^TIMESTAMP(?:TZ| WITH TIME ZONE)$/i.test(type);
  const plain = type.replace(/[^\w\s(),]/g, "");
  const cast = (t: string) =>
    isZoned ? `try_cast(${t} AS TIMESTAMPTZ)::TIMESTAMP` : `try_cast(${t} AS ${plain})`;
  return {
    type: isZoned ? "TIMESTAMP" : plain,
    label: plain,
    fits: (t) => `${cast(t)} IS NOT NULL`,
    cast,
    looks: () => true,
    note: null,
  };
}
