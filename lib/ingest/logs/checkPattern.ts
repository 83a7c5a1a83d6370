import type { Column } from "../../engine/protocol.ts";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { IngestError } from "../types.ts";
import { compilePattern } from "./compilePattern.ts";
import type { LogOptions } from "./logFormat.ts";
import { logReading } from "./logReading.ts";

/** What a pattern makes of a sample: columns and the share of lines that fit (0 to 1), or what is wrong with it. */
export type PatternCheck =
  | { problem: string }
  | { problem: null; columns: Column[]; share: number; firstMisfit: string | null; warnings: string[] };

const mostLines = 200;
const mostLineLength = 4096;
/** What a match may take, in milliseconds; a pattern that goes on for longer on a short text has no end on a long one. */
const mostMatchMs = 50;

/** Tries a pattern on the first text of a file, and on lines made to not fit, on which bad patterns never end. */
export function checkPattern(
  options: LogOptions & { pattern: string },
  sample: string,
  now: () => number = () => performance.now(),
): PatternCheck {
  const compiled = compilePattern(options.pattern);
  if (compiled.problem !== null) return { problem: compiled.problem };
  const lines = sample
    .split(/\r?\n/, mostLines)
    .filter((line) => line.trim() !== "" && line.length <= mostLineLength);
  const slow = slowText(compiled.pattern, lines, now);
  if (slow !== null) {
    return {
      problem:
        `The pattern takes far too long on text like "${slow.slice(-60)}": it tries too many ways. ` +
        "Avoid repetitions inside repetitions, such as (a+)+ or (.*,)*.",
    };
  }
  const encoder = new TextEncoder();
  let fit = 0;
  let partial = 0;
  let firstMisfit: string | null = null;
  try {
    const { reader } = logReading(options);
    for (const line of lines) {
      const bytes = encoder.encode(line);
      if (reader.observe(bytes, 0, bytes.length) === null) fit++;
      else firstMisfit ??= line;
      if ((compiled.pattern.exec(line)?.[0].length ?? line.length) < line.length) partial++;
    }
    reader.begin();
    return {
      problem: null,
      columns: reader.schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
      share: lines.length === 0 ? 0 : fit / lines.length,
      firstMisfit,
      warnings:
        partial > 0
          ? [
              `${partial} of ${lines.length} lines have text before or behind what the pattern matches; it is not kept`,
            ]
          : [],
    };
  } catch (thrown) {
    if (thrown instanceof IngestError) return { problem: thrown.message };
    throw thrown;
  }
}

/**
 * A text on which the pattern takes too long, or null. Texts grow a little at a time, so that one that doubles the time
 * with each character is met while it still ends.
 */
function slowText(pattern: RegExp, lines: readonly string[], now: () => number): string | null {
  // Few lines are enough: what they have in common is what a pattern goes wrong on.
  for (const line of lines.slice(0, 8)) {
    const step = Math.max(2, Math.ceil(line.length / 400));
    for (let length = 1; length <= line.length; length += length < 64 ? 2 : step) {
      const text = `${line.slice(0, length)}\u0000`;
      const startedAt = now();
      pattern.test(text);
      if (now() - startedAt > mostMatchMs) return text;
    }
  }
  return null;
}
