import type { RowFilter } from "../rowFilter.ts";

/** Something about a column that deserves a look. */
export interface Hint {
  /** Which rule says so, as in the names of files: "padded", "look-alikes". */
  rule: string;
  column: string;
  /** "look": something is most likely wrong; "info": good to know. */
  tone: "look" | "info";
  /** One sentence. */
  title: string;
  /** Rows that it is about; null where it is about all. `isSampled`: counted among a sample. */
  rows: number | null;
  isSampled: boolean;
  /** A predicate in SQL that holds for these rows, and the same as a grid's filter where one can say it. */
  where: ((relation: string) => string) | null;
  filter: RowFilter | null;
  mend: Mend | null;
}

/** What mends it, to be looked at before it is run. */
export interface Mend {
  label: string;
  /** The step of a `clean` cell that does it, as plain data in the shape of its YAML; null where no step does. */
  step: Readonly<Record<string, unknown>> | null;
  /** A SELECT over the relation that makes the same rows. */
  sql(relation: string): string;
}
