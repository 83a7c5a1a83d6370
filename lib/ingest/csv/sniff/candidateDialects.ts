import { plainDialect, type TextDialect } from "../read/textDialect.ts";

/** A dialect that a text could be in, and how likely it is before a look at the rows: 1 for the usual. */
export interface Candidate {
  dialect: TextDialect;
  prior: number;
}

const usual: readonly [string, number][] = [
  [",", 1],
  ["\t", 1],
  [";", 1],
  ["|", 1],
];
// What some exports use; each loses against a usual delimiter that does as well.
const unusual = [..."\u0001\u0002\u001c\u001d\u001e\u001f^~¦§#%&*!:+=@·，；｜"];
const openers = ['"', "'", "“", "„", "«", "`"];

/** The dialects to try on `text`, the first part of a file; given marks are the only ones tried. */
export function candidateDialects(
  text: string,
  given: { delimiter?: string; quote?: string; escape?: string; comment?: string },
): Candidate[] {
  const delimiters =
    given.delimiter === undefined
      ? delimitersOf(text)
      : [{ text: given.delimiter, prior: 1, collapse: false }];
  const comments = given.comment === undefined ? commentsOf(text) : [given.comment];
  return delimiters.flatMap(({ text: delimiter, prior, collapse }) =>
    quotesOf(text, delimiter, given.quote).flatMap((quote) =>
      escapesOf(text, delimiter, quote, given.escape).flatMap((escapeMark, index) =>
        comments.map((comment, position) => ({
          dialect: { ...plainDialect, delimiter, collapse, quote, escape: escapeMark, comment },
          prior: prior * (index > 0 ? 0.98 : 1) * (position > 0 ? 0.97 : 1) * (quote === "" ? 0.97 : 1),
        })),
      ),
    ),
  );
}

function delimitersOf(text: string): { text: string; prior: number; collapse: boolean }[] {
  const found: { text: string; prior: number; collapse: boolean }[] = [];
  const has = (mark: string) => text.includes(mark);
  for (const [mark, prior] of usual) {
    if (!has(mark)) continue;
    found.push({ text: mark, prior, collapse: false });
    if (mark !== "\t" && isMostlyFollowedBySpace(text, mark))
      found.push({ text: `${mark} `, prior: 1.02, collapse: false });
  }
  for (const mark of unusual)
    if (has(mark)) found.push({ text: mark, prior: mark < " " ? 0.95 : 0.7, collapse: false });
  for (const mark of longMarks(text)) found.push({ text: mark, prior: 0.9, collapse: false });
  if (has(" ")) found.push({ text: " ", prior: 0.6, collapse: false });
  if (has("  ") || /^ /m.test(text)) found.push({ text: " ", prior: 0.65, collapse: true });
  // No delimiter at all: each line is one value.
  found.push({ text: "", prior: 1, collapse: false });
  if (has("\t\t")) found.push({ text: "\t", prior: 0.8, collapse: true });
  return found;
}

function isMostlyFollowedBySpace(text: string, mark: string): boolean {
  const all = text.split(mark).length - 1;
  return (text.split(`${mark} `).length - 1) * 10 >= all * 8;
}

/** Runs of two to four marks that come up again and again, as `||` or `|#|` do. */
function longMarks(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [run] of text.matchAll(/[^\p{L}\p{N}\s"'.,;()[\]{}<>/\\_-]{2,4}/gu))
    counts.set(run, (counts.get(run) ?? 0) + 1);
  const lines = text.split(/\r\n|\n|\r/).length;
  return [...counts.entries()]
    .filter(([, count]) => count * 2 >= lines)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([run]) => run);
}

/** Quotes that stand where a field begins; the usual one is always tried, and none too where it is at odds. */
function quotesOf(text: string, delimiter: string, given: string | undefined): string[] {
  if (given !== undefined) return [given];
  const opens = (quote: string) => {
    if (text.startsWith(quote)) return true;
    return ["\n", "\r", delimiter, `${delimiter} `].some(
      (before) => before !== "" && text.includes(before + quote),
    );
  };
  const quotes = openers.filter((quote) => quote === '"' || opens(quote));
  return opens('"') ? [...quotes, ""] : quotes;
}

/** Marks that begin some lines but not most. */
function commentsOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  return [
    "",
    ...["#", "//", "--", "%"].filter((mark) => {
      const marked = lines.filter((line) => line.trimStart().startsWith(mark)).length;
      return marked > 0 && marked < lines.length;
    }),
  ];
}

function escapesOf(text: string, delimiter: string, quote: string, given: string | undefined): string[] {
  if (given !== undefined) return [given === quote ? "" : given];
  const escapes = [""];
  const ends = quote !== "" && text.includes(`\\${quote}`);
  if (ends || (delimiter !== "" && text.includes(`\\${delimiter}`))) escapes.push("\\");
  // Double quotes doubled in text that is quoted otherwise: written by a program that escapes with them.
  if (quote === "'" && text.includes('""') && !/(^|[^"])"([^"]|$)/.test(text)) escapes.unshift('"');
  return escapes;
}
