import type { NotebookFacts } from "../../lib/store/library/notebookFacts.ts";
import { formatBytes } from "../ui/formatBytes.ts";
import { countOf, formatCount } from "../ui/formatCount.ts";

const names: Record<string, string> = { sql: "SQL", ts: "TypeScript", md: "text" };
/** Kinds that are things to count: two charts, and not two SQL. */
const counted = new Set(["chart", "input", "match", "export"]);
const mostKinds = 4;

/** A notebook in a few words: "12 cells: 8 SQL, 3 text, 1 chart · 3.4 kB". */
export function factsText({ kinds, bytes }: NotebookFacts): string {
  const size = formatBytes(bytes);
  if (kinds === null) return `Not readable as a notebook · ${size}`;
  if (kinds.length === 0) return `Empty · ${size}`;
  const all = kinds.reduce((sum, [, count]) => sum + count, 0);
  const shown = kinds
    .slice(0, mostKinds)
    .map(([kind, count]) =>
      counted.has(kind) ? countOf(count, kind) : `${formatCount(count)} ${names[kind] ?? kind}`,
    );
  const rest = kinds.length > mostKinds ? ", …" : "";
  return `${countOf(all, "cell")}: ${shown.join(", ")}${rest} · ${size}`;
}
