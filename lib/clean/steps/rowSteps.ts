import type { Column } from "../../engine/protocol.ts";
import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { Field, Written } from "../fields.ts";
import {
  choiceField,
  columnField,
  columnsField,
  nameField,
  optional,
  otherwise,
  textField,
} from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, columnsOf, namesSql } from "../stepInput.ts";
import { expressionSql, indent } from "../stepSql.ts";
import { cut, namesIn } from "../stepWords.ts";

export const expressionField = (label: string, hint = "SQL, such as price > 0"): Field<Written> => ({
  ...nameField(label, { hint }),
  control: "expression",
});

export const filter = defineStep({
  key: "filter",
  label: "Filter rows",
  about: "Keeps the rows for which an SQL expression holds.",
  search: "where condition keep remove rows",
  fields: { where: expressionField("Keep rows where") },
  short: "where",
  words: ({ where }) => `Keep rows where ${cut(where.value)}`,
  compile({ where }, input) {
    const sql = expressionSql(where);
    return {
      select: `select *\nfrom ${input.from}\nwhere ${sql}`,
      columns: input.columns,
      removed: `select *\nfrom ${input.from}\nwhere (${sql}) is not true`,
    };
  },
});

export const dedupe = defineStep({
  key: "dedupe",
  label: "Remove duplicates",
  about:
    "Keeps one row of those that are the same, or that have the same key: the first, the last or the fullest.",
  search: "distinct unique duplicates keys survivor window",
  fields: {
    keys: optional(columnsField("Columns that make rows the same")),
    keep: otherwise(choiceField("Keep", ["any", "first", "last", "fullest"]), "any"),
    order: optional(columnField("In the order of")),
    within: optional(nameField("Only within", { hint: "such as 30 minutes" })),
  },
  short: "keys",
  words: ({ keys, keep }) =>
    keys
      ? `Keep ${keep === "any" ? "one" : `the ${keep}`} of rows with the same ${namesIn(keys)}`
      : "Remove rows that are the same",
  compile({ keys: ref, keep, order: orderRef, within }, input) {
    const { from } = input;
    if (!ref || ref.isAll) {
      if (keep !== "any" || within)
        throw new StepError(
          "Rows that are the same have no first, last or fullest.",
          (within ?? orderRef)?.place ?? null,
          "Name keys, or leave keep and within out.",
        );
      const all = namesSql(input.columns);
      return {
        select: `select distinct *\nfrom ${from}`,
        columns: input.columns,
        removed: `select *\nfrom ${from}\nqualify row_number() over (partition by ${all}) > 1`,
      };
    }
    const keys = columnsOf(input, ref);
    const order = orderRef ? columnOf(input, orderRef) : null;
    if (!order && (keep === "first" || keep === "last" || within))
      throw new StepError(
        `Rows have no order of their own, so none is the ${keep === "last" ? "last" : "first"}.`,
        ref.place,
        "Say by which column: order: NAME.",
      );
    const by = namesSql(keys);
    const none = keys.map(({ name }) => `${bareName(name)} is null`).join(" and ");
    const stays = within
      ? stayingWithin(by, bareName(order?.name ?? ""), within, keep)
      : `row_number() over (partition by ${by}${ordering(keep, order, input.columns)}) = 1`;
    return {
      // Rows without a key are not the same as each other.
      select: `select *\nfrom ${from}\nqualify ${stays}\n  or (${none})`,
      columns: input.columns,
      removed: `select *\nfrom ${from}\nqualify not coalesce(${stays}, false)\n  and not (${none})`,
    };
  },
});

function ordering(keep: string, order: Column | null, columns: readonly Column[]): string {
  const then = order
    ? `${bareName(order.name)}${keep === "last" || keep === "fullest" ? " desc" : ""} nulls last`
    : "";
  if (keep === "fullest") {
    const filled = columns.map(({ name }) => `(${bareName(name)} is not null)::integer`).join(" + ");
    return `\n  order by ${filled} desc${then === "" ? "" : `, ${then}`}`;
  }
  return then === "" ? "" : ` order by ${then}`;
}

/** A row stays where the one before it (after it, where the last is kept) is further away than that. */
function stayingWithin(by: string, order: string, within: Written, keep: string): string {
  if (!/^\s*\d+(\.\d+)?\s*(second|minute|hour|day|week|month)s?\s*$/i.test(within.value))
    throw new StepError(
      `"${within.value}" is no span of time.`,
      within.place,
      "Write it as 30 minutes, 2 hours or 7 days.",
    );
  if (keep !== "first" && keep !== "last")
    throw new StepError("Within a window the first or the last row stays.", within.place, "Add keep: first.");
  const span = `interval ${quoteLiteral(within.value.trim())}`;
  const beside = `${keep === "first" ? "lag" : "lead"}(${order}) over (partition by ${by} order by ${order})`;
  const isApart = keep === "first" ? `${order} > ${beside} + ${span}` : `${beside} > ${order} + ${span}`;
  return `(${beside} is null or ${isApart})`;
}

export const unnest = defineStep({
  key: "unnest",
  label: "Unnest a list",
  about: "Makes a row of each item of a list, or of each part of a text; rows without items stay once.",
  search: "explode rows list array split into rows",
  fields: {
    column: columnField("Column"),
    by: optional(textField("Separator, where it is text")),
  },
  words: ({ column }) => `Make a row of each item of ${column.value}`,
  compile({ column: ref, by }, input) {
    const column = columnOf(input, ref);
    const name = bareName(column.name);
    const isList = /\[\d*\]$/.test(column.type);
    if (!isList && !by)
      throw new StepError(
        `"${column.name}" is ${column.type}, which has no items.`,
        ref.place,
        'Name a column that is a list, or say by what its text is split: by: ",".',
      );
    const isFixed = /\[\d+\]$/.test(column.type);
    const items = isFixed
      ? `cast(${name} as ${column.type.replace(/\[\d+\]$/, "[]")})`
      : isList
        ? name
        : `list_transform(string_split(${name}, ${quoteLiteral(by?.value ?? "")}), lambda part: trim(part))`;
    const rows = `unnest(case when len(${items}) > 0 then ${items} else [null] end)`;
    const type = isList ? column.type.replace(/\[\d*\]$/, "") : "VARCHAR";
    return {
      select: `select * replace (\n${indent(`${rows} as ${name}`)}\n)\nfrom ${input.from}`,
      columns: input.columns.map((one) => (one === column ? { ...one, type } : one)),
    };
  },
});
