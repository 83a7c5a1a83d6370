import { type ColumnFacts, type FieldKind, fieldFact, noteField, surprises } from "./fieldFacts.ts";

/** What a byte is to a field without quotes: the end of it, a digit, a point, or anything else. */
const end = -1;
const digit = 0;
const point = 1;
const other = 256;

/** A class for each byte value, for one delimiter. */
export function byteClasses(delimiter: number): Int16Array {
  const classes = new Int16Array(256).fill(other);
  classes.fill(digit, 48, 58);
  classes[46] = point;
  classes[delimiter] = end;
  classes[10] = end;
  return classes;
}

/**
 * Looks at the fields of whole lines, bytes `from` to `to - 1`, in which only delimiters and line feeds mean anything:
 * the result is that of CsvScanner's own loop, at several times its speed. Plain numbers of few digits, which most
 * fields are, say nothing beyond their length; all else goes to `noteField`. `firstLine` is the first line's number.
 */
export function scanPlainLines(
  block: Uint8Array,
  from: number,
  to: number,
  classes: Int16Array,
  kinds: readonly FieldKind[],
  facts: readonly ColumnFacts[],
  firstLine: number,
): { lines: number; blank: number } {
  let lines = 0;
  let blank = 0;
  let at = from;
  while (at < to) {
    if (block[at] === 10) {
      blank++;
    } else {
      for (let column = 0; ; column++, at++) {
        const start = at;
        const kind = kinds[column] ?? null;
        let sum = 0;
        if (kind === null) {
          while (classes[block[at] ?? 10] !== end) at++;
        } else {
          for (
            let found = classes[block[at] ?? 10] ?? end;
            found !== end;
            found = classes[block[at] ?? 10] ?? end
          ) {
            sum += found;
            at++;
          }
          const seen = facts[column];
          if (seen && !isQuiet(seen, kind, block, start, at, sum))
            look(seen, kind, block, start, at, firstLine + lines);
        }
        if (block[at] === 10) break;
      }
    }
    lines++;
    at++;
  }
  return { lines, blank };
}

/** Whether a field surely says nothing but how many digits it has; `sum` adds up the classes of its bytes. */
function isQuiet(
  facts: ColumnFacts,
  kind: NonNullable<FieldKind>,
  block: Uint8Array,
  from: number,
  to: number,
  sum: number,
): boolean {
  const length = to - from;
  if (length === 0) return true;
  if (kind === "date" || kind === "time") return length < 12;
  if (sum > point || length > 16) return false;
  let scale = 0;
  if (sum === point) {
    // Whether there is a fraction need be found out but once.
    if ((facts.bits & fieldFact.fraction) === 0 || kind === "integer") return false;
    let dot = to - 1;
    while (block[dot] !== 46) dot--;
    scale = to - dot - 1;
  }
  const whole = sum === point ? length - scale - 1 : length;
  if (whole === 0 || whole + scale > 15 || (block[from] === 48 && whole > 1)) return false;
  if (whole > facts.wholeDigits) facts.wholeDigits = whole;
  if (scale > facts.scale) facts.scale = scale;
  return true;
}

function look(
  facts: ColumnFacts,
  kind: NonNullable<FieldKind>,
  block: Uint8Array,
  from: number,
  to: number,
  line: number,
): void {
  const bits = noteField(facts, kind, block, from, to);
  if ((bits & surprises[kind]) !== 0 && !facts.first) {
    facts.first = { line, text: new TextDecoder().decode(block.subarray(from, to)) };
  }
}
