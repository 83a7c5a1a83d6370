import type { ReadingOptions, SourcePreview } from "../../../lib/engine/sourcePreview.ts";
import { generalOptions } from "../../../lib/ingest/generalOptions.ts";

/** How the dialog stands: what was said so far, and what it comes to. */
export interface Reading {
  how: ReadingOptions;
  /** The latest answer; null until the first one. */
  preview: SourcePreview | null;
  /** Whether a newer answer is on its way. */
  isPending: boolean;
  /** Why there is no answer at all. */
  failure: string | null;
  /** Says an option; undefined leaves it to be found out. */
  set(key: string, value: unknown): void;
  setFormat(format: string | undefined): void;
  /** Forgets all that was said but which part of the file it is. */
  reset(): void;
}

/** The options with one said otherwise, or left out. */
export function withOption(how: ReadingOptions, key: string, value: unknown): ReadingOptions {
  const { [key]: _, ...rest } = how.options ?? {};
  return { ...how, options: value === undefined ? rest : { ...rest, [key]: value } };
}

/** Another format: what was said for the old one does not hold for it. */
export function withFormat(how: ReadingOptions, format: string | undefined): ReadingOptions {
  const kept = Object.entries(how.options ?? {}).filter(([key]) => generalOptions.has(key));
  return { ...(format !== undefined && { format }), options: Object.fromEntries(kept) };
}

/** What stays when all is left to be found out: which sheet, table of a database or members it is. */
export function partOnly(how: ReadingOptions, format: string): ReadingOptions {
  const parts = new Set(["members", "sheet", ...(format === "duckdb" ? ["table"] : [])]);
  const kept = Object.entries(how.options ?? {}).filter(([key]) => parts.has(key));
  return { options: Object.fromEntries(kept) };
}

/** Whether anything is said. */
export function isTold({ format, options = {} }: ReadingOptions): boolean {
  return format !== undefined || Object.keys(options).length > 0;
}
