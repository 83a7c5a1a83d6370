import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";

/** What a dialog of repairs is about: the rows that a cell has, which is a relation by its name. */
export interface RepairDialogProps {
  cell: Cell;
  result: KeptResult;
  onClose(): void;
}
