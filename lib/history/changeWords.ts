import type { CellChange, NotebookChanges } from "./cellChanges.ts";

const mostNames = 3;

/** What is said of two versions that do not differ. */
export const nothingChanged = "nothing changed";

/** What changed, in a few words: "totals changed · by_day added · 2 texts removed". */
export function changeWords({ cells, sources, title }: NotebookChanges): string {
  const changed = (...ways: CellChange["ways"]) =>
    cells.filter((cell) => cell.ways[0] !== undefined && ways.includes(cell.ways[0]));
  const renamed = changed("renamed").map(({ before, after }) => `${before?.name} renamed ${after?.name}`);
  const parts = [
    title ? `title now “${title.after}”` : "",
    ...renamed.slice(0, mostNames),
    named(changed("text", "kind", "options"), "changed"),
    named(changed("added"), "added"),
    named(changed("removed"), "removed"),
    named(changed("moved"), "moved"),
    sources.length > 0 ? `${listed(sources)}: source changed` : "",
  ];
  return parts.filter(Boolean).join(" · ") || nothingChanged;
}

function named(cells: readonly CellChange[], what: string): string {
  if (cells.length === 0) return "";
  const names = cells.flatMap(({ before, after }) => (after ?? before)?.name || []);
  const texts = cells.length - names.length;
  const unnamed = texts === 0 ? [] : [texts === 1 ? "a text" : `${texts} texts`];
  return `${listed([...names, ...unnamed])} ${what}`;
}

function listed(names: readonly string[]): string {
  if (names.length <= mostNames + 1) return names.join(", ");
  return `${names.slice(0, mostNames).join(", ")} and ${names.length - mostNames} more`;
}
