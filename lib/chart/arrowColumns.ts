import { tableFromIPC } from "apache-arrow";
import type { ChartColumn } from "./settleChart.ts";

/**
 * Arrow IPC bytes as columns of plain values that can be drawn and posted: BIGINT becomes a number, or text for the
 * whole column where one value is past 2^53; nested values become objects and arrays; anything missing is null.
 */
export function arrowColumns(ipc: Uint8Array): ChartColumn[] {
  const table = tableFromIPC(ipc);
  return table.schema.fields.map(({ name }, index) => {
    const vector = table.getChildAt(index);
    const values: unknown[] = [];
    for (let row = 0; vector && row < vector.length; row++) values.push(vector.get(row));
    return { name, values: plainColumn(values) };
  });
}

function plainColumn(values: readonly unknown[]): unknown[] {
  const asText = values.some((value) => typeof value === "bigint" && !isSafe(value));
  return values.map((value) => (typeof value === "bigint" && asText ? value.toString() : plain(value)));
}

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return isSafe(value) ? Number(value) : value.toString();
  if (typeof value !== "object") return value;
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  // A list is a vector; only reading it value by value tells NULL from 0.
  if (isVector(value)) return Array.from(value, plain);
  if (ArrayBuffer.isView(value)) return String(value);
  if (hasToJson(value)) return plain(value.toJSON());
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

function isVector(value: object): value is Iterable<unknown> {
  return "numChildren" in value && Symbol.iterator in value;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
