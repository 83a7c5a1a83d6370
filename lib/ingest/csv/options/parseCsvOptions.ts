import * as v from "valibot";
import type { CsvOptions } from "./CsvOptions.ts";

const mark = v.pipe(v.string(), v.maxLength(16));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const texts = v.array(v.string());

const shape = v.strictObject({
  delimiter: v.optional(mark),
  quote: v.optional(mark),
  escape: v.optional(mark),
  comment: v.optional(mark),
  headerRows: v.optional(count),
  skipLines: v.optional(count),
  names: v.optional(texts),
  nulls: v.optional(texts),
  decimal: v.optional(v.picklist([".", ","])),
  thousands: v.optional(mark),
  dateFormats: v.optional(texts),
  types: v.optional(v.record(v.string(), v.string())),
  allText: v.optional(v.boolean()),
  table: v.optional(v.pipe(count, v.minValue(1))),
  encoding: v.optional(v.string()),
});

const named: Readonly<Record<string, string>> = { tab: "\t", "\\t": "\t", space: " ", none: "" };

/**
 * Reads the plain record under `options:` of a source; answers the options, or for each wrong entry one sentence.
 * Tab and space may be written by name, none as "none"; `header: true` and `false` stand for one row and none.
 */
export function parseCsvOptions(
  record: Readonly<Record<string, unknown>>,
): { ok: true; options: CsvOptions } | { ok: false; problems: string[] } {
  // Made of entries, not key by key: a stranger's notebook may call an option "__proto__".
  const plain = Object.fromEntries(Object.entries(record).map(([key, value]) => plainOption(key, value)));
  const parsed = v.safeParse(shape, plain);
  if (parsed.success) return { ok: true, options: withoutUndefined(parsed.output) };
  return {
    ok: false,
    problems: parsed.issues.map((issue) => {
      const path = v.getDotPath(issue) ?? "options";
      const known = Object.hasOwn(shape.entries, path)
        ? ""
        : `; known are ${Object.keys(shape.entries).join(", ")}`;
      return `option ${path}: ${issue.message}${known}`;
    }),
  };
}

function plainOption(key: string, value: unknown): [string, unknown] {
  const isMark = key === "delimiter" || key === "quote" || key === "escape" || key === "comment";
  if (key === "header") return ["headerRows", typeof value === "boolean" ? Number(value) : value];
  if (key === "skip") return ["skipLines", value];
  const name = isMark && typeof value === "string" ? value.toLowerCase() : "";
  return [key, Object.hasOwn(named, name) ? named[name] : value];
}

/** The options as the plain record that stands in a notebook; what is not said is left out. */
export function printCsvOptions(options: CsvOptions): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue;
    record[key] = printed(key, value);
  }
  return record;
}

function printed(key: string, value: unknown): unknown {
  if (key === "delimiter" || key === "quote" || key === "escape" || key === "comment") {
    if (value === "\t") return "tab";
    if (value === " ") return "space";
    if (value === "") return "none";
  }
  return value;
}

function withoutUndefined(options: CsvOptions): CsvOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
