import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { columnFamily } from "../columnFamily.ts";
import {
  type ColumnsRef,
  choiceField,
  columnField,
  columnsField,
  flagField,
  nameField,
  optional,
  otherwise,
  pairsField,
  relationField,
} from "../fields.ts";
import { mojibakePattern, repairMojibake } from "../mojibake.ts";
import { defineStep, type StepSql } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, type StepInput, textColumnsOf } from "../stepInput.ts";
import { replacing } from "../stepSql.ts";
import { namesIn } from "../stepWords.ts";

/** More different values than this are no vocabulary, and a list of them would not fit a statement. */
const mostValues = 200_000;

/**
 * Puts what a function of JavaScript makes of each distinct value in its place, through mappings that hold only values
 * that change. `where` leaves out those that cannot.
 */
function mapped(
  input: StepInput,
  columns: ColumnsRef,
  where: (name: string) => string | null,
  become: (text: string) => string,
): StepSql {
  return replacing(
    input,
    textColumnsOf(input, columns).map((column) => {
      const name = bareName(column.name);
      const rows = input
        .distinct(name, where(name), mostValues)
        .map((text) => [text, become(text)] as const)
        .filter(([before, after]) => before !== after);
      const mapping = input.keepMapping({ columns: ["value", "becomes"], rows });
      // Not a join: the engine would give matched rows before the others.
      const found = `(select m.becomes from ${mapping} as m where m.value = ${input.from}.${name})`;
      return { column, after: `coalesce(${found}, ${name})`, type: "VARCHAR" };
    }),
  );
}

export const repair = defineStep({
  key: "repair",
  label: "Repair characters",
  about: "Puts right texts that were read in a wrong character set: CafÃ© becomes Café.",
  search: "mojibake encoding utf-8 latin1 windows-1252 broken accents umlauts",
  fields: { columns: columnsField("Columns", { of: "text" }) },
  short: "columns",
  mappings: ({ columns }) => Math.max(1, columns.names.length),
  words: ({ columns }) => `Repair characters of ${namesIn(columns)}`,
  compile: ({ columns }, input) =>
    mapped(input, columns, (name) => `regexp_matches(${name}, '${mojibakePattern}')`, repairMojibake),
});

const invisible = "[\\x{00AD}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{2064}\\x{FEFF}]";

export const normalize = defineStep({
  key: "normalize",
  label: "Normalise Unicode",
  about:
    "Writes what looks the same the same way: composed accents (NFC), also full-width letters and ligatures (NFKC).",
  search: "nfc nfkc full-width fullwidth invisible zero-width ligature compose",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    form: otherwise(choiceField("Form", ["NFC", "NFKC"]), "NFC"),
    invisible: flagField("Take invisible characters out", true),
  },
  short: "columns",
  mappings: ({ columns, form }) => (form === "NFKC" ? Math.max(1, columns.names.length) : 0),
  words: ({ columns, form }) => `Normalise ${namesIn(columns)} (${form})`,
  compile({ columns, form, invisible: isSeen }, input) {
    if (form === "NFKC")
      return mapped(
        input,
        columns,
        (name) => `regexp_matches(${name}, '[^\\x{0001}-\\x{007F}]')`,
        (text) => {
          const folded = text.normalize("NFKC");
          return isSeen
            ? folded.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, "")
            : folded;
        },
      );
    return replacing(
      input,
      textColumnsOf(input, columns).map((column) => {
        const name = bareName(column.name);
        const seen = isSeen ? `regexp_replace(${name}, '${invisible}', '', 'g')` : name;
        return { column, after: `nfc_normalize(${seen})`, type: "VARCHAR" };
      }),
    );
  },
});

export const map = defineStep({
  key: "map",
  label: "Map values",
  about: "Puts other values in the place of some: from a list, or from a relation that holds the pairs.",
  search: "recode lookup dictionary translate category synonyms",
  fields: {
    column: columnField("Column"),
    values: optional(pairsField("Values")),
    mapping: optional(relationField("Relation of pairs")),
    from: optional(nameField("Its column of old values")),
    to: optional(nameField("Its column of new values")),
    else: otherwise(choiceField("All others", ["keep", "null"]), "keep"),
  },
  words: ({ column, values, mapping }) =>
    mapping
      ? `Map ${column.value} by ${mapping.value}`
      : `Map ${values?.length ?? 0} ${values?.length === 1 ? "value" : "values"} of ${column.value}`,
  reads: ({ mapping }) => (mapping ? [{ name: mapping.value, place: mapping.place }] : []),
  compile({ column: ref, values, mapping, from, to, else: rest }, input) {
    const column = columnOf(input, ref);
    const name = bareName(column.name);
    const isText = columnFamily(column.type) === "text";
    const text = isText ? name : `cast(${name} as varchar)`;
    if (values && !mapping) {
      const cases = values.map(
        ({ key, value }) =>
          `  when ${quoteLiteral(key.value)} then ${value.value === null ? "null" : quoteLiteral(value.value)}`,
      );
      const otherwiseSql = rest === "keep" ? text : "null";
      const after = `case ${text}\n${cases.join("\n")}\n  else ${otherwiseSql}\nend`;
      return replacing(input, [{ column, after, type: "VARCHAR" }]);
    }
    if (!mapping || values)
      throw new StepError(
        values ? "A mapping is a list of values or a relation." : "The mapping says no values.",
        ref.place,
        "Write values: { from: to }, or mapping: RELATION.",
      );
    const [old, becomes] = [bareName(from?.value ?? "from"), bareName(to?.value ?? "to")];
    const pairs = `from ${bareName(mapping.value)} as m\n  where cast(m.${old} as varchar) = cast(${input.from}.${name} as varchar)`;
    // Pairs that are there twice make no row twice.
    const found = `(\n  select any_value(cast(m.${becomes} as varchar))\n  ${pairs}\n)`;
    const after =
      rest === "keep" ? `case when exists (\n  ${pairs}\n) then ${found} else ${text} end` : found;
    return replacing(input, [{ column, after, type: "VARCHAR" }]);
  },
});
