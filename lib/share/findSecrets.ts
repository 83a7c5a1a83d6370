import { secretPatterns } from "./secretPatterns.ts";

export interface FoundSecret {
  /** What it looks like, in words, e.g. "an AWS access key". */
  kind: string;
  /** Counts from 1. */
  line: number;
}

/** Places in a text that look like keys, tokens or signed addresses, each kind once a line, in the text's order. */
export function findSecrets(text: string): FoundSecret[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, index) => {
    // search, not test: a global pattern would remember where the last line ended.
    const found = secretPatterns.filter(({ pattern }) => content.search(pattern) >= 0);
    const kinds = new Set(found.map(({ kind }) => kind));
    return [...kinds].map((kind) => ({ kind, line: index + 1 }));
  });
}
