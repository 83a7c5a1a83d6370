import type { Column } from "../engine/protocol.ts";

/** What a column's values are, which decides how they are made comparable, blocked and compared. */
export const roles = [
  "name",
  "person",
  "title",
  "text",
  "address",
  "email",
  "phone",
  "date",
  "number",
  "code",
  "category",
] as const;
export type Role = (typeof roles)[number];

/** One column of the left relation beside one of the right; the same column where one relation is deduplicated. */
export interface Comparison {
  readonly left: string;
  readonly right: string;
  readonly role: Role;
  /** What its evidence is multiplied by; 1 where nobody says otherwise. */
  readonly weight?: number;
}

/** A pair that a person has decided, by the texts of its keys. */
export interface Decision {
  readonly left: string;
  readonly right: string;
  readonly match: boolean;
}

/** What may come out: each record in at most one pair, each right record in at most one, or groups of records. */
export const outcomes = ["one-to-one", "one-to-many", "clusters"] as const;
export type MatchOutcome = (typeof outcomes)[number];

/** One relation of a match: its name and its key column (null: its rows are numbered). */
export interface MatchSide {
  readonly relation: string;
  readonly key: string | null;
  readonly columns: readonly Column[];
}

/** Everything that decides a match but the weights of its evidence and the threshold. */
export interface MatchSetup {
  /** What the work tables are called after. */
  readonly work: string;
  /** What the relations are called after that stay. */
  readonly name: string;
  readonly left: MatchSide;
  /** null where the left relation is deduplicated. */
  readonly right: MatchSide | null;
  readonly comparisons: readonly Comparison[];
  /** How many candidates each record may have; null: by the number of records. */
  readonly candidates: number | null;
  readonly outcome: MatchOutcome;
  readonly decisions: readonly Decision[];
}
