/** How the records of a delimited text are written. A mark that the text has not is "". */
export interface TextDialect {
  /** One character or several; "" where each line is one value. */
  delimiter: string;
  /** Several delimiters in a row count as one, and those around a line as none: columns lined up with spaces. */
  collapse: boolean;
  /** The opening quote; the closing one is the same, or its typographic partner. Doubled quotes always escape. */
  quote: string;
  /** A mark that escapes the next one beside doubling: a backslash as a rule. */
  escape: string;
  /** Begins a line that is no record. */
  comment: string;
  /** A carriage return alone ends a line. */
  crEndsLine: boolean;
}

const partners: Readonly<Record<string, string>> = { "“": "”", "„": "“", "«": "»", "‘": "’" };

/** The mark that closes what `quote` opens. */
export function closingQuote(quote: string): string {
  return partners[quote] ?? quote;
}

/** What most files are: commas, double quotes. */
export const plainDialect: TextDialect = {
  delimiter: ",",
  collapse: false,
  quote: '"',
  escape: "",
  comment: "",
  crEndsLine: true,
};
