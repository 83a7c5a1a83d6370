import { quoteLiteral } from "../../../sql/quote.ts";
import type { CsvOptions } from "./CsvOptions.ts";

/** Options as further arguments of DuckDB's sniff_csv and read_csv, each after a comma; those it has no word for are left out. */
export function csvArguments(options: CsvOptions): string {
  const { delimiter, quote, escape: escapeMark, comment, headerRows, skipLines, nulls, decimal } = options;
  const args: [string, string | undefined][] = [
    ["delim", textArgument(delimiter)],
    ["quote", textArgument(quote)],
    ["escape", textArgument(escapeMark)],
    ["comment", textArgument(comment)],
    ["header", headerRows === undefined ? undefined : String(headerRows > 0)],
    ["skip", skipLines === undefined ? undefined : String(skipLines)],
    ["nullstr", nulls && `[${nulls.map(quoteLiteral).join(", ")}]`],
    ["decimal_separator", textArgument(decimal)],
    ["dateformat", textArgument(options.dateFormats?.[0])],
    ["types", options.types && typesArgument(options.types)],
    ["all_varchar", options.allText ? "true" : undefined],
  ];
  return args.map(([name, value]) => (value === undefined ? "" : `, ${name}=${value}`)).join("");
}

function textArgument(text: string | undefined): string | undefined {
  return text === undefined ? undefined : quoteLiteral(text);
}

function typesArgument(types: Readonly<Record<string, string>>): string {
  const entries = Object.entries(types).map(([name, type]) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`);
  return `{${entries.join(", ")}}`;
}
