import { jsonText, plainText } from "./plainText.ts";
import type { LogLevel } from "./protocol.ts";
import { Relation } from "./relation.ts";

const levels: readonly LogLevel[] = ["log", "info", "warn", "error", "debug"];

/** The `console` of a cell: what it logs goes to the cell's output. Methods that print nothing here do nothing. */
export function cellConsole(
  log: (level: LogLevel, text: string) => void,
  table: (value: unknown) => void,
): Record<string, (...args: unknown[]) => void> {
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  const nothing = () => undefined;
  const elapsed = (label: string) =>
    `${label}: ${(performance.now() - (starts.get(label) ?? 0)).toFixed(1)} ms`;
  const printers = levels.map((level) => [
    level,
    (...args: unknown[]) => log(level, args.map(argumentText).join(" ")),
  ]);
  return {
    ...Object.fromEntries(printers),
    table,
    dir: (value) => log("log", argumentText(value)),
    assert: (isTrue, ...args) => {
      if (!isTrue) log("error", ["Assertion failed:", ...args.map(argumentText)].join(" "));
    },
    count: (label = "default") => {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      log("log", `${label}: ${count}`);
    },
    time: (label = "default") => void starts.set(String(label), performance.now()),
    timeLog: (label = "default") => log("log", elapsed(String(label))),
    timeEnd: (label = "default") => log("log", elapsed(String(label))),
    trace: (...args) => log("log", args.map(argumentText).join(" ")),
    group: (...args) => {
      if (args.length > 0) log("log", args.map(argumentText).join(" "));
    },
    groupCollapsed: nothing,
    groupEnd: nothing,
    clear: nothing,
  };
}

function argumentText(value: unknown): string {
  if (value instanceof Relation) return `Relation ${value.name ?? "(query)"}`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value === undefined || value === null) return String(value);
  return typeof value === "object" ? jsonText(value) : (plainText(value) ?? "");
}
