import type { Column } from "../../engine/protocol.ts";
import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { columnFamily } from "../columnFamily.ts";
import {
  choiceField,
  columnField,
  columnsField,
  numberField,
  optional,
  otherwise,
  textField,
} from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, columnsOf, namesSql, newColumn } from "../stepInput.ts";
import { adding, replacing } from "../stepSql.ts";
import { cut, namesIn } from "../stepWords.ts";

const rules = ["previous", "next", "mean", "median", "most frequent"] as const;

export const fill = defineStep({
  key: "fill",
  label: "Fill missing values",
  about: "Puts a constant, the value before or after, or what is usual in a group, where there is NULL.",
  search: "impute null missing previous next forward backward mean median constant default",
  fields: {
    columns: columnsField("Columns"),
    with: optional(textField("With the value")),
    rule: optional(choiceField("Or by rule", rules)),
    by: optional(columnsField("Within groups of")),
    order: optional(columnField("In the order of", { hint: "for previous and next" })),
  },
  words: ({ columns, with: value, rule, by }) =>
    `Fill ${namesIn(columns)} with ${value ? `“${cut(value.value, 20)}”` : `the ${rule ?? "…"}${rule === "previous" || rule === "next" ? " value" : ""}`}${by ? ` by ${namesIn(by)}` : ""}`,
  compile({ columns: ref, with: value, rule, by: byRef, order: orderRef }, input) {
    if ((value === undefined) === (rule === undefined))
      throw new StepError(
        "Fill takes either a value or a rule.",
        ref.place,
        `Write with: VALUE, or rule: one of ${rules.join(", ")}.`,
      );
    const columns = columnsOf(input, ref);
    if (value)
      return replacing(
        input,
        columns.map((column) => ({
          column,
          after: `coalesce(${bareName(column.name)}, ${constantOf(value.value, column)})`,
        })),
      );
    const by = byRef ? `partition by ${namesSql(columnsOf(input, byRef))}` : "";
    const needsOrder = rule === "previous" || rule === "next";
    if (needsOrder && !orderRef)
      throw new StepError(
        "Rows have no order of their own, so none is the one before.",
        ref.place,
        "Say by which column: order: NAME.",
      );
    const order = needsOrder && orderRef ? ` order by ${bareName(columnOf(input, orderRef).name)}` : "";
    return replacing(
      input,
      columns.map((column) => {
        const name = bareName(column.name);
        const usual = { mean: "avg", median: "median", "most frequent": "mode" } as const;
        if (rule === "mean" || rule === "median" || rule === "most frequent") {
          if (rule !== "most frequent" && columnFamily(column.type) !== "number")
            throw new StepError(
              `"${column.name}" is ${column.type}, which has no ${rule}.`,
              ref.place,
              "Take numbers, or the most frequent value.",
            );
          const type = rule === "most frequent" ? column.type : null;
          return { column, after: `coalesce(${name}, ${usual[rule]}(${name}) over (${by}))`, type };
        }
        const frame =
          rule === "previous"
            ? "rows between unbounded preceding and current row"
            : "rows between current row and unbounded following";
        const call = rule === "previous" ? "last_value" : "first_value";
        return {
          column,
          after: `coalesce(${name}, ${call}(${name} ignore nulls) over (\n  ${`${by}${order}`.trim()}\n  ${frame}\n))`,
        };
      }),
    );
  },
});

function constantOf(text: string, { type }: Column): string {
  return type === "VARCHAR" ? quoteLiteral(text) : `cast(${quoteLiteral(text)} as ${type})`;
}

export const outliers = defineStep({
  key: "outliers",
  label: "Outliers",
  about:
    "Finds numbers far from the others, by quartiles (IQR), by the median (MAD) or by bounds; marks, clips or empties them.",
  search: "clip clamp winsorize iqr mad range limit min max extreme",
  fields: {
    columns: columnsField("Columns", { of: "number" }),
    rule: otherwise(choiceField("Far is", ["iqr", "mad", "range"]), "iqr"),
    factor: optional(numberField("Times as far", { hint: "1.5 for iqr and 3.5 for mad, unless said" })),
    min: optional(numberField("At least", { hint: "for range" })),
    max: optional(numberField("At most", { hint: "for range" })),
    do: otherwise(choiceField("Then", ["flag", "clip", "null", "drop"]), "flag"),
  },
  words: ({ columns, rule, do: then }) =>
    `${{ flag: "Flag", clip: "Clip", null: "Empty", drop: "Drop rows with" }[then]} outliers of ${namesIn(columns)} (${rule === "range" ? "range" : rule.toUpperCase()})`,
  compile({ columns: ref, rule, factor, min, max, do: then }, input) {
    const columns = columnsOf(input, ref, "number");
    const other = columns.find(({ type }) => columnFamily(type) !== "number");
    if (other)
      throw new StepError(
        `"${other.name}" is ${other.type} and no number.`,
        ref.place,
        "Read it as a number in a step before.",
      );
    if (rule === "range" && min === undefined && max === undefined)
      throw new StepError("A range has a bound.", ref.place, "Write min:, max: or both.");
    const bounds = columns.map(({ name }) =>
      boundsOf(`cast(${bareName(name)} as double)`, input.from, { rule, factor, min, max }),
    );
    const outside = columns.map(({ name }, at) => {
      const value = bareName(name);
      const { low, high } = bounds[at] ?? { low: null, high: null };
      return [low && `${value} < ${low}`, high && `${value} > ${high}`].filter(Boolean).join(" or ");
    });
    if (then === "drop") {
      const any = outside.join("\n  or ");
      return {
        select: `select *\nfrom ${input.from}\nwhere (${any}) is not true`,
        columns: input.columns,
        removed: `select *\nfrom ${input.from}\nwhere ${any}`,
      };
    }
    if (then === "flag")
      return adding(
        input,
        columns.map(({ name }, at) => ({
          name: newColumn(input, { value: `${name}_outlier`, place: ref.place }),
          sql: `coalesce(${outside[at]}, false)`,
          type: "BOOLEAN",
        })),
      );
    return replacing(
      input,
      columns.map((column, at) => {
        const value = bareName(column.name);
        if (then === "null") return { column, after: `case when ${outside[at]} then null else ${value} end` };
        const { low, high } = bounds[at] ?? { low: null, high: null };
        const cases = [
          low && `when ${value} < ${low} then ${low}`,
          high && `when ${value} > ${high} then ${high}`,
        ];
        return { column, after: `case ${cases.filter(Boolean).join(" ")} else ${value} end`, type: null };
      }),
    );
  },
});

function boundsOf(
  value: string,
  from: string,
  {
    rule,
    factor,
    min,
    max,
  }: {
    rule: "iqr" | "mad" | "range";
    factor?: number | undefined;
    min?: number | undefined;
    max?: number | undefined;
  },
): { low: string | null; high: string | null } {
  if (rule === "range")
    return {
      low: min === undefined ? null : numberSql(min),
      high: max === undefined ? null : numberSql(max),
    };
  const finite = `from ${from} where isfinite(${value})`;
  if (rule === "iqr") {
    const [q1, q3] = [`quantile_cont(${value}, 0.25)`, `quantile_cont(${value}, 0.75)`];
    const far = `${factor ?? 1.5} * (${q3} - ${q1})`;
    return { low: `(select ${q1} - ${far} ${finite})`, high: `(select ${q3} + ${far} ${finite})` };
  }
  // 1.4826 makes the median deviation of normally distributed values their standard deviation.
  const far = `${factor ?? 3.5} * 1.4826 * mad(${value})`;
  return {
    low: `(select median(${value}) - ${far} ${finite})`,
    high: `(select median(${value}) + ${far} ${finite})`,
  };
}

function numberSql(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
