import type { Duration } from "./duration.ts";

/** What can be asked of a log of events; each is the key of its own part in a cell's text. */
export const analysisNames = [
  "sessions",
  "funnel",
  "retention",
  "paths",
  "touch",
  "dedupe",
  "late",
  "window",
  "group",
] as const;
export type AnalysisName = (typeof analysisNames)[number];

/** An event that counts: by its name, or by a predicate in SQL over the relation's columns. */
export type Happening = { readonly name: string } | { readonly where: string; readonly as: string };

export const periods = ["hour", "day", "week", "month", "quarter", "year"] as const;
export type Period = (typeof periods)[number];

export interface SessionChoices {
  /** A session ends where nothing follows for longer than this; 30 minutes unless told. */
  gap?: Duration | undefined;
  /** Cut where the day changes, in the cell's zone. */
  midnight?: boolean | undefined;
  /** No session is longer: what begins this long after its start is cut off, as the next one or (`drop`) not at all. */
  longest?: Duration | undefined;
  beyond?: "cut" | "drop" | undefined;
  /** A column that says the session already. */
  id?: string | undefined;
  /** Every event with its session, instead of one row a session. */
  rows?: boolean | undefined;
  measures?: readonly Measure[] | undefined;
}

export interface FunnelChoices {
  steps?: readonly Happening[] | undefined;
  /** From the first step to the last. */
  within?: Duration | undefined;
  /** `ordered`: other events may come between; `strict`: none may; `any`: the steps in any order. */
  order?: "ordered" | "strict" | "any" | undefined;
  /** A column: each entity counts under what it was at its first step. */
  by?: string | undefined;
}

export interface RetentionChoices {
  period?: Period | undefined;
  /** How many periods after the first are told; all there are unless told. */
  periods?: number | undefined;
  /** `calendar`: weeks begin on Monday; `own`: from each entity's first moment on. */
  counting?: "calendar" | "own" | undefined;
  /** Counts whoever came in a period or in any later one. */
  unbounded?: boolean | undefined;
  /** What makes an entity begin, and what counts as coming again; any event unless told. */
  first?: Happening | undefined;
  returns?: Happening | undefined;
}

export interface PathChoices {
  length?: number | undefined;
  after?: Happening | undefined;
  before?: Happening | undefined;
  /** A path does not go on over a longer pause. */
  gap?: Duration | undefined;
  /** The same event several times in a row is one step, unless these are to be kept. */
  repeats?: boolean | undefined;
  top?: number | undefined;
}

export interface TouchChoices {
  /** Columns that say where an entity came from. */
  of?: readonly string[] | undefined;
  /** Which events are touches; all that have one of those columns unless told. */
  where?: string | undefined;
  conversion?: Happening | undefined;
  /** Touches count so long before the conversion. */
  within?: Duration | undefined;
}

export interface DedupeChoices {
  /** Rows are the same that have the same values here; entity and event unless told. */
  by?: readonly string[] | undefined;
  /** Only where they follow each other within this time. */
  within?: Duration | undefined;
  keep?: "first" | "last" | undefined;
}

export interface LateChoices {
  /** The column with the moment of arrival. */
  arrived?: string | undefined;
  /** Later than this is late; 1 hour unless told. */
  allowed?: Duration | undefined;
  rows?: boolean | undefined;
  /** Of the event's time; a day unless told. */
  period?: Period | undefined;
  /** Out of order among the events of its entity, or among all. */
  among?: "entity" | "all" | undefined;
}

export interface WindowChoices {
  size?: Duration | undefined;
  /** How far windows begin apart; as far as they are long (tumbling) unless told. */
  every?: Duration | undefined;
  by?: readonly string[] | undefined;
  measures?: readonly Measure[] | undefined;
}

export const measureNames = [
  "count",
  "count distinct",
  "approx distinct",
  "sum",
  "avg",
  "min",
  "max",
  "median",
  "stddev",
  "first",
  "last",
] as const;
export type MeasureName = (typeof measureNames)[number];

export const showings = ["value", "share", "share of parent", "running", "rank"] as const;
export type Showing = (typeof showings)[number];

/** A number over many rows. */
export interface Measure {
  /** `p95` and the like are percentiles; `sql` is any aggregate in SQL. */
  fn: MeasureName | "sql" | `p${number}`;
  /** The column; "" for `count` of rows, the SQL for `sql`. */
  of: string;
  as?: string | undefined;
  where?: string | undefined;
  show?: Showing | undefined;
}

/** What rows are grouped by. */
export interface Grouping {
  column: string;
  /** Truncates a time. */
  by?: Period | undefined;
  /** Puts numbers into bins of this width. */
  bin?: number | undefined;
  /** Only so many of the largest by the first measure; the others are one. */
  top?: number | undefined;
  as?: string | undefined;
}

export interface PivotColumn {
  column: string;
  by?: Period | undefined;
  /** Those that become columns; those found when the cell runs unless told. */
  values?: readonly string[] | undefined;
}

export interface GroupChoices {
  rows?: readonly Grouping[] | undefined;
  columns?: PivotColumn | undefined;
  measures?: readonly Measure[] | undefined;
  totals?: boolean | undefined;
  /** A measure's name, and "desc" behind it for the largest first. */
  sort?: string | undefined;
  /** A predicate in SQL over the columns of the result. */
  having?: string | undefined;
}

export type Analysis =
  | { kind: "sessions"; of: SessionChoices }
  | { kind: "funnel"; of: FunnelChoices }
  | { kind: "retention"; of: RetentionChoices }
  | { kind: "paths"; of: PathChoices }
  | { kind: "touch"; of: TouchChoices }
  | { kind: "dedupe"; of: DedupeChoices }
  | { kind: "late"; of: LateChoices }
  | { kind: "window"; of: WindowChoices }
  | { kind: "group"; of: GroupChoices };

/** What an `events` cell says. */
export interface EventChoices {
  entity?: string | undefined;
  time?: string | undefined;
  event?: string | undefined;
  /** A predicate in SQL: other rows are not looked at. */
  where?: string | undefined;
  /** Whose days these are, e.g. Europe/Paris; UTC unless told. */
  zone?: string | undefined;
  analysis: Analysis;
}
