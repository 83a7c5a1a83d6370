import type { Column, EngineError } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { AliasNames } from "./aliasNames.ts";
import { mapChannelDefs, mapEncodings } from "./channelDefs.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { type ColumnUse, columnKind, drawnValue } from "./columnUse.ts";
import { fieldColumn, isPlainField } from "./fieldColumn.ts";
import { fieldType, typeUse } from "./fieldType.ts";
import { asJsonObject, isJsonObject, type JsonObject, visitStrings } from "./jsonObject.ts";
import { asDrawn, transformsInUtc } from "./utcTime.ts";

/**
 * The rows themselves, with no more columns than the chart mentions, and the specification over them.
 * An error where an encoding names a column that is neither there nor made by a transform.
 */
export function rawRows(
  spec: JsonObject,
  columns: readonly Column[],
  relation: string,
): { ok: true; query: Omit<ChartQuery, "maxRows" | "notes"> } | { ok: false; error: EngineError } {
  // Transforms, tests, sorts and selections find a column by its own name, and look into nested values.
  const keepsNames = ["transform", "repeat", "data", "fields", "test", "op", "expr"].some((key) =>
    mentions(spec, key),
  );
  const makesFields = ["transform", "repeat", "data"].some((key) => mentions(spec, key));
  const names = new AliasNames();
  const selected = new Map<string, { alias: string; sql: string }>();
  const select = (column: Column, use: ColumnUse, wanted: string): string => {
    const key = keepsNames ? wanted : `${use} ${column.name}`;
    const known = selected.get(key);
    if (known) return known.alias;
    const value = drawnValue(quoteIdentifier(column.name), column, use);
    const isNested = columnKind(column) === "other" && keepsNames;
    const alias = keepsNames ? wanted : names.take(wanted);
    selected.set(key, { alias, sql: isNested ? quoteIdentifier(column.name) : value });
    return alias;
  };
  let missing: string | null = null;
  const rewrite = (definition: JsonObject, channel: string): JsonObject => {
    const { field } = definition;
    if (typeof field !== "string") return definition;
    const column = fieldColumn(field, columns);
    if (!column) {
      const isNested = fieldColumn(/^[^.[]*/.exec(field)?.[0] ?? "", columns);
      if (isNested)
        selected.set(isNested.name, { alias: isNested.name, sql: quoteIdentifier(isNested.name) });
      else if (!makesFields) missing ??= field;
      return definition;
    }
    const type = fieldType(definition, channel, column);
    const moment = definition.timeUnit !== undefined && definition.timeUnit !== null;
    const alias = select(column, moment ? "temporal" : rawUse(definition, type), field);
    const title = alias !== field && definition.title === undefined ? { title: field } : {};
    return asDrawn({ ...definition, field: keepsNames ? escaped(alias) : alias, type, ...title }, channel);
  };
  const drawn = transformsInUtc(mapEncodings(spec, (encoding) => mapChannelDefs(encoding, rewrite)));
  if (missing !== null) return { ok: false, error: unknownField(missing, columns, relation) };
  if (keepsNames || wantsAllColumns(spec)) {
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
  const sql = `SELECT ${list.length > 0 ? list.join(", ") : "1 AS one"} FROM ${quoteIdentifier(relation)}`;
  return { ok: true, query: { sql, spec: drawn, pushedDown: false, rows: "raw", bins: [] } };
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

function wantsAllColumns(spec: JsonObject): boolean {
  const tooltip = asJsonObject(asJsonObject(spec.mark).tooltip);
  return tooltip.content === "data";
}

/** Columns whose name stands anywhere in the specification: an expression may read any of them. */
function mentionedColumns(spec: JsonObject, columns: readonly Column[]): Column[] {
  if (wantsAllColumns(spec)) return columns.slice(0, 50);
  const texts: string[] = [];
  visitStrings(spec, (text) => texts.push(text));
  visitKeys(spec, (text) => texts.push(text));
  const all = texts.join("\n");
  const words = new Set(all.match(/[\p{L}\p{N}_$]+/gu));
  return columns.filter(({ name }) =>
    /^[\p{L}\p{N}_$]+$/u.test(name) ? words.has(name) : all.includes(name),
  );
}

function visitKeys(value: unknown, visit: (text: string) => void): void {
  if (Array.isArray(value)) for (const item of value) visitKeys(item, visit);
  else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      visit(key);
      visitKeys(item, visit);
    }
  }
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
