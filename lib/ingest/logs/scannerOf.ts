import { CefScanner } from "./cefScanner.ts";
import { FieldScanner } from "./fieldScanner.ts";
import { HeaderScanner } from "./headerScanner.ts";
import type { LineScanner } from "./lineScanner.ts";
import type { LogLayout, LogPreset, LogType } from "./logFormat.ts";
import { PairScanner } from "./pairScanner.ts";
import { PatternScanner } from "./patternScanner.ts";

/** The scanner for lines of a layout; `year` is the first line's, where times name none. */
export function scannerOf(layout: LogLayout, year: number | null = null): LineScanner {
  switch (layout.kind) {
    case "fields":
      return new FieldScanner(layout);
    case "header":
      return new HeaderScanner(layout.style);
    case "pairs":
      return new PairScanner();
    case "cef":
      return new CefScanner();
    case "pattern":
      return new PatternScanner({ ...layout, types: typesFor(layout.types, year) });
  }
}

/** Times without a year are text where nobody said which year it was. */
function typesFor(types: Readonly<Record<string, LogType>>, year: number | null): Record<string, LogType> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => {
      const lacksYear = type.kind === "time" && year === null && type.formats.some(isWithoutYear);
      return [name, lacksYear ? { kind: "text" } : type];
    }),
  );
}

/** Whether a time's format names no year. */
export function isWithoutYear(format: string): boolean {
  return format !== "iso" && !/%[YysQ]/.test(format.replaceAll("%%", ""));
}

/** Names of columns whose times have no year. */
export function yearlessColumns(preset: Pick<LogPreset, "layout">): string[] {
  const { layout } = preset;
  if (layout.kind !== "pattern") return [];
  return Object.entries(layout.types).flatMap(([name, type]) =>
    type.kind === "time" && type.formats.some(isWithoutYear) ? [name] : [],
  );
}
