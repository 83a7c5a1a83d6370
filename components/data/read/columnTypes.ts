import { recordOf, textOf } from "./optionValues.ts";
import type { Reading } from "./reading.ts";

/** The types that a column can be asked to have, under the names that its reader knows. */
export interface TypeChoice {
  value: string;
  label: string;
}

const csvTypes: readonly TypeChoice[] = [
  { value: "VARCHAR", label: "text" },
  { value: "BIGINT", label: "BIGINT" },
  { value: "HUGEINT", label: "HUGEINT" },
  { value: "DOUBLE", label: "DOUBLE" },
  { value: "DECIMAL(18,2)", label: "DECIMAL(18,2)" },
  { value: "DECIMAL(38,9)", label: "DECIMAL(38,9)" },
  { value: "BOOLEAN", label: "BOOLEAN" },
  { value: "DATE", label: "DATE" },
  { value: "TIME", label: "TIME" },
  { value: "TIMESTAMP", label: "TIMESTAMP" },
  { value: "TIMESTAMPTZ", label: "TIMESTAMP from an offset" },
  { value: "UUID", label: "UUID" },
];

const logTypes: readonly TypeChoice[] = ["text", "integer", "double", "boolean", "date", "time"].map(
  (value) => ({
    value,
    label: value,
  }),
);

/** What the columns of a preview can be asked to be; null where types are the file's own. */
export function typeChoices({ how, preview }: Reading): readonly TypeChoice[] | null {
  const format = preview?.format;
  if (format === "csv" || format === "tsv") return how.options?.allText === true ? null : csvTypes;
  if (format === "log" && textOf(how.options?.pattern) !== "") return logTypes;
  return null;
}

/** The type that is asked of a column; "" where it is found out. */
export function askedType({ how }: Reading, column: string): string {
  const types = recordOf(how.options?.types);
  return Object.hasOwn(types, column) ? (types[column] ?? "") : "";
}

/** Asks a column to have a type; "" leaves it to be found out. */
export function askType({ how, set }: Reading, column: string, type: string): void {
  const { [column]: _, ...rest } = recordOf(how.options?.types);
  const types = type === "" ? rest : { ...rest, [column]: type };
  set("types", Object.keys(types).length > 0 ? types : undefined);
}
