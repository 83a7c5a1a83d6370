import type { Outcome } from "../../engine/protocol.ts";
import type { ReadingOptions, SourcePreview } from "../../engine/sourcePreview.ts";

/**
 * Of what is said about reading a file only what would not be found out anyway, so that a notebook says no more than it
 * must. What `before` says already stays. Anything in doubt is kept.
 */
export async function leanReading(
  preview: (how: ReadingOptions) => Promise<Outcome<SourcePreview>>,
  how: ReadingOptions,
  before: ReadingOptions,
): Promise<ReadingOptions> {
  const said = Object.entries(how.options ?? {});
  const isOld = ([key, value]: [string, unknown]) => isSame(before.options?.[key], value);
  const old: ReadingOptions = { ...how, options: Object.fromEntries(said.filter(isOld)) };
  if (how.format !== before.format) delete old.format;
  const [bare, whole] = await Promise.all([preview(old), preview(how)]);
  if (!bare.ok || !whole.ok || whole.value.problem !== null) return how;
  const found = bare.value;
  const isFormatFound = how.format === undefined || how.format === found.foundFormat;
  // Options of one format say nothing about another.
  if (found.format !== whole.value.format) return how;
  const lean: ReadingOptions = {
    options: Object.fromEntries(
      said.filter((each) => isOld(each) || !isSame(found.effective[each[0]], each[1])),
    ),
  };
  if (how.format !== undefined && !(isFormatFound && how.format !== before.format)) lean.format = how.format;
  const seen = await preview(lean);
  return seen.ok && isSame(tableOf(seen.value), tableOf(whole.value)) ? lean : how;
}

function tableOf({ format, effective, columns, rows }: SourcePreview): unknown {
  // Notes may name what was told; they change no row.
  return [format, Object.entries(effective).sort(), columns.map(({ name, type }) => [name, type]), rows];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
