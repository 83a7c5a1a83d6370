import * as v from "valibot";
import type { BoundValue } from "../engine/protocol.ts";
import { parseDuckType } from "../table/duckType.ts";
import { typeName } from "./cellType.ts";
import type { RelationRequest } from "./relationProtocol.ts";

/** How deep a list of bound values may nest. */
const deepestList = 20;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(10_000));
const bytes = v.custom<Uint8Array>((input) => input instanceof Uint8Array);
const bound = v.custom<BoundValue>((input) => isBoundValue(input, 0));
// Written anew from its parts, so that nothing but a type gets into SQL.
const typeText = v.pipe(
  v.string(),
  v.maxLength(1_000_000),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return typeName(parseDuckType(dataset.value));
    } catch {
      addIssue({ message: "not a type" });
      return NEVER;
    }
  }),
);

const request = v.variant("type", [
  v.object({
    id: count,
    type: v.literal("scan"),
    scan: count,
    relation: name,
    columns: v.nullable(v.pipe(v.array(name), v.minLength(1), v.maxLength(100_000))),
  }),
  v.object({
    id: count,
    type: v.literal("sql"),
    scan: count,
    text: v.pipe(v.string(), v.maxLength(4_000_000)),
    params: v.record(v.pipe(v.string(), v.regex(/^p\d+$/)), bound),
  }),
  v.object({ id: count, type: v.picklist(["next", "close"]), scan: count }),
  v.object({ id: count, type: v.literal("count"), relation: name }),
  v.object({ id: count, type: v.literal("write"), ipc: bytes }),
  v.object({
    id: count,
    type: v.literal("widen"),
    column: name,
    to: typeText,
    how: v.picklist(["cast", "numbersAsText"]),
  }),
  v.object({ id: count, type: v.literal("addColumn"), column: name, to: typeText }),
  v.object({
    id: count,
    type: v.literal("reject"),
    rows: v.pipe(
      v.array(v.object({ row: count, error: v.string(), value: v.string() })),
      v.maxLength(100_000),
    ),
  }),
]);

/** A message of a cell as a request; null for anything else, which is dropped. The cell's code is not trusted. */
export function readRelationRequest(message: unknown): RelationRequest | null {
  const parsed = v.safeParse(request, message);
  return parsed.success ? parsed.output : null;
}

function isBoundValue(value: unknown, depth: number): boolean {
  if (value === null) return true;
  switch (typeof value) {
    case "boolean":
    case "number":
    case "bigint":
    case "string":
      return true;
    case "object":
      if (value instanceof Uint8Array || value instanceof Date) return true;
      return (
        Array.isArray(value) && depth < deepestList && value.every((item) => isBoundValue(item, depth + 1))
      );
    default:
      return false;
  }
}
