/** A way to make values of a type from the text of a column. SQL takes `t`: the value, spaces around it aside. */
export interface CastRule {
  /** DuckDB's type of the result. */
  type: string;
  /** What the rule reads, for notes: `integer`, `date %d/%m/%Y`. */
  label: string;
  /** SQL that is true where the text is such a value and nothing of it would be lost. */
  fits: (t: string) => string;
  /** SQL of the value; NULL where the text is none. */
  cast: (t: string) => string;
  /** Looked at in JavaScript, to choose from a sample: may let through what `fits` refuses. */
  looks: (text: string) => boolean;
  /** What a reader should know about columns read so; null for nothing. */
  note: string | null;
  /** Another reading of the same texts, which is told where it fits all of them as well. */
  rival?: CastRule;
  /** Numbers, whose digits are measured. */
  isNumber?: boolean;
}
