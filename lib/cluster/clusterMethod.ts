/** How values are found to look alike. */
export type ClusterMethod =
  | { kind: "fingerprint" }
  | { kind: "ngram"; n: number }
  | { kind: "metaphone" }
  | { kind: "cologne" }
  | { kind: "levenshtein"; edits: number }
  | { kind: "jaro-winkler"; least: number };

/** A distinct value with the rows that hold it. */
export interface CountedValue {
  value: string;
  rows: number;
}

/** Values that look alike, the one that is likely meant first, then by rows. */
export interface Cluster {
  members: CountedValue[];
  /** What all are proposed to become: one of the members. */
  canonical: string;
}

export interface ClusterMethodInfo {
  label: string;
  about: string;
  /** From strict to loose; where there is no choice, one. */
  strictness: { label: string; method: ClusterMethod }[];
}

/** What people choose from. */
export const clusterMethods: Readonly<Record<ClusterMethod["kind"], ClusterMethodInfo>> = {
  fingerprint: {
    label: "Same words",
    about: "Alike but for capitals, accents, marks, spaces and the order of words.",
    strictness: [{ label: "Exact", method: { kind: "fingerprint" } }],
  },
  ngram: {
    label: "Same letter groups",
    about: "Alike but for where spaces stand and letters that come twice.",
    strictness: [
      { label: "Strict (3 letters)", method: { kind: "ngram", n: 3 } },
      { label: "Medium (2 letters)", method: { kind: "ngram", n: 2 } },
      { label: "Loose (single letters)", method: { kind: "ngram", n: 1 } },
    ],
  },
  metaphone: {
    label: "Sounds alike (English)",
    about: "Every word sounds the same in English (Metaphone).",
    strictness: [{ label: "Exact", method: { kind: "metaphone" } }],
  },
  cologne: {
    label: "Sounds alike (German)",
    about: "Every word sounds the same in German (Cologne phonetics).",
    strictness: [{ label: "Exact", method: { kind: "cologne" } }],
  },
  levenshtein: {
    label: "Few edits apart",
    about: "A few letters changed, left out, put in or swapped (Levenshtein).",
    strictness: [
      { label: "Strict (1 edit)", method: { kind: "levenshtein", edits: 1 } },
      { label: "Medium (2 edits)", method: { kind: "levenshtein", edits: 2 } },
    ],
  },
  "jaro-winkler": {
    label: "Alike letter by letter",
    about: "Most letters are the same, near the same places, above all at the start (Jaro-Winkler).",
    strictness: [
      { label: "Strict (0.96)", method: { kind: "jaro-winkler", least: 0.96 } },
      { label: "Medium (0.93)", method: { kind: "jaro-winkler", least: 0.93 } },
      { label: "Loose (0.90)", method: { kind: "jaro-winkler", least: 0.9 } },
    ],
  },
};
