import { bareName } from "../../sql/bareName.ts";
import { parseDuckType } from "../../table/duckType.ts";
import { columnField, columnsField, namesField, otherwise, pairsField, textField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnOf, columnsOf, findColumn, namesSql, newColumn } from "../stepInput.ts";
import { expressionSql, indent } from "../stepSql.ts";
import { cut, namesIn } from "../stepWords.ts";

export const rename = defineStep({
  key: "rename",
  label: "Rename columns",
  about: "Gives columns other names; their order stays.",
  search: "name header",
  fields: { columns: pairsField("Old and new names") },
  short: "columns",
  words: ({ columns }) =>
    `Rename ${columns
      .map(({ key, value }) => `${key.value} to ${value.value}`)
      .slice(0, 2)
      .join(", ")}${columns.length > 2 ? ", …" : ""}`,
  compile({ columns: pairs }, input) {
    const renamed = pairs.map(({ key, value }) => ({ column: columnOf(input, key), to: value }));
    const leaving = renamed.map(({ column }) => column);
    const names = new Map(
      renamed.map(({ column, to }) => {
        if (to.value === null || to.value.trim() === "")
          throw new StepError(`"${column.name}" gets no name.`, to.place, "Write the new name behind it.");
        return [column, newColumn(input, { value: to.value, place: to.place }, leaving)];
      }),
    );
    const columns = input.columns.map((column) => ({ ...column, name: names.get(column) ?? column.name }));
    const twice = columns.find(({ name }, at) => findColumn(columns.slice(0, at), name));
    if (twice)
      throw new StepError(
        `Two columns would be called "${twice.name}".`,
        pairs[0]?.key.place ?? null,
        "Give each its own name.",
      );
    const list = [...names].map(([{ name }, to]) => `${bareName(name)} as ${bareName(to)}`).join(", ");
    return { select: `select * rename (${list})\nfrom ${input.from}`, columns };
  },
});

export const drop = defineStep({
  key: "drop",
  label: "Drop columns",
  about: "Leaves columns out.",
  search: "remove delete exclude columns",
  fields: { columns: columnsField("Columns") },
  short: "columns",
  words: ({ columns }) => `Drop ${namesIn(columns)}`,
  compile({ columns: ref }, input) {
    const gone = columnsOf(input, ref);
    if (gone.length === input.columns.length)
      throw new StepError("No column would be left.", ref.place, "Keep at least one.");
    return {
      select: `select * exclude (${namesSql(gone)})\nfrom ${input.from}`,
      columns: input.columns.filter((column) => !gone.includes(column)),
    };
  },
});

export const keep = defineStep({
  key: "keep",
  label: "Keep columns",
  about: "Keeps only these columns, in this order.",
  search: "select choose columns only",
  fields: { columns: columnsField("Columns") },
  short: "columns",
  words: ({ columns }) => `Keep ${namesIn(columns)}`,
  compile({ columns: ref }, input) {
    const kept = columnsOf(input, ref);
    return { select: `select ${namesSql(kept)}\nfrom ${input.from}`, columns: kept };
  },
});

export const reorder = defineStep({
  key: "reorder",
  label: "Reorder columns",
  about: "Puts columns before all others.",
  search: "order move first arrange columns",
  fields: { first: columnsField("First") },
  short: "first",
  words: ({ first }) => `Put ${namesIn(first)} first`,
  compile({ first: ref }, input) {
    const first = columnsOf(input, ref);
    const rest = input.columns.filter((column) => !first.includes(column));
    const list = rest.length === 0 ? namesSql(first) : `${namesSql(first)}, * exclude (${namesSql(first)})`;
    return { select: `select ${list}\nfrom ${input.from}`, columns: [...first, ...rest] };
  },
});

export const derive = defineStep({
  key: "derive",
  label: "Derive a column",
  about: "Makes columns by SQL expressions; one that is there already is written anew.",
  search: "compute calculate formula add expression sql",
  fields: { columns: pairsField("Columns and their SQL", { control: "expressions" }) },
  short: "columns",
  words: ({ columns }) =>
    columns.map(({ key, value }) => `${key.value} = ${cut(value.value ?? "", 30)}`).join(", "),
  compile({ columns: pairs }, input) {
    const lines = pairs.map(({ key, value }) => {
      const sql = expressionSql({ value: value.value ?? "", place: value.place });
      const there = findColumn(input.columns, key.value);
      return { there, line: indent(`${sql} as ${bareName(there?.name ?? key.value)}`) };
    });
    const replaced = lines.filter(({ there }) => there);
    const added = lines.filter(({ there }) => !there);
    const star =
      replaced.length === 0 ? "*" : `* replace (\n${replaced.map(({ line }) => line).join(",\n")}\n)`;
    return {
      select: `select ${[star, ...added.map(({ line }) => `\n${line}`)].join(",")}\nfrom ${input.from}`,
      columns: null,
      ...(replaced.length > 0 ? { cells: replaced.flatMap(({ there }) => there?.name ?? []) } : {}),
    };
  },
});

export const unpivot = defineStep({
  key: "unpivot",
  label: "Unpivot columns",
  about: "Makes rows of columns: one of names, one of values.",
  search: "melt gather long wide",
  fields: {
    columns: columnsField("Columns"),
    into: otherwise(namesField("New columns of names and of values"), [
      { value: "name", place: { start: 0, end: 0 } },
      { value: "value", place: { start: 0, end: 0 } },
    ]),
  },
  short: "columns",
  words: ({ columns }) => `Make rows of ${namesIn(columns)}`,
  compile({ columns: ref, into }, input) {
    const columns = columnsOf(input, ref);
    const [name, value] = into;
    if (!name || !value || into.length > 2)
      throw new StepError(
        "Two columns come of it.",
        into[0]?.place ?? ref.place,
        "Write into: [name, value].",
      );
    const [named, valued] = [newColumn(input, name, columns), newColumn(input, value, columns)];
    const types = new Set(columns.map(({ type }) => type));
    const [type = "VARCHAR"] = types.size === 1 ? types : ["VARCHAR"];
    const texts = columns.map(({ name: one }) => `    cast(${bareName(one)} as varchar) as ${bareName(one)}`);
    const source =
      types.size === 1
        ? input.from
        : `(\n  select * replace (\n${texts.join(",\n")}\n  )\n  from ${input.from}\n)`;
    return {
      select: `select *\nfrom ${source}\nunpivot include nulls (\n  ${bareName(valued)} for ${bareName(named)} in (${namesSql(columns)})\n)`,
      columns: [
        ...input.columns.filter((column) => !columns.includes(column)),
        { name: named, type: "VARCHAR" },
        { name: valued, type },
      ],
    };
  },
});

export const flatten = defineStep({
  key: "flatten",
  label: "Flatten a struct",
  about: "Makes a column of each field of a struct.",
  search: "struct fields nested columns expand",
  fields: {
    column: columnField("Column"),
    prefix: otherwise(textField("Before their names"), { value: "", place: { start: 0, end: 0 } }),
  },
  short: "column",
  words: ({ column }) => `Make columns of the fields of ${column.value}`,
  compile({ column: ref, prefix }, input) {
    const column = columnOf(input, ref);
    const type =
      column.type.startsWith("STRUCT") && !column.type.endsWith("]") ? parseDuckType(column.type) : null;
    if (type?.kind !== "struct")
      throw new StepError(
        `"${column.name}" is ${column.type}, which has no fields.`,
        ref.place,
        "Name a column that is a STRUCT.",
      );
    const name = bareName(column.name);
    const lines = type.fields.map((field) => {
      const made = newColumn(input, { value: prefix.value + field.name, place: ref.place }, [column]);
      return `  ${name}.${bareName(field.name)} as ${bareName(made)}`;
    });
    const star = input.columns.length > 1 ? [`* exclude (${name})`] : [];
    return {
      select: `select ${[...star, ...lines.map((line) => `\n${line}`)].join(",")}\nfrom ${input.from}`,
      columns: null,
    };
  },
});
