import type { SourceEntry } from "../notebook/document.ts";
import { sourceRelationName } from "../notebook/sourceRelationName.ts";
import { isKnownFile, isSameFile, type SeenFile } from "./isSameFile.ts";
import { locationFileName } from "./locationFileName.ts";

export interface WantedSource {
  relation: string;
  entry: SourceEntry;
}

/** Which file a source would take. `fits`: it may be attached without asking. */
export interface FileMatch {
  relation: string;
  /** Place among the files given. */
  file: number;
  fits: boolean;
}

/**
 * Finds for each missing source the best of some files: the very file under any name, then one of its name,
 * then one that would make a relation of its name. Where one source and one file are left over, they are
 * proposed to each other. Every match beyond the first two kinds, or with other content, does not fit by itself.
 * One file may serve several sources that know it; `unused` are the places of files that serve none.
 */
export function matchFiles(
  wanted: readonly WantedSource[],
  files: readonly SeenFile[],
): { matches: FileMatch[]; unused: number[] } {
  const matches: FileMatch[] = [];
  const used = new Set<number>();
  const matched = new Set<string>();
  const pass = (fits: boolean, rule: (source: WantedSource, file: SeenFile, at: number) => boolean) => {
    for (const source of wanted) {
      if (matched.has(source.relation)) continue;
      const at = files.findIndex((file, i) => rule(source, file, i));
      if (at < 0) continue;
      matched.add(source.relation);
      used.add(at);
      matches.push({ relation: source.relation, file: at, fits });
    }
  };
  pass(true, ({ entry }, file) => isKnownFile(entry, file) && isNamed(entry, file));
  pass(true, ({ entry }, file) => isKnownFile(entry, file));
  pass(true, ({ entry }, file) => locationFileName(entry.location) === file.name && isSameFile(entry, file));
  pass(true, ({ entry }, file) => isNamed(entry, file) && isSameFile(entry, file));
  pass(false, ({ entry }, file, at) => isNamed(entry, file) && !used.has(at));
  pass(false, ({ relation }, file, at) => {
    return !used.has(at) && sourceRelationName(file.name, []) === relation.toLowerCase();
  });
  const isLast = files.length - used.size === 1 && wanted.length - matched.size === 1;
  pass(false, (_source, _file, at) => isLast && !used.has(at));
  return { matches, unused: files.flatMap((_, at) => (used.has(at) ? [] : [at])) };
}

// Systems that compare names without case hand the same file out in either spelling.
function isNamed({ location }: SourceEntry, { name }: SeenFile): boolean {
  const plain = (text: string) => text.normalize("NFC").toLowerCase();
  return plain(locationFileName(location)) === plain(name);
}
