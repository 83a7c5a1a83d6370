import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { spaceClass } from "../../sql/spaceClass.ts";
import { columnFamily } from "../columnFamily.ts";
import { choiceField, columnsField, flagField, otherwise, textField, textsField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { columnsOf, textColumnsOf } from "../stepInput.ts";
import { replacing } from "../stepSql.ts";
import { namesIn } from "../stepWords.ts";

export const trim = defineStep({
  key: "trim",
  label: "Trim spaces",
  about: "Takes spaces off both ends of texts and makes those inside single.",
  search: "strip whitespace collapse blanks tabs",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    collapse: flagField("Make spaces inside single", true),
  },
  short: "columns",
  words: ({ columns }) => `Trim ${namesIn(columns)}`,
  compile({ columns, collapse }, input) {
    return replacing(
      input,
      textColumnsOf(input, columns).map((column) => {
        const name = bareName(column.name);
        const after = collapse
          ? `trim(regexp_replace(${name}, '[${spaceClass}]+', ' ', 'g'))`
          : `regexp_replace(${name}, '^[${spaceClass}]+|[${spaceClass}]+$', '', 'g')`;
        return { column, after, type: "VARCHAR" };
      }),
    );
  },
});

export const letterCase = defineStep({
  key: "case",
  label: "Change case",
  about: "Writes texts in capitals, in small letters, or with a capital at the start of each word.",
  search: "upper lower title capital small letters",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    to: choiceField("Write them", ["lower", "upper", "title", "sentence"]),
  },
  words: ({ columns, to }) => `Write ${namesIn(columns)} in ${to} case`,
  compile({ columns, to }, input) {
    return replacing(
      input,
      textColumnsOf(input, columns).map((column) => ({
        column,
        after: cased(bareName(column.name), to),
        type: "VARCHAR",
      })),
    );
  },
});

function cased(name: string, to: "lower" | "upper" | "title" | "sentence"): string {
  if (to === "lower" || to === "upper") return `${to}(${name})`;
  if (to === "sentence") return `upper(${name}[1]) || lower(${name}[2:])`;
  // Words with their apostrophes, and all that is between them.
  const parts = `regexp_extract_all(lower(${name}), '[\\p{L}\\p{M}\\p{N}''’]+|[^\\p{L}\\p{M}\\p{N}''’]+')`;
  return `coalesce(array_to_string(list_transform(${parts}, lambda part: upper(part[1]) || part[2:]), ''), ${name})`;
}

export const replace = defineStep({
  key: "replace",
  label: "Replace text",
  about: "Puts one text in the place of another, or of what a regular expression finds.",
  search: "find substitute regex regular expression remove",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    find: textField("Find"),
    with: otherwise(textField("Replace with"), { value: "", place: { start: 0, end: 0 } }),
    regex: flagField("Find is a regular expression (RE2)", false),
    whole: flagField("Only where it is the whole text", false),
    ignore_case: flagField("Ignore case", false),
  },
  words: ({ columns, find, with: by }) =>
    by.value === ""
      ? `Remove “${find.value}” from ${namesIn(columns)}`
      : `Replace “${find.value}” by “${by.value}” in ${namesIn(columns)}`,
  compile({ columns, find, with: by, regex, whole, ignore_case }, input) {
    return replacing(
      input,
      textColumnsOf(input, columns).map((column) => {
        const name = bareName(column.name);
        if (!regex && !ignore_case) {
          const [from, to] = [quoteLiteral(find.value), quoteLiteral(by.value)];
          const after = whole
            ? `case when ${name} = ${from} then ${to} else ${name} end`
            : `replace(${name}, ${from}, ${to})`;
          return { column, after, type: "VARCHAR" };
        }
        const bare = regex ? find.value : find.value.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
        const pattern = whole ? `^(?:${bare})$` : bare;
        // \1 in what replaces stands for a group, of which a plain text has none.
        const to = regex ? by.value : by.value.replaceAll("\\", "\\\\");
        const flags = ignore_case ? "gi" : "g";
        const after = `regexp_replace(${name}, ${quoteLiteral(pattern)}, ${quoteLiteral(to)}, '${flags}')`;
        return { column, after, type: "VARCHAR" };
      }),
    );
  },
});

/** Texts that stand for "nothing", in lower case. */
export const nullTexts = [
  "",
  "n/a",
  "na",
  "#n/a",
  "nan",
  "null",
  "(null)",
  "nil",
  "none",
  "undefined",
  "-",
  "--",
  "?",
];

export const nulls = defineStep({
  key: "nulls",
  label: "Texts that mean nothing",
  about: "Makes NULL of texts such as N/A, - and the empty one, whatever their case.",
  search: "missing empty na null tokens blank",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    texts: otherwise(textsField("Texts that mean nothing"), nullTexts),
  },
  short: "columns",
  words: ({ columns, texts }) =>
    `Make NULL of ${
      texts === nullTexts
        ? "texts that mean nothing"
        : texts
            .slice(0, 3)
            .map((text) => `“${text}”`)
            .join(", ")
    }${texts !== nullTexts && texts.length > 3 ? ", …" : ""} in ${namesIn(columns)}`,
  compile({ columns, texts }, input) {
    const list = texts.map((text) => quoteLiteral(text.toLowerCase())).join(", ");
    return replacing(
      input,
      columnsOf(input, columns, "text").map((column) => {
        const name = bareName(column.name);
        const text =
          columnFamily(column.type) === "text" ? `lower(trim(${name}))` : `cast(${name} as varchar)`;
        return { column, after: `case when ${text} in (${list}) then null else ${name} end` };
      }),
    );
  },
});
