import type { Column, EngineError } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { AliasNames } from "./aliasNames.ts";
import { mapChannelDefs, mapEncodings } from "./channelDefs.ts";
import type { DrawnField, PlannedRows } from "./chartPlan.ts";
import { type ColumnUse, columnKind, drawnValue } from "./columnUse.ts";
import { fieldColumn, isPlainField } from "./fieldColumn.ts";
import { fieldType, typeUse } from "./fieldType.ts";
import { groupsRows } from "./groupsRows.ts";
import type { JsonObject } from "./jsonObject.ts";
import { mentionedColumns, showsAllColumns } from "./mentionedColumns.ts";
import { saidInZone } from "./saidInZone.ts";
import { columnId, type RowSource, type SourceColumn, withClause } from "./transform/rowSource.ts";
import { asDrawn } from "./utcTime.ts";

/**
 * The rows themselves, with no more columns than the chart mentions, and the specification over them.
 * An error where an encoding names a column that is neither there nor made by a transform.
 */
export function rawRows(
  spec: JsonObject,
  source: RowSource,
  relation: string,
  shared?: AliasNames,
): { ok: true; query: PlannedRows } | { ok: false; error: EngineError } {
  const { columns } = source;
  // Transforms, tests, sorts and selections find a column by its own name, and look into nested values.
  const keepsNames = ["transform", "repeat", "data", "fields", "test", "op", "expr"].some((key) =>
    mentions(spec, key),
  );
  const makesFields = ["transform", "repeat", "data"].some((key) => mentions(spec, key));
  const names = shared ?? new AliasNames();
  const selected = new Map<string, { alias: string; sql: string }>();
  const fields: DrawnField[] = [];
  const select = (column: SourceColumn, use: ColumnUse, wanted: string): string => {
    const key = keepsNames ? wanted : `${use} ${column.name}`;
    const known = selected.get(key);
    if (known) return known.alias;
    const isNested = columnKind(column) === "other" && keepsNames;
    const id = columnId(column);
    // Vega tells NaN from null, also in what it computes.
    const isFloat = use === "quantitative" && columnKind(column) === "float";
    const sql = isNested ? id : isFloat ? `${id}::DOUBLE` : drawnValue(id, column, use);
    const signature = isNested ? `nested ${column.name}` : `key ${use} ${column.name}`;
    if (keepsNames) shared?.takeExactly(wanted, signature);
    const alias = keepsNames ? wanted : names.take(wanted, signature);
    selected.set(key, { alias, sql });
    if (!isNested) fields.push({ alias, column: column.name, how: { kind: "value" }, use });
    return alias;
  };
  let missing: string | null = null;
  const rewrite = (given: JsonObject, channel: string): JsonObject => {
    const { field } = given;
    if (typeof field !== "string") return given;
    const column = fieldColumn(field, columns);
    if (!column) {
      const isNested = fieldColumn(/^[^.[]*/.exec(field)?.[0] ?? "", columns);
      if (isNested) {
        shared?.takeExactly(isNested.name, `nested ${isNested.name}`);
        selected.set(isNested.name, { alias: isNested.name, sql: columnId(isNested) });
      } else if (!makesFields) missing ??= field;
      return given;
    }
    const type = fieldType(given, channel, column);
    const definition = saidInZone(given, { channel, column, type, config: spec.config });
    const moment = definition.timeUnit !== undefined && definition.timeUnit !== null;
    const alias = select(column, moment ? "temporal" : rawUse(definition, type), field);
    const title = alias !== field && definition.title === undefined ? { title: field } : {};
    return asDrawn({ ...definition, field: keepsNames ? escaped(alias) : alias, type, ...title }, channel);
  };
  const drawn = mapEncodings(spec, (encoding) => mapChannelDefs(encoding, rewrite));
  if (missing !== null) return { ok: false, error: unknownField(missing, columns, relation) };
  if (keepsNames || showsAllColumns(spec)) {
    for (const column of mentionedColumns(spec, columns)) {
      if (selected.has(column.name)) continue;
      const kind = columnKind(column);
      const use =
        kind === "time"
          ? "temporal"
          : kind === "text" || kind === "boolean" || kind === "other"
            ? "discrete"
            : "quantitative";
      select(column, use, column.name);
    }
  }
  const list = [...selected.values()].map(({ alias, sql }) => `${sql} AS ${quoteIdentifier(alias)}`);
  const sql = `SELECT ${list.length > 0 ? list.join(", ") : "1 AS one"} FROM ${source.from}`;
  const order = source.order === null ? "" : ` ORDER BY ${source.order}`;
  return {
    ok: true,
    query: {
      sql: `${withClause(source)}${sql}${order}`,
      spec: drawn,
      rows: "raw",
      bins: [],
      groupsLater: groupsRows(spec),
      ...(source.base ? { origin: { base: source.base, fields } } : {}),
    },
  };
}

function rawUse(definition: JsonObject, type: ReturnType<typeof fieldType>): ColumnUse {
  return definition.bin !== undefined || definition.aggregate !== undefined
    ? type === "temporal"
      ? "temporal"
      : "quantitative"
    : typeUse(type);
}

function mentions(spec: JsonObject, key: string): boolean {
  return JSON.stringify(spec).includes(`"${key}":`);
}

function escaped(field: string): string {
  return isPlainField(field)
    ? field
    : field.replace(/\\.|[.[\]]/g, (mark) => (mark.length > 1 ? mark : `\\${mark}`));
}

function unknownField(field: string, columns: readonly Column[], relation: string): EngineError {
  const shown = columns.slice(0, 12).map(({ name }) => name);
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : "";
  return {
    code: "sql",
    message: `There is no column "${field}" in ${relation}.`,
    hint:
      columns.length === 0 ? `${relation} has no columns.` : `Its columns are ${shown.join(", ")}${more}.`,
  };
}
