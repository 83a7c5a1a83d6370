/** What the text of one cell looks like. `code` is letters with digits, `text` is all else. */
export type CellKind =
  | "empty"
  | "missing"
  | "integer"
  | "number"
  | "money"
  | "date"
  | "time"
  | "timestamp"
  | "boolean"
  | "link"
  | "code"
  | "text";

const integer = /^[+-]?\d{1,38}$/;
const number = /^[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?$|^[+-]?(?:inf(?:inity)?|nan)$/i;
const commaNumber = /^[+-]?\d+,\d+$/;
const grouped =
  /^[+-]?\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|(?:\.\d{3})+(?:,\d+)?|(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?)$/;
const money =
  /^[-+(]?\s?(?:[$£€¥₹]|USD|EUR|GBP|CHF)\s?[-+]?[\d.,' ]*\d\)?$|^[-+]?[\d.,' ]*\d\s?(?:[$£€¥₹%]|USD|EUR|GBP|CHF)$/;
const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const date = new RegExp(
  "^(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})" +
    `|\\d{1,2}[- ](?:${months})[a-z]*[- ](?:\\d{4}|\\d{2})|(?:${months})[a-z]*\\.? \\d{1,2},? \\d{4})$`,
  "i",
);
const time = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]m)?$/i;
const timestamp =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]m)?\s?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const boolean = /^(?:true|false|yes|no)$/i;
const link = /^(?:https?:\/\/|ftp:\/\/|www\.)\S+$|^[\w.+-]+@[\w-]+\.[\w.-]+$/i;
const missing = /^(?:n\/?a|null|none|nil|nd|n\.a\.|#n\/a|-+|\.|\?|\\n|missing|unknown)$/i;
const code = /^(?=.*\d)[A-Za-z0-9]+(?:[-_./:][A-Za-z0-9]+)*$/;

/** The kind of a cell's text, spaces around it aside. */
export function cellKind(text: string): CellKind {
  const cell = text.trim();
  if (cell === "") return "empty";
  if (cell.length > 64) return link.test(cell) ? "link" : "text";
  const first = cell.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (isDigit || first < 48) {
    if (integer.test(cell)) return "integer";
    if (number.test(cell) || grouped.test(cell) || commaNumber.test(cell)) return "number";
    if (isDigit) {
      if (date.test(cell)) return "date";
      if (time.test(cell)) return "time";
      if (timestamp.test(cell)) return "timestamp";
    }
  } else if (cell.length < 9 && number.test(cell)) return missing.test(cell) ? "missing" : "number";
  if (missing.test(cell)) return "missing";
  if (boolean.test(cell)) return "boolean";
  if (money.test(cell)) return "money";
  if (date.test(cell)) return "date";
  if (link.test(cell)) return "link";
  return code.test(cell) ? "code" : "text";
}

/** Whether cells of this kind in most rows make a header of the same kind unlikely. */
export function isTyped(kind: CellKind): boolean {
  return kind !== "empty" && kind !== "missing" && kind !== "code" && kind !== "text";
}
