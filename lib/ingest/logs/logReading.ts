import { IngestError } from "../types.ts";
import { LineReader } from "./lineReader.ts";
import type { LogLayout, LogOptions, LogPreset } from "./logFormat.ts";
import { logType } from "./logOptions.ts";
import { logPreset, logPresets } from "./logPresets.ts";
import { scannerOf, yearlessColumns } from "./scannerOf.ts";

/** What options come to: a reader of lines, how long these may be, and what must be said. */
export interface LogReading {
  reader: LineReader;
  maxLineBytes: number;
  joinLines: boolean;
  notes: readonly string[];
  /** What lines are expected to be, to complete "… is expected". */
  expected: string;
}

/** Makes a reader by options, which must name a preset or a pattern. Throws an IngestError where they make no sense. */
export function logReading(options: LogOptions): LogReading {
  const year = options.year ?? null;
  if (options.pattern !== undefined) {
    const layout = patternLayout(options, options.pattern);
    const maxLineBytes = options.maxLineBytes ?? 64 << 10;
    const reader = new LineReader(scannerOf(layout, year), year, null);
    return {
      reader,
      maxLineBytes,
      joinLines: options.joinLines ?? false,
      notes: [],
      expected: "a line that fits the pattern",
    };
  }
  const preset = logPreset(options.preset ?? "");
  if (!preset) {
    throw new IngestError(
      `There is no log preset "${options.preset ?? ""}". There are ${logPresets.map(({ name }) => name).join(", ")}; ` +
        "or give a pattern.",
    );
  }
  return presetReading(preset, options);
}

/** Makes a reader of a preset's lines. */
export function presetReading(preset: LogPreset, options: LogOptions = {}): LogReading {
  const year = options.year ?? null;
  const yearless = year === null ? yearlessColumns(preset) : [];
  return {
    reader: new LineReader(scannerOf(preset.layout, year), year, options.nulls ?? null),
    maxLineBytes: options.maxLineBytes ?? (preset.layout.kind === "pattern" ? 64 << 10 : 1 << 20),
    joinLines: preset.layout.kind === "pattern" && (options.joinLines ?? preset.joinLines ?? false),
    notes: [
      ...(preset.notes ?? []),
      ...yearless.map(
        (name) => `times name no year, so they are text: ${name}; give the first line's year to have times`,
      ),
    ],
    expected: preset.title,
  };
}

function patternLayout(options: LogOptions, source: string): LogLayout {
  const types = Object.fromEntries(
    Object.entries(options.types ?? {}).map(([name, text]) => {
      const { type, problem } = logType(text);
      if (problem !== null) throw new IngestError(`The type of ${name} is not known: ${problem}`);
      return [name, type];
    }),
  );
  return { kind: "pattern", source, types, nulls: options.nulls ?? ["-"] };
}
