import type { Token } from "./tokenize.ts";

/** For each opening bracket, by its place, the place of the one that closes it; the end where none does. */
export function closingBrackets(tokens: readonly Token[]): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== "punctuation") return;
    if (/[([{]/.test(token.text)) open.push(i);
    else if (/[)\]}]/.test(token.text)) {
      const from = open.pop();
      if (from !== undefined) closing.set(from, i);
    }
  });
  for (const from of open) closing.set(from, tokens.length);
  return closing;
}
