import type { ReadAgain } from "../types.ts";
import { isBlankLine } from "./fillLog.ts";
import type { LogReading } from "./logReading.ts";

const rowsAtOnce = 10_000;

/** Reads single lines as the last line of a log was read, into the same columns. The reader is then of no other use. */
export function linesAgain({ reader, maxLineBytes, expected }: LogReading): ReadAgain {
  reader.settle();
  const problemOf = (text: string): string | null => {
    if (/[\r\n]/.test(text)) return "a row of this log is one line, and this is more than one";
    const bytes = new TextEncoder().encode(text);
    if (isBlankLine(bytes, 0, bytes.length)) return "the text is empty";
    if (bytes.length > maxLineBytes) return `the line is longer than ${maxLineBytes} bytes`;
    if (!reader.beginsRow(bytes, 0, bytes.length)) return `the line is not as expected: ${expected}`;
    const problem = reader.add(bytes, 0, bytes.length);
    if (problem === "misfit") return "a value is not of its column's type, or has no column";
    return problem && (problem.column === null ? problem.reason : `${problem.column}: ${problem.reason}`);
  };
  return async (texts, sink) => {
    const problems = new Map<number, string>();
    for (const [index, text] of texts.entries()) {
      const problem = problemOf(text);
      if (problem !== null) problems.set(index, problem);
      if (reader.count >= rowsAtOnce) await sink.append(reader.take().ipc);
    }
    if (reader.count > 0) await sink.append(reader.take().ipc);
    return problems;
  };
}
