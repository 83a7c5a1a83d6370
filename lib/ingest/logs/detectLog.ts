import type { Column } from "../../engine/protocol.ts";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import type { LogPreset } from "./logFormat.ts";
import { logPresets } from "./logPresets.ts";
import { presetReading } from "./logReading.ts";

/** What kind of log a text is. */
export interface DetectedLog {
  preset: string;
  title: string;
  /** Lines that fit, of those looked at that are not blank or headings: 0 to 1. */
  share: number;
  columns: Column[];
}

const mostLines = 200;
const mostLineLength = 16_384;
/** Of lines that must fit: some stand across two lines or are cut, but most are as the preset says. */
const leastShare = 0.7;
/** Where messages go on over lines, fewer begin a row; but then the first one does. */
const leastJoined = 0.25;

/** The kind of log that a file's first text is (some KiB of it), or null where it is none that is known. */
export function detectLog(headText: string): DetectedLog | null {
  const all = headText.split(/\r?\n/, mostLines + 1);
  // The last line may be cut off.
  const whole = all.length > 1 && !headText.endsWith("\n") ? all.slice(0, -1) : all;
  const lines = whole
    .map((line) => line.replace(/^\ufeff/, ""))
    .filter((line) => line.trim() !== "" && line.length <= mostLineLength);
  if (lines.length === 0) return null;
  const bytes = lines.map((line) => new TextEncoder().encode(line));
  let best: DetectedLog | null = null;
  for (const preset of logPresets) {
    if (best?.share === 1) break;
    const found = tried(preset, lines, bytes);
    if (found && (best === null || found.share > best.share)) best = found;
  }
  return best;
}

function tried(
  preset: LogPreset,
  lines: readonly string[],
  bytes: readonly Uint8Array[],
): DetectedLog | null {
  const { reader } = presetReading(preset);
  let fit = 0;
  let headings = 0;
  let firstFits = false;
  for (let index = 0; index < lines.length; index++) {
    const line = bytes[index] ?? new Uint8Array(0);
    const answer = reader.observe(line, 0, line.length);
    if (answer === "heading") headings++;
    else if (answer === null && (headings > 0 || (preset.detect?.test(lines[index] ?? "") ?? true))) {
      fit++;
      if (index === 0) firstFits = true;
    }
  }
  const rows = lines.length - headings;
  // A file of headings alone is still of its kind, once they name the fields.
  if (rows === 0 && reader.values.length === 0) return null;
  if (rows > 0 && fit === 0) return null;
  const least = preset.joinLines && firstFits && fit > 1 ? leastJoined : leastShare;
  if (rows > 0 && fit / rows < least) return null;
  reader.begin();
  return {
    preset: preset.name,
    title: preset.title,
    share: rows === 0 ? 1 : fit / rows,
    columns: reader.schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
  };
}
