import { asJsonObject, isJsonObject, type JsonObject } from "../jsonObject.ts";

interface Repeated {
  repeat?: unknown;
  row?: unknown;
  column?: unknown;
  layer?: unknown;
}

/** A repeated chart as the views that Vega-Lite itself makes of it, so that each can have rows of its own. */
export function expandRepeat(spec: JsonObject, repeated: Repeated = {}): JsonObject {
  const { repeat, spec: child, ...rest } = spec;
  if (repeat !== undefined && isJsonObject(child)) return expanded(repeat, child, rest, repeated);
  const changed: Record<string, unknown> = { ...spec };
  if (isJsonObject(spec.encoding)) changed.encoding = replaced(spec.encoding, repeated);
  for (const key of ["layer", "hconcat", "vconcat", "concat"]) {
    const views = spec[key];
    if (Array.isArray(views)) changed[key] = views.map((view) => expandRepeat(asJsonObject(view), repeated));
  }
  if (isJsonObject(child)) changed.spec = expandRepeat(child, repeated);
  return changed;
}

function expanded(repeat: unknown, child: JsonObject, rest: JsonObject, outer: Repeated): JsonObject {
  const lists = asJsonObject(repeat);
  if (Array.isArray(lists.layer)) {
    const layer = lists.layer.map((value: unknown) => {
      const name = `${rest.name ?? ""}${child.name ?? ""}child__layer_${asName(value)}`;
      return { ...expandRepeat(child, { ...outer, layer: value }), name };
    });
    const { row: _row, column: _column, layer: _layer, ...others } = lists;
    const layered = { ...rest, layer };
    return Object.keys(others).length > 0 || lists.row !== undefined || lists.column !== undefined
      ? expanded({ row: lists.row, column: lists.column }, layered, {}, outer)
      : layered;
  }
  const { columns: wrapped, ...others } = rest;
  const values = Array.isArray(repeat) ? repeat : [undefined];
  const rows = Array.isArray(lists.row) ? lists.row : [outer.row];
  const columns = Array.isArray(lists.column) ? lists.column : [outer.column];
  const concat = values.flatMap((value) =>
    rows.flatMap((row) =>
      columns.map((column) => expandRepeat(child, { ...outer, repeat: value ?? outer.repeat, row, column })),
    ),
  );
  const across = Array.isArray(repeat) ? wrapped : Array.isArray(lists.column) ? lists.column.length : 1;
  return { align: "all", ...others, ...(across === undefined ? {} : { columns: across }), concat };
}

/** An encoding with the fields that are repeated in it. */
function replaced(encoding: JsonObject, repeated: Repeated): JsonObject {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
      const name = asJsonObject(item).repeat;
      if ((key !== "field" && key !== "datum") || typeof name !== "string") return [key, change(item)];
      return [key, Object.entries(repeated).find(([kind]) => kind === name)?.[1] ?? item];
    });
    return Object.fromEntries(entries);
  };
  return asJsonObject(change(encoding));
}

function asName(value: unknown): string {
  return String(value).replace(/[^A-Za-z0-9_]/g, "_");
}
