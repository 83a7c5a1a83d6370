/** A language whose scripts hold a notebook: cells of its own kind as code, all others in comments. */
export interface ScriptLanguage {
  readonly kind: "sql" | "ts";
  /** What begins a comment of one line. */
  readonly comment: string;
}

/** `.sql` files with `-- %%` between their cells. */
export const sqlScript: ScriptLanguage = { kind: "sql", comment: "--" };

/** `.ts` files with `// %%` between their cells. */
export const tsScript: ScriptLanguage = { kind: "ts", comment: "//" };

/** What stands behind the mark of a line that begins a cell; null for any other line. */
export function afterMark(line: string, { comment }: ScriptLanguage): string | null {
  const mark = `${comment} %%`;
  return line.startsWith(mark) && /^(?:[ \t]|$)/.test(line.slice(mark.length))
    ? line.slice(mark.length)
    : null;
}

/** A line as a comment. One that would begin a cell stands without the blank. */
export function commented(text: string, { comment }: ScriptLanguage): string {
  if (text === "") return comment;
  return /^%%(?:[ \t]|$)/.test(text) ? comment + text : `${comment} ${text}`;
}

/** The text of a line that is a comment; null for any other line. */
export function uncommented(line: string, { comment }: ScriptLanguage): string | null {
  if (!line.startsWith(comment)) return null;
  const text = line.slice(comment.length);
  return text.startsWith(" ") ? text.slice(1) : text;
}
