import type { Cell } from "../../lib/notebook/document.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./FoldedSource.module.css";

/** One line in place of code that was folded away. Editing the cell shows it for as long as that lasts. */
export function FoldedSource({ cell, label }: { cell: Cell; label: string }) {
  const commands = useCommands();
  const lines = cell.source === "" ? 0 : cell.source.split("\n").length;
  return (
    <button type="button" className={styles.folded} onClick={() => commands.setOption(cell.id, "fold", null)}>
      {countOf(lines, "line")} of {cellKindOf(cell.kind).label}, hidden. Show
      <span className="visually-hidden"> the code of {label}</span>
    </button>
  );
}
