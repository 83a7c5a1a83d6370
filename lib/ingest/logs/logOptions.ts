import { compilePattern } from "./compilePattern.ts";
import type { LogOptions, ScalarLogType } from "./logFormat.ts";
import { logPreset, logPresets } from "./logPresets.ts";
import { timeFormatProblem } from "./timeFormat.ts";

const plainKinds = ["text", "integer", "double", "boolean", "date", "auto"] as const;

/** The type that a text names: text, integer, double, boolean, date, auto, time (ISO), or a format such as %Y-%m-%d. */
export function logType(
  text: string,
): { type: ScalarLogType; problem: null } | { type: ScalarLogType; problem: string } {
  const kind = plainKinds.find((name) => name === text);
  if (kind) return { type: { kind }, problem: null };
  if (text === "time") return { type: { kind: "time", formats: ["iso"] }, problem: null };
  if (text.includes("%")) {
    return { type: { kind: "time", formats: [text] }, problem: timeFormatProblem(text) };
  }
  return {
    type: { kind: "text" },
    problem: `"${text}" is none of ${plainKinds.join(", ")}, time, or a time's format such as %d/%b/%Y:%H:%M:%S %z.`,
  };
}

/** Reads options from the plain record that a notebook keeps; answers what is wrong with it where something is. */
export function parseLogOptions(
  record: Readonly<Record<string, unknown>>,
): { options: LogOptions; problem: null } | { options: null; problem: string } {
  const refuse = (problem: string) => ({ options: null, problem });
  const options: LogOptions = {};
  for (const [key, value] of Object.entries(record)) {
    switch (key) {
      case "preset":
        if (typeof value !== "string" || !logPreset(value)) {
          return refuse(`preset must be one of ${logPresets.map(({ name }) => name).join(", ")}.`);
        }
        options.preset = value;
        break;
      case "pattern": {
        if (typeof value !== "string") return refuse("pattern must be a text.");
        const { problem } = compilePattern(value);
        if (problem !== null) return refuse(problem);
        options.pattern = value;
        break;
      }
      case "types": {
        const types = textsByName(value);
        if (!types) return refuse("types must name a type for each column, as text.");
        for (const [name, text] of Object.entries(types)) {
          const { problem } = logType(text);
          if (problem !== null) return refuse(`The type of ${name} is not known: ${problem}`);
        }
        options.types = types;
        break;
      }
      case "nulls": {
        const nulls = texts(value);
        if (!nulls) return refuse("nulls must be a list of texts.");
        options.nulls = nulls;
        break;
      }
      case "year":
        if (!isWhole(value, 1, 9999)) return refuse("year must be a whole number from 1 to 9999.");
        options.year = value;
        break;
      case "joinLines":
        if (typeof value !== "boolean") return refuse("joinLines must be true or false.");
        options.joinLines = value;
        break;
      case "maxLineBytes":
        if (!isWhole(value, 1, 64 << 20))
          return refuse("maxLineBytes must be a whole number up to 67108864.");
        options.maxLineBytes = value;
        break;
      default:
        return refuse(`"${key}" is no option of a log.`);
    }
  }
  if (options.preset !== undefined && options.pattern !== undefined) {
    return refuse("A log has a preset or a pattern, not both.");
  }
  if (
    options.joinLines &&
    options.preset !== undefined &&
    logPreset(options.preset)?.layout.kind !== "pattern"
  ) {
    return refuse(`Lines of ${options.preset} cannot go on, so joinLines is not for them.`);
  }
  if (options.types !== undefined) {
    const compiled = options.pattern === undefined ? null : compilePattern(options.pattern);
    const groups = compiled?.problem === null ? compiled.groups : [];
    const stranger = Object.keys(options.types).find((name) => !groups.includes(name));
    if (stranger !== undefined) return refuse(`types names ${stranger}, which is no group of the pattern.`);
  }
  return { options, problem: null };
}

/** Options as the plain record that a notebook keeps. */
export function printLogOptions(options: LogOptions): Record<string, unknown> {
  const { preset, pattern, types, nulls, year, joinLines, maxLineBytes } = options;
  return {
    ...(preset !== undefined && { preset }),
    ...(pattern !== undefined && { pattern }),
    ...(types !== undefined && { types: { ...types } }),
    ...(nulls !== undefined && { nulls: [...nulls] }),
    ...(year !== undefined && { year }),
    ...(joinLines !== undefined && { joinLines }),
    ...(maxLineBytes !== undefined && { maxLineBytes }),
  };
}

function texts(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const found = value.filter((item): item is string => typeof item === "string");
  return found.length === value.length ? found : null;
}

function textsByName(value: unknown): Record<string, string> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const found: [string, string][] = [];
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== "string") return null;
    found.push([name, text]);
  }
  return Object.fromEntries(found);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
