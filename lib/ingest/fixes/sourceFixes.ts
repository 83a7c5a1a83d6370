import { IngestError } from "../types.ts";

/** Corrected texts of rejected rows, by what names the row (see `fixKey`); null for a row that is left out on purpose. */
export type SourceFixes = ReadonlyMap<string, string | null>;

/** What names a rejected row: its line in the file, and before it the file's path where a source has several. */
export function fixKey(path: string | null, line: number): string {
  return path === null ? String(line) : `${path}:${line}`;
}

/** Reads the option `fixes` of a source; throws an IngestError where it is not a map of lines to texts. */
export function parseFixes(value: unknown): SourceFixes {
  if (value === undefined || value === null) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new IngestError(
      "The option fixes of this source must map lines of rejected rows to their corrected text.",
    );
  }
  const fixes = new Map<string, string | null>();
  for (const [key, text] of Object.entries(value)) {
    if (text !== null && typeof text !== "string") {
      throw new IngestError(
        `The fix of line ${key} must be text, in quotes where it could be taken for a number, or null to leave the row out.`,
      );
    }
    fixes.set(key, text);
  }
  return fixes;
}

/** The fixes of one file by line; `path` is its path where the source has several files, else null. */
export function fixesOfFile(fixes: SourceFixes, path: string | null): Map<number, string | null> {
  const found = new Map<number, string | null>();
  const start = path === null ? "" : `${path}:`;
  for (const [key, text] of fixes) {
    const line = key.startsWith(start) ? key.slice(start.length) : "";
    if (/^[1-9]\d{0,14}$/.test(line)) found.set(Number(line), text);
  }
  return found;
}

/** Keys that name no line of any of the files; `paths` is null where the source has only one file. */
export function strayFixes(fixes: SourceFixes, paths: readonly string[] | null): string[] {
  const named = new Set(paths ?? []);
  return [...fixes.keys()].filter((key) => {
    const [, path, line] = /^(?:(.*):)?([1-9]\d{0,14})$/s.exec(key) ?? [];
    if (line === undefined) return true;
    return paths === null ? path !== undefined : path === undefined || !named.has(path);
  });
}
