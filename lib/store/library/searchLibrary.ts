import { entryTitle, type LibraryEntry } from "./libraryEntry.ts";

export type LibraryOrder = "edited" | "title";

/** So many characters are looked through before somebody else may have the thread: about two milliseconds' worth. */
const sliceLength = 2_000_000;

interface Folded {
  title: string;
  text: string;
}

// Made once for each version of a notebook, at its first search.
const folded = new WeakMap<object, Folded>();

function foldedOf({ notebook }: LibraryEntry): Folded {
  const known = folded.get(notebook);
  if (known) return known;
  const made = { title: notebook.title.toLowerCase(), text: notebook.text.toLowerCase() };
  folded.set(notebook, made);
  return made;
}

/** The words that were typed; what is in double quotes is one. */
export function searchWords(typed: string): string[] {
  const parts = typed.toLowerCase().match(/"[^"]*"?|\S+/g) ?? [];
  return [...new Set(parts.map((part) => part.replaceAll('"', "").trim()).filter((part) => part !== ""))];
}

/**
 * The entries in which every word occurs, in title or text, without regard to case; those that have them all in the title
 * come first, each kind in the order given. Yields now and then, so that a large library is no long task.
 */
export function* searching(
  entries: readonly LibraryEntry[],
  typed: string,
): Generator<undefined, readonly LibraryEntry[]> {
  const words = searchWords(typed);
  if (words.length === 0) return entries;
  const inTitle: LibraryEntry[] = [];
  const inText: LibraryEntry[] = [];
  let looked = 0;
  for (const entry of entries) {
    const { title, text } = foldedOf(entry);
    if (words.every((word) => title.includes(word))) inTitle.push(entry);
    else if (words.every((word) => title.includes(word) || text.includes(word))) inText.push(entry);
    looked += text.length;
    if (looked < sliceLength) continue;
    looked = 0;
    yield;
  }
  return [...inTitle, ...inText];
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Entries in the order that is asked for: the one edited last first, or by title as people count. */
export function inOrder(entries: readonly LibraryEntry[], order: LibraryOrder): LibraryEntry[] {
  const edited = (a: LibraryEntry, b: LibraryEntry) =>
    (b.deletedAt ?? b.notebook.updatedAt) - (a.deletedAt ?? a.notebook.updatedAt);
  if (order === "edited") return [...entries].sort(edited);
  return [...entries].sort((a, b) => collator.compare(entryTitle(a), entryTitle(b)) || edited(a, b));
}

/** The part of a text around the first of the words that occurs in it; null where none does. */
export interface Excerpt {
  before: string;
  match: string;
  after: string;
}

const beforeLength = 32;
const afterLength = 120;

export function excerptOf(entry: LibraryEntry, words: readonly string[]): Excerpt | null {
  const { text } = entry.notebook;
  const { title, text: low } = foldedOf(entry);
  const wanted = words.find((word) => !title.includes(word) && low.includes(word));
  if (wanted === undefined || low.length !== text.length) return null;
  const at = low.indexOf(wanted);
  const end = at + wanted.length;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const from = Math.max(lineStart, at - beforeLength);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, end + afterLength);
  const before = (from > lineStart ? "…" : "") + text.slice(from, at).trimStart();
  return { before, match: text.slice(at, end), after: text.slice(end, to).trimEnd() };
}
