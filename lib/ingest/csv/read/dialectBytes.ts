import { closingQuote, type TextDialect } from "./textDialect.ts";

/** A dialect as the bytes to look for. */
export interface DialectBytes {
  delimiter: Uint8Array;
  collapse: boolean;
  open: Uint8Array;
  close: Uint8Array;
  escapeByte: number;
  crEndsLine: boolean;
  /** Nonzero for each byte that may end or escape something in a field without quotes. */
  stops: Uint8Array;
}

/** Prepares a dialect for reading bytes of UTF-8. */
export function dialectBytes(dialect: TextDialect): DialectBytes {
  const encode = (text: string) => new TextEncoder().encode(text);
  const delimiter = encode(dialect.delimiter);
  const escapeByte = dialect.escape === "" ? -1 : dialect.escape.charCodeAt(0);
  const stops = new Uint8Array(256);
  stops[10] = 1;
  if (dialect.crEndsLine) stops[13] = 1;
  else stops[13] = 2;
  if (delimiter[0] !== undefined) stops[delimiter[0]] = 3;
  if (escapeByte >= 0 && escapeByte < 128 && dialect.escape !== dialect.quote) stops[escapeByte] = 4;
  return {
    delimiter,
    collapse: dialect.collapse,
    open: encode(dialect.quote),
    close: encode(closingQuote(dialect.quote)),
    escapeByte: dialect.escape === dialect.quote ? -1 : escapeByte,
    crEndsLine: dialect.crEndsLine,
    stops,
  };
}

/** Whether `mark` stands at `at`. */
export function standsAt(bytes: Uint8Array, at: number, mark: Uint8Array): boolean {
  for (let index = 0; index < mark.length; index++) if (bytes[at + index] !== mark[index]) return false;
  return mark.length > 0;
}
