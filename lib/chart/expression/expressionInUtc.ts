const utcNames: Readonly<Record<string, string>> = {
  year: "utcyear",
  quarter: "utcquarter",
  month: "utcmonth",
  date: "utcdate",
  day: "utcday",
  dayofyear: "utcdayofyear",
  week: "utcweek",
  hours: "utchours",
  minutes: "utcminutes",
  seconds: "utcseconds",
  milliseconds: "utcmilliseconds",
  timeFormat: "utcFormat",
  timeParse: "utcParse",
  timeOffset: "utcOffset",
  timeSequence: "utcSequence",
};

/** A quoted text, or a call of a function that is no member of anything. */
const pieces = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w$.])(\w+)(\s*\()/g;

/** A Vega expression whose dates are read and written in UTC, so that the reader's own zone shifts nothing. */
export function expressionInUtc(text: string): string {
  return text.replace(pieces, (piece: string, name?: string, open?: string, at?: number) => {
    if (name === undefined || open === undefined || at === undefined) return piece;
    // With one argument `datetime` copies a moment, with more it makes one of a year, a month and so on.
    if (name === "datetime" && hasMore(text, at + piece.length)) return `utc${open}`;
    return Object.hasOwn(utcNames, name) ? `${utcNames[name]}${open}` : piece;
  });
}

const nows = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w$.])now\s*\(\s*\)/g;

/** A Vega expression whose `now()` is some milliseconds ahead, as the times beside it are on the clock of a zone. */
export function nowAhead(text: string, aheadMs: number): string {
  return text.replace(nows, (piece) => (piece.startsWith("now") ? `(now() + ${aheadMs})` : piece));
}

/** Says whether the call whose arguments begin at `from` has more than one. */
function hasMore(text: string, from: number): boolean {
  let depth = 0;
  for (const [mark] of text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()[\],]/g)) {
    if (mark === "(" || mark === "[") depth++;
    else if (mark === ")" || mark === "]") depth--;
    else if (mark === "," && depth === 0) return true;
    if (depth < 0) return false;
  }
  return false;
}
