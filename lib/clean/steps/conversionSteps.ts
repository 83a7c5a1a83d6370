import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { spaceClass } from "../../sql/spaceClass.ts";
import { columnFamily } from "../columnFamily.ts";
import { converting, onErrorField } from "../conversion.ts";
import { choiceField, columnsField, nameField, otherwise, textsField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnsOf, textColumnsOf } from "../stepInput.ts";
import { namesIn } from "../stepWords.ts";

const knownTypes: Readonly<Record<string, string>> = {
  INT: "INTEGER",
  INTEGER: "INTEGER",
  BIGINT: "BIGINT",
  SMALLINT: "SMALLINT",
  DOUBLE: "DOUBLE",
  FLOAT: "FLOAT",
  TEXT: "VARCHAR",
  VARCHAR: "VARCHAR",
  DATE: "DATE",
  TIMESTAMP: "TIMESTAMP",
  TIME: "TIME",
  BOOLEAN: "BOOLEAN",
  UUID: "UUID",
};

export const cast = defineStep({
  key: "cast",
  label: "Change type",
  about: "Reads values as another type of the engine: INTEGER, DECIMAL(10,2), DATE and so on.",
  search: "convert type integer decimal date text number",
  fields: {
    columns: columnsField("Columns"),
    to: nameField("Type", { hint: "INTEGER, DECIMAL(10,2), DATE, …" }),
    on_error: onErrorField,
  },
  words: ({ columns, to }) => `Cast ${namesIn(columns)} to ${to.value}`,
  rejects: ({ on_error }) => on_error === "reject",
  compile({ columns, to, on_error }, input) {
    if (!/^[A-Za-z][A-Za-z_]*(\s*\(\s*\d+\s*(,\s*\d+\s*)?\))?(\[\d*\])*$/.test(to.value))
      throw new StepError(
        `"${to.value}" is no type.`,
        to.place,
        "Write a type such as INTEGER, DECIMAL(10,2), DATE or VARCHAR[].",
      );
    if (/^(timestamptz|timetz)/i.test(to.value))
      throw new StepError(
        "Times with a zone cannot be made here.",
        to.place,
        "Write TIMESTAMP: the engine counts all times in UTC.",
      );
    return converting(
      input,
      columnsOf(input, columns).map((column) => ({
        column,
        value: `try_cast(${bareName(column.name)} as ${to.value})`,
        type: knownTypes[to.value.toUpperCase()] ?? null,
        reason: `no ${to.value}`,
      })),
      on_error,
    );
  },
});

export const number = defineStep({
  key: "number",
  label: "Read numbers",
  about:
    "Reads numbers written for people: 1,234.50 or 1.234,50, with a currency, a unit, a percent sign or in brackets.",
  search: "parse numeric decimal thousands currency unit percent money price",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    decimal: otherwise(choiceField("Decimal sign", [".", ",", "auto"]), "."),
    percent: otherwise(choiceField("12 % is", ["12", "0.12"]), "12"),
    as: otherwise(nameField("Type"), { value: "DOUBLE", place: { start: 0, end: 0 } }),
    on_error: onErrorField,
  },
  short: "columns",
  words: ({ columns }) => `Read ${namesIn(columns)} as numbers`,
  rejects: ({ on_error }) => on_error === "reject",
  compile({ columns, decimal, percent, as, on_error }, input) {
    if (!/^(double|float|(small|big|huge)?int|integer|decimal\s*\(\d+\s*,\s*\d+\))$/i.test(as.value))
      throw new StepError(
        `"${as.value}" is no type of number.`,
        as.place,
        "Write DOUBLE, BIGINT or DECIMAL(18,2).",
      );
    return converting(
      input,
      textColumnsOf(input, columns).map((column) => {
        const name = bareName(column.name);
        // Only signs, digits and marks are left; brackets and the long minus are accountants' minus signs.
        const bare = `regexp_replace(translate(${name}, '−–', '--'), '[${spaceClass}_''’]', '', 'g')`;
        const point = pointed(`regexp_extract(${bare}, '${numberPattern}', 2)`, decimal);
        const read = `try_cast(${point} as ${as.value})`;
        const minus = `case when regexp_matches(${bare}, '^\\(.*\\)$|^[^0-9]*-') then -1 else 1 end`;
        const share =
          percent === "0.12" ? `\n  * case when ${name} like '%\\%%' escape '\\' then 0.01 else 1 end` : "";
        return {
          column,
          value: `cast(${read}\n  * ${minus}${share} as ${as.value})`,
          type: as.value.toUpperCase() === "DOUBLE" ? "DOUBLE" : null,
          reason: "no number",
          ...(decimal === "auto" ? { doubts: ambiguous(bare) } : {}),
        };
      }),
      on_error,
    );
  },
});

/** Whole texts: what may stand before a number, the number without its sign, and what may stand behind it. */
const numberPattern =
  "^([^0-9.,+-]*[(+-]?[^0-9.,+-]*)([0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?|[.,][0-9]+)(?:[^0-9.,].*)?$";

/** A number with a point before its fraction and no other marks. */
function pointed(digits: string, decimal: "." | "," | "auto"): string {
  if (decimal === ".") return `replace(${digits}, ',', '')`;
  if (decimal === ",") return `replace(replace(${digits}, '.', ''), ',', '.')`;
  // The last mark is the decimal sign, unless it stands before exactly three digits, or more than once.
  const comma = `regexp_matches(${digits}, '\\..*,|^[0-9]*,([0-9]{1,2}|[0-9]{4,})?$')`;
  const groups = `regexp_matches(${digits}, '^[0-9]{1,3}(\\.[0-9]{3}){2,}$')`;
  return `case when ${comma} or ${groups}\n    then replace(replace(${digits}, '.', ''), ',', '.')\n    else replace(${digits}, ',', '')\n  end`;
}

function ambiguous(bare: string): { where: string; says: string } {
  return {
    where: `regexp_full_match(${bare}, '[^0-9]*[0-9]{1,3}[.,][0-9]{3}[^0-9]*')`,
    says: "could be thousands or a fraction: 1,234 is read as 1234 and 1.234 as it stands",
  };
}

export const boolean = defineStep({
  key: "boolean",
  label: "Read yes and no",
  about: "Reads texts such as yes and no, true and false, 1 and 0.",
  search: "bool true false flag",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    yes: otherwise(textsField("Texts that mean yes"), ["true", "t", "yes", "y", "1", "on"]),
    no: otherwise(textsField("Texts that mean no"), ["false", "f", "no", "n", "0", "off"]),
    on_error: onErrorField,
  },
  short: "columns",
  words: ({ columns }) => `Read ${namesIn(columns)} as yes or no`,
  rejects: ({ on_error }) => on_error === "reject",
  compile({ columns, yes, no, on_error }, input) {
    const list = (texts: readonly string[]) =>
      texts.map((text) => quoteLiteral(text.toLowerCase())).join(", ");
    return converting(
      input,
      columnsOf(input, columns, "text").map((column) => {
        const name = bareName(column.name);
        const text =
          columnFamily(column.type) === "text" ? `lower(trim(${name}))` : `cast(${name} as varchar)`;
        const value = `case when ${text} in (${list(yes)}) then true when ${text} in (${list(no)}) then false end`;
        return { column, value: `(${value})`, type: "BOOLEAN", reason: "neither yes nor no" };
      }),
      on_error,
    );
  },
});
