import { Plus } from "lucide-react";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellKinds } from "../cell-kinds/cellKinds.ts";
import { useCommands } from "../ui/AppContext.tsx";
import styles from "./InsertCell.module.css";

const offered = Object.values(cellKinds).filter((kind) => kind.insertable);

/**
 * The gap below a cell, which offers a new one. Only the last gap is in the order of Tab: in the others a keyboard
 * has "A" and "B" and the cell's menu, and would otherwise have to pass four buttons a cell.
 */
export function InsertCell({ after, always }: { after: CellId | null; always: boolean }) {
  const commands = useCommands();
  return (
    <div className={styles.gap} data-always={always || undefined}>
      <span className={styles.line} aria-hidden="true" />
      <span className={styles.buttons}>
        {offered.map((kind) => (
          <button
            key={kind.kind}
            type="button"
            className={styles.button}
            tabIndex={always ? 0 : -1}
            aria-label={`Insert ${kind.label} cell`}
            onClick={() => commands.insertCell(kind.kind, { after })}
          >
            <Plus aria-hidden="true" />
            {kind.label}
          </button>
        ))}
      </span>
      <span className={styles.line} aria-hidden="true" />
    </div>
  );
}
