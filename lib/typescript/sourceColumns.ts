/** From a line and column of the generated text (line from 1, column from 0) to the column in the source. */
export type SourceColumns = (line: number, column: number) => number;

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Reads the `mappings` of a source map whose generated lines are the source's lines (as sucrase keeps them),
 * so that only columns move. Columns count UTF-16 units from 0.
 */
export function sourceColumns(mappings: string): SourceColumns {
  let sourceColumn = 0;
  const lines = mappings.split(";").map((line) => {
    let generated = 0;
    return line
      .split(",")
      .filter((segment) => segment !== "")
      .map((segment) => {
        const [generatedBy = 0, , , sourceBy = 0] = decodeSegment(segment);
        generated += generatedBy;
        sourceColumn += sourceBy;
        return { generated, source: sourceColumn };
      });
  });
  return (line, column) => {
    let before = { generated: 0, source: 0 };
    for (const token of lines[line - 1] ?? []) {
      if (token.generated > column) break;
      before = token;
    }
    return before.source + column - before.generated;
  };
}

/** Base-64 VLQ numbers of one segment. */
function decodeSegment(segment: string): number[] {
  const numbers: number[] = [];
  let shift = 0;
  let value = 0;
  for (const char of segment) {
    const digit = digits.indexOf(char);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    shift = 0;
    value = 0;
  }
  return numbers;
}
