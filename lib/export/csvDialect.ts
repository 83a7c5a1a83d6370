import { IngestError } from "../ingest/types.ts";
import { type Encoder, encoderTo, type TextEncoding, textEncodings } from "./textEncodings.ts";

/** How the rows of a delimited text look, as bytes of UTF-8. */
export interface CsvDialect {
  delimiter: number;
  lineEnd: Uint8Array;
  /** What stands for NULL; a text that is the same is quoted. */
  nullText: Uint8Array;
  hasHeader: boolean;
  /** Puts ' before text that a spreadsheet would take for a formula. */
  safe: boolean;
  encoder: Encoder;
  encoding: TextEncoding;
}

/** The dialect that options of an export ask for; throws where one of them cannot be. */
export function csvDialect(options: Readonly<Record<string, unknown>>, usualDelimiter: string): CsvDialect {
  const {
    delimiter = usualDelimiter,
    lineEnd = "lf",
    nullText = "",
    header = true,
    safe,
    encoding = "utf-8",
  } = options;
  const isDelimiter =
    typeof delimiter === "string" && /^[\t -~]$/.test(delimiter) && !/["\w]/.test(delimiter);
  if (!isDelimiter) throw refused("delimiter", delimiter, 'one sign such as "," ";" "|" or a tab');
  if (lineEnd !== "lf" && lineEnd !== "crlf") throw refused("lineEnd", lineEnd, "lf or crlf");
  if (typeof nullText !== "string" || /["\r\n]/.test(nullText) || nullText.includes(delimiter))
    throw refused("nullText", nullText, "a text without quotes, line ends and the delimiter");
  if (!isEncoding(encoding)) throw refused("encoding", encoding, textEncodings.join(", "));
  return {
    delimiter: delimiter.charCodeAt(0),
    lineEnd: new TextEncoder().encode(lineEnd === "lf" ? "\n" : "\r\n"),
    nullText: new TextEncoder().encode(nullText),
    hasHeader: header !== false,
    safe: safe === true,
    encoder: encoderTo(encoding),
    encoding,
  };
}

const isEncoding = (value: unknown): value is TextEncoding =>
  (textEncodings as readonly unknown[]).includes(value);

function refused(option: string, value: unknown, allowed: string): IngestError {
  return new IngestError(`The option ${option} is ${JSON.stringify(value)}. Give ${allowed}.`);
}
