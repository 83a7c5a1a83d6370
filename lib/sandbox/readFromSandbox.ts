import * as v from "valibot";
import type { FromSandbox } from "./protocol.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(8_000_000));
const shortText = v.pipe(v.string(), v.maxLength(100_000));
const position = v.optional(v.pipe(count, v.minValue(1)));

const shown = v.variant("type", [
  v.object({ type: v.literal("text"), text }),
  v.object({ type: v.literal("value"), json: text }),
  v.object({ type: v.literal("html"), html: text }),
  v.object({
    type: v.literal("table"),
    columns: v.pipe(v.array(shortText), v.maxLength(10_000)),
    rows: v.pipe(v.array(v.array(v.nullable(text))), v.maxLength(10_000)),
  }),
  v.object({ type: v.literal("chart"), spec: v.unknown() }),
]);

const error = v.object({
  code: v.picklist(["sql", "cancelled", "out-of-memory", "file", "unsupported", "internal"]),
  message: shortText,
  line: position,
  column: position,
  length: position,
  hint: v.optional(shortText),
});

const level = v.picklist(["log", "info", "warn", "error", "debug"]);

const report = v.variant("type", [
  v.object({ type: v.literal("started") }),
  v.object({ type: v.literal("shown"), items: v.pipe(v.array(shown), v.maxLength(10_000)) }),
  v.object({
    type: v.literal("log"),
    lines: v.pipe(v.array(v.object({ level, text })), v.maxLength(10_000)),
  }),
  v.object({ type: v.literal("progress"), rowsRead: count, rowsWritten: count }),
  v.object({
    type: v.literal("done"),
    hasRelation: v.boolean(),
    rowsWritten: count,
    rejected: count,
    // record drops __proto__, prototype and constructor.
    values: v.record(v.pipe(v.string(), v.maxLength(1000)), v.unknown()),
    notices: v.pipe(v.array(shortText), v.maxLength(10_000)),
  }),
  v.object({ type: v.literal("failed"), error }),
]);

const message = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("refused"), message: shortText }),
  v.object({ type: v.literal("pong"), id: count }),
  v.object({ type: v.literal("report"), runId: count, report }),
]);

/** A message of the sandbox as what the protocol says, or null: what comes from there is never trusted. */
export function readFromSandbox(received: unknown): FromSandbox | null {
  const parsed = v.safeParse(message, received);
  return parsed.success ? parsed.output : null;
}
