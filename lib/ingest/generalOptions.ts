/** The options that every source knows, whatever its format; see SourceOptions in lib/engine/protocol.ts. */
export const generalOptions: ReadonlySet<string> = new Set([
  "encoding",
  "members",
  "filename",
  "columns",
  "where",
  "fixes",
]);

/** The options that are for the reader of the format. */
export function readerOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !generalOptions.has(key)));
}
