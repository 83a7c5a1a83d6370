/** What is looked for. */
export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly isPattern: boolean;
}

export const emptyQuery: FindQuery = { text: "", matchCase: false, wholeWord: false, isPattern: false };

export type CompiledQuery =
  | { readonly ok: true; readonly pattern: RegExp }
  /** Why the text is no regular expression, as a sentence for its user. */
  | { readonly ok: false; readonly problem: string };

/** A query as a regular expression that finds all its places, line by line for `^` and `$`. */
export function compileQuery({ text, matchCase, wholeWord, isPattern }: FindQuery): CompiledQuery {
  const body = isPattern ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  // Letters of any script: \b knows ASCII alone.
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${body})(?![\\p{L}\\p{N}_])` : body;
  try {
    // Alone first, so that a stray bracket cannot be closed by what stands around it.
    if (isPattern) new RegExp(body, "u");
    return { ok: true, pattern: new RegExp(whole, matchCase ? "gmu" : "gimu") };
  } catch (thrown) {
    return { ok: false, problem: `Not a regular expression: ${reason(thrown)}.` };
  }
}

/** "Invalid regular expression: /(/u: Unterminated group" says no more than its end. */
function reason(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const last = /:\s([^:]+)$/.exec(message)?.[1] ?? message;
  return last.charAt(0).toLowerCase() + last.slice(1).replace(/\.$/, "");
}
