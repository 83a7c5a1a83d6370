import type { CsvSniff } from "../../lib/ingest/csv/sniffCsv.ts";

/**
 * Takes the first line of a file for its header where it holds just the names that the other files of the relation
 * have: among nothing but text no sniffer can tell names from values.
 */
export function withHeader(
  sniff: CsvSniff,
  headText: string,
  names: readonly string[] | undefined,
): CsvSniff {
  if (!names || sniff.hasHeader || sniff.columns.length !== names.length) return sniff;
  const line = headText.split(/\r\n|\n|\r/, sniff.skipLines + 1)[sniff.skipLines] ?? "";
  const { quote } = sniff;
  const fields = line
    .replace(/^\ufeff/, "")
    .split(sniff.delimiter)
    .map((field) =>
      quote !== "" && field.startsWith(quote) && field.endsWith(quote) ? field.slice(1, -1) : field,
    );
  const isSame = fields.length === names.length && fields.every((field, index) => field === names[index]);
  if (!isSame) return sniff;
  return {
    ...sniff,
    hasHeader: true,
    columns: sniff.columns.map(({ type }, index) => ({ name: names[index] ?? "", type })),
  };
}
