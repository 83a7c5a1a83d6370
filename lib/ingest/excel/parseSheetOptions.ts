import * as v from "valibot";
import { IngestError } from "../types.ts";
import type { SheetOptions } from "./readSheet.ts";

const row = v.pipe(v.number(), v.integer(), v.minValue(1));

const shape = v.strictObject({
  sheet: v.optional(v.union([v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))])),
  range: v.optional(v.string()),
  headerRow: v.optional(v.nullable(row)),
  allText: v.optional(v.boolean()),
  keepBlank: v.optional(v.boolean()),
});

/** Reads the plain record under `options:` of a source; throws an IngestError that names the entry that is wrong. */
export function parseSheetOptions(record: Readonly<Record<string, unknown>>): SheetOptions {
  const parsed = v.safeParse(shape, record);
  if (parsed.success) {
    const said = Object.entries(parsed.output).filter(([, value]) => value !== undefined);
    return Object.fromEntries(said);
  }
  const [issue] = parsed.issues;
  throw new IngestError(
    `Option ${v.getDotPath(issue) ?? "of a sheet"}: ${issue.message}. Known are ${Object.keys(shape.entries).join(", ")}.`,
  );
}
