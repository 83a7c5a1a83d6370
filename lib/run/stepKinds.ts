import type { CellFacts } from "../dataflow/cellFacts.ts";
import type { Outcome } from "../engine/protocol.ts";
import { type LazyModule, lazyModule } from "../lazy/lazyModule.ts";
import type { Cell } from "../notebook/document.ts";
import type { ExecutionContext, Executor } from "./executor.ts";
import type { StepKindName } from "./runnableKinds.ts";

/** What the notebook asks of a kind whose text is short YAML that compiles to SQL. */
export interface StepKind {
  /** What a cell reads and defines, from its text alone; text that cannot be read says what its options say. */
  facts(cell: Cell): Pick<CellFacts, "reads" | "defines">;
  /** The cell's text and options once a relation that it reads has another name; as they are where it does not read it. */
  rename(cell: Cell, from: string, to: string): Pick<Cell, "source" | "options">;
  /**
   * The SQL that a cell stands for: statements of which the last selects its rows, the very rows that a run makes. A SQL
   * cell with this text takes the cell's place.
   */
  script(cell: Cell, context: ExecutionContext): Promise<Outcome<string>>;
  run: Executor;
}

/** Each is fetched when a notebook first has a cell of its kind. */
export const stepKinds: Readonly<Record<StepKindName, LazyModule<StepKind>>> = {
  clean: lazyModule(async () => (await import("./steps/cleanCell.ts")).cleanCell),
  match: lazyModule(async () => (await import("./steps/matchCell.ts")).matchCell),
  events: lazyModule(async () => (await import("./steps/eventsCell.ts")).eventsCell),
  compare: lazyModule(async () => (await import("./steps/compareCell.ts")).compareCell),
  contract: lazyModule(async () => (await import("./steps/contractCell.ts")).contractCell),
};
