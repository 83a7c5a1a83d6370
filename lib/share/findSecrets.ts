export interface FoundSecret {
  /** What it looks like, in words, e.g. "an AWS access key". */
  kind: string;
  /** Counts from 1. */
  line: number;
}

// A look behind keeps each search to the start of a word: a long run of letters is not searched from each of them.
const patterns: readonly { kind: string; pattern: RegExp }[] = [
  { kind: "an AWS access key", pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/ },
  {
    kind: "an AWS secret key",
    pattern:
      /(?:secret_?access_?key|aws_?secret(?:_?key)?)["']?\s{0,9}(?:[=:]|=>)?\s{0,9}["'][^"']{16,}["']/i,
  },
  {
    kind: "an AWS secret key",
    pattern: /(?:secret_?access_?key|aws_?secret_?key)\s{0,9}[=:]\s{0,9}[A-Za-z0-9/+=]{40}/i,
  },
  { kind: "a secret in CREATE SECRET", pattern: /(?<![A-Za-z0-9_])secret\s{1,9}'[^']{8,}'/i },
  { kind: "a signed address", pattern: /X-(?:Amz|Goog)-(?:Signature|Security-Token)=/i },
  { kind: "a signed address", pattern: /[?&]sig=[A-Za-z0-9%+/=_-]{20,}/ },
  { kind: "a private key", pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/ },
  {
    kind: "a GitHub token",
    pattern: /(?<![A-Za-z0-9_])(?:gh[opsur]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})/,
  },
  { kind: "a GitLab token", pattern: /(?<![A-Za-z0-9_-])glpat-[A-Za-z0-9_-]{20}/ },
  { kind: "a Slack token", pattern: /(?<![A-Za-z0-9_-])xox[abeoprs]-[A-Za-z0-9-]{10}/ },
  { kind: "a Google API key", pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}/ },
  { kind: "an API key", pattern: /(?<![A-Za-z0-9_-])sk[-_][A-Za-z0-9_-]{20}/ },
  {
    kind: "an access token",
    pattern: /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8}/,
  },
  { kind: "an access token", pattern: /(?<![A-Za-z0-9_])Bearer\s{1,4}[A-Za-z0-9._~+/-]{20}/i },
  {
    kind: "an address with a password",
    pattern: /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{1,100}:[^\s/@"'<>]{1,200}@/,
  },
];

/** Places in a text that look like keys, tokens or signed addresses, each kind once a line, in the text's order. */
export function findSecrets(text: string): FoundSecret[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, index) => {
    const kinds = new Set(patterns.filter(({ pattern }) => pattern.test(content)).map(({ kind }) => kind));
    return [...kinds].map((kind) => ({ kind, line: index + 1 }));
  });
}
