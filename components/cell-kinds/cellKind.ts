import type { ComponentType } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import type { CellOutput } from "../../lib/run/cellRun.ts";

export interface OutputProps {
  cell: Cell;
  /** What the cell is called; "Output of LABEL" is the region around it. */
  label: string;
  output: CellOutput;
  /** The text, or something it reads, has changed since. */
  stale: boolean;
}

/** How the page treats the cells of one kind. */
export interface CellKind {
  kind: string;
  /** As people call it: "SQL", "TypeScript". */
  label: string;
  /** At most four letters, for the gutter. */
  short: string;
  editorLanguage: "sql" | "typescript" | "markdown" | "json" | "yaml";
  runnable: boolean;
  /** Offered where a new cell is made, and where a cell's kind is changed. */
  insertable: boolean;
  /** Shown, kept and not to be edited; the sentence says why. */
  readOnlyBecause?: string;
  /** What stands in the card under the source once there is something to show. */
  Output?: ComponentType<OutputProps>;
  /** What stands in place of the source while it is not being edited. */
  Preview?: ComponentType<{ cell: Cell }>;
  /** What stands in place of the source has the cell's card and name around it. */
  isFramed?: boolean;
  /** A form that says what the text says, beside the source or in its place, as its user chooses. */
  Builder?: ComponentType<{ cell: Cell; label: string }>;
  /** Beside the name, where the kind has options of its own. */
  Controls?: ComponentType<{ cell: Cell; label: string }>;
}
