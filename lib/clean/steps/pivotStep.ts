import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { columnFamily } from "../columnFamily.ts";
import { choiceField, columnField, columnsField, optional, otherwise, textsField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, columnsOf, namesSql } from "../stepInput.ts";
import { namesIn } from "../stepWords.ts";

/** More columns than anybody reads. */
const mostColumns = 500;

const measures = ["count", "sum", "avg", "min", "max", "first"] as const;

export const pivot = defineStep({
  key: "pivot",
  label: "Pivot to columns",
  about: "Makes a column of each value of one column, and a row of each group.",
  search: "spread wide crosstab cross-tab",
  fields: {
    column: columnField("Its values become columns"),
    rows: columnsField("A row for each"),
    measure: otherwise(choiceField("Cells hold the", measures), "count" as (typeof measures)[number]),
    value: optional(columnField("Of column")),
    values: optional(textsField("Only these values")),
  },
  words: ({ column, rows, measure, value }) =>
    `Pivot ${column.value}: ${measure}${value ? ` of ${value.value}` : ""} by ${namesIn(rows)}`,
  compile({ column: ref, rows: rowsRef, measure, value: valueRef, values: asked }, input) {
    const column = columnOf(input, ref);
    const rows = columnsOf(input, rowsRef);
    if (rows.includes(column))
      throw new StepError(
        `"${column.name}" cannot be both rows and columns.`,
        rowsRef.place,
        "Take it out of one.",
      );
    if (measure !== "count" && !valueRef)
      throw new StepError(`It does not say what the ${measure} is of.`, ref.place, "Add value: COLUMN.");
    const text =
      columnFamily(column.type) === "text"
        ? bareName(column.name)
        : `cast(${bareName(column.name)} as varchar)`;
    const values = asked ?? input.distinct(text, null, mostColumns);
    const of = valueRef ? bareName(columnOf(input, valueRef).name) : "*";
    const taken = new Set(rows.map(({ name }) => name.toLowerCase()));
    const lines = values.map((one) => {
      let name = one === "" ? "(empty)" : one;
      while (taken.has(name.toLowerCase())) name = `${name}_`;
      taken.add(name.toLowerCase());
      return `  ${measure}(${of}) filter (where ${text} = ${quoteLiteral(one)}) as ${bareName(name)}`;
    });
    return {
      select: `select ${[namesSql(rows), ...lines.map((line) => `\n${line}`)].join(",")}\nfrom ${input.from}\ngroup by ${namesSql(rows)}`,
      columns: null,
    };
  },
});
