import type { Drift } from "./unionByName.ts";

const filesNamed = 3;

/** What differs between many files, one sentence a difference, with how many files and the first of them by name. */
export function driftNotes(drift: readonly Drift[], files: number): string[] {
  const groups = new Map<string, { of: Drift; files: string[] }>();
  for (const one of drift) {
    const key = [one.kind, one.column.toLowerCase(), one.from, one.to].join("\0");
    const group = groups.get(key);
    if (group) group.files.push(one.file);
    else groups.set(key, { of: one, files: [one.file] });
  }
  return [...groups.values()].map(
    ({ of, files: named }) => `${sentence(of, named.length, files)}: ${listed(named)}`,
  );
}

function sentence({ kind, column, from, to, isLossy }: Drift, count: number, files: number): string {
  const some = `${count} of ${files} files`;
  switch (kind) {
    case "lacks":
      return `${column} is NULL in ${some}, which lack it`;
    case "adds":
      return `${column} is only in ${some} that the first file is not among`;
    case "retypes":
      return `${column} is ${from} in ${some} and becomes ${to}${isLossy ? ", which may lose digits" : ""}`;
    case "reorders":
      return `columns stand in another order in ${some}; they go by name`;
  }
}

function listed(files: readonly string[]): string {
  const more = files.length - filesNamed;
  return files.slice(0, filesNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
