import { NotebookParseError, parseNotebook } from "../../formats/parseNotebook.ts";
import type { StoredNotebook } from "../platform.ts";

/** What a list says of a notebook. */
export interface NotebookFacts {
  /** How many cells of each kind, the most frequent first; null where the text does not read as a notebook. */
  kinds: readonly (readonly [kind: string, count: number])[] | null;
  bytes: number;
}

// Made once for each version of a notebook, when it is first drawn.
const known = new WeakMap<StoredNotebook, NotebookFacts>();

export function notebookFacts(notebook: StoredNotebook): NotebookFacts {
  const made = known.get(notebook) ?? {
    kinds: kindsOf(notebook.text),
    bytes: new TextEncoder().encode(notebook.text).length,
  };
  known.set(notebook, made);
  return made;
}

function kindsOf(text: string): NotebookFacts["kinds"] {
  try {
    const counts = new Map<string, number>();
    for (const { kind } of parseNotebook(text).cells) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a);
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return null;
    throw thrown;
  }
}
