import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import {
  columnField,
  columnsField,
  flagField,
  nameField,
  namesField,
  otherwise,
  textField,
} from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnsOf, newColumn, textColumnOf } from "../stepInput.ts";
import { adding } from "../stepSql.ts";
import { namesIn } from "../stepWords.ts";

const keepField = flagField("Keep the column", true);

export const split = defineStep({
  key: "split",
  label: "Split a column",
  about: "Cuts texts at a separator into new columns; what is left over stays in the last.",
  search: "separate delimiter parts columns",
  fields: {
    column: columnField("Column", { of: "text" }),
    by: textField("Separator"),
    into: namesField("New columns"),
    keep: keepField,
  },
  words: ({ column, into }) => `Split ${column.value} into ${namesIn(into)}`,
  compile({ column: ref, by, into, keep }, input) {
    const column = textColumnOf(input, ref);
    if (by.value === "")
      throw new StepError("The separator is empty.", by.place, 'Write one, as in by: ",".');
    const leaving = keep ? [] : [column];
    const parts = `string_split(${bareName(column.name)}, ${quoteLiteral(by.value)})`;
    const added = into.map((name, at) => {
      const isLast = at === into.length - 1;
      const sql = isLast
        ? `case when len(${parts}) > ${at} then trim(array_to_string(${parts}[${at + 1}:], ${quoteLiteral(by.value)})) end`
        : `trim(${parts}[${at + 1}])`;
      return { name: newColumn(input, name, leaving), sql, type: "VARCHAR" };
    });
    return adding(input, distinctNames(added, into), leaving);
  },
});

export const merge = defineStep({
  key: "merge",
  label: "Merge columns",
  about: "Joins the texts of several columns into one; missing ones are left out.",
  search: "concatenate combine join concat",
  fields: {
    columns: columnsField("Columns"),
    into: nameField("New column"),
    with: otherwise(textField("Between them"), { value: " ", place: { start: 0, end: 0 } }),
    keep: keepField,
  },
  words: ({ columns, into }) => `Merge ${namesIn(columns)} into ${into.value}`,
  compile({ columns: ref, into, with: between, keep }, input) {
    const columns = columnsOf(input, ref);
    const leaving = keep ? [] : columns;
    const texts = columns.map(({ name, type }) =>
      type === "VARCHAR" ? bareName(name) : `cast(${bareName(name)} as varchar)`,
    );
    const missing = columns.map(({ name }) => `${bareName(name)} is null`).join(" and ");
    const sql = `case when not (${missing}) then concat_ws(${quoteLiteral(between.value)}, ${texts.join(", ")}) end`;
    return adding(input, [{ name: newColumn(input, into, leaving), sql, type: "VARCHAR" }], leaving);
  },
});

export const extract = defineStep({
  key: "extract",
  label: "Extract parts",
  about: "Takes what the groups of a regular expression find into new columns.",
  search: "regex regular expression capture pattern",
  fields: {
    column: columnField("Column", { of: "text" }),
    pattern: textField("Regular expression (RE2)"),
    into: namesField("New columns"),
    keep: keepField,
  },
  words: ({ column, into }) => `Extract ${namesIn(into)} from ${column.value}`,
  compile({ column: ref, pattern, into, keep }, input) {
    const column = textColumnOf(input, ref);
    const groups = groupsOf(pattern.value);
    if (into.length > Math.max(1, groups))
      throw new StepError(
        `The pattern has ${groups === 1 ? "one group" : `${groups} groups`} for ${into.length} columns.`,
        pattern.place,
        "Put each part in round brackets, as in (\\d+)-(\\d+).",
      );
    const leaving = keep ? [] : [column];
    const [name, text] = [bareName(column.name), quoteLiteral(pattern.value)];
    const added = into.map((one, at) => ({
      name: newColumn(input, one, leaving),
      sql: `case when regexp_matches(${name}, ${text}) then regexp_extract(${name}, ${text}, ${groups === 0 ? 0 : at + 1}) end`,
      type: "VARCHAR",
    }));
    return adding(input, distinctNames(added, into), leaving);
  },
});

/** The groups of a pattern that are counted: not those that begin with ?:, nor brackets in classes. */
function groupsOf(pattern: string): number {
  const bare = pattern.replace(/\\./g, "").replace(/\[\^?\]?[^\]]*\]/g, "");
  return [...bare.matchAll(/\((?!\?)|\(\?P?<[A-Za-z]/g)].length;
}

function distinctNames<N extends { name: string }>(
  added: N[],
  written: readonly { value: string; place: { start: number; end: number } }[],
): N[] {
  const seen = new Set<string>();
  for (const { value, place } of written) {
    const key = value.toLowerCase();
    if (seen.has(key))
      throw new StepError(`"${value}" is there twice.`, place, "Give each column its own name.");
    seen.add(key);
  }
  return added;
}
