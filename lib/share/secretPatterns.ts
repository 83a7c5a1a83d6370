/**
 * What keys, tokens and signed addresses look like. `pattern` matches all of a secret, and `instead` is what may stand
 * in its place: it must not itself look like one.
 */
export interface SecretPattern {
  /** In words, e.g. "an AWS access key". */
  readonly kind: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

/** So short that no pattern takes it for a secret. */
export const removedMark = "removed";

// A look behind keeps each search to the start of a word: a long run of letters is not searched from each of them.
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: "a private key",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:[\r\n ]|\\n){1,9}(?!-----)[A-Za-z0-9+/=:,-]{8,2000}){0,400}(?:(?:[\r\n ]|\\n){0,9}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
    instead: removedMark,
  },
  {
    kind: "an AWS access key",
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
    instead: removedMark,
  },
  {
    kind: "an AWS secret key",
    pattern:
      /((?:secret_?access_?key|aws_?secret(?:_?key)?)["']?\s{0,9}(?:[=:]|=>)?\s{0,9}["'])[^"']{16,}(["'])/gi,
    instead: `$1${removedMark}$2`,
  },
  {
    kind: "an AWS secret key",
    pattern: /((?:secret_?access_?key|aws_?secret_?key)\s{0,9}[=:]\s{0,9})[A-Za-z0-9/+=]{40,}/gi,
    instead: `$1${removedMark}`,
  },
  {
    // On its own, as one is pasted: 40 characters that no word and no hash has, between blanks, quotes or marks.
    kind: "an AWS secret key",
    pattern:
      /(?<=^|["'`\s=:,(])(?=[^a-z]{0,39}[a-z])(?=[^A-Z]{0,39}[A-Z])(?=[^0-9]{0,39}[0-9])[A-Za-z0-9/+]{40}(?=["'`\s;,)]|$)/gm,
    instead: removedMark,
  },
  {
    kind: "a secret in CREATE SECRET",
    pattern: /((?<![A-Za-z0-9_])secret\s{1,9}')[^']{8,}(')/gi,
    instead: `$1${removedMark}$2`,
  },
  {
    kind: "a signed address",
    pattern: /[?&]?X-(?:Amz|Goog)-(?:Signature|Security-Token)=[^\s&'"<>)]*/gi,
    instead: "",
  },
  { kind: "a signed address", pattern: /[?&]sig=[A-Za-z0-9%+/=_-]{20,}/g, instead: "" },
  {
    kind: "a GitHub token",
    pattern: /(?<![A-Za-z0-9_])(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/g,
    instead: removedMark,
  },
  { kind: "a GitLab token", pattern: /(?<![A-Za-z0-9_-])glpat-[A-Za-z0-9_-]{20,}/g, instead: removedMark },
  {
    kind: "a Slack token",
    pattern: /(?<![A-Za-z0-9_-])xox[abeoprs]-[A-Za-z0-9-]{10,}/g,
    instead: removedMark,
  },
  { kind: "a Google API key", pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35,}/g, instead: removedMark },
  { kind: "an API key", pattern: /(?<![A-Za-z0-9_-])sk[-_][A-Za-z0-9_-]{20,}/g, instead: removedMark },
  {
    kind: "an access token",
    pattern: /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
    instead: removedMark,
  },
  {
    kind: "an access token",
    pattern: /((?<![A-Za-z0-9_])Bearer\s{1,4})[A-Za-z0-9._~+/=-]{20,}/gi,
    instead: `$1${removedMark}`,
  },
  {
    kind: "an address with a password",
    pattern: /((?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/)[^\s/:@"'<>]{1,100}:[^\s/@"'<>]{1,200}@/g,
    instead: "$1",
  },
];
