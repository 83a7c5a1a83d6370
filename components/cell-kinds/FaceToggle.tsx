import type { Cell } from "../../lib/notebook/document.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./FaceToggle.module.css";
import { showFace } from "./faces.ts";
import { useCellFace } from "./useCellFace.ts";

/** Which faces of a cell are shown: its form, its text, or both. One of them always is. `text` is what the text is called. */
export function FaceToggle({ cell, label, text = "Spec" }: { cell: Cell; label: string; text?: string }) {
  const notebookId = useApp((state) => state.notebookId);
  const face = useCellFace(cell);
  return (
    <fieldset aria-label={`Faces of ${label}`} className={styles.toggle} data-part="faces">
      {(["builder", "spec"] as const).map((one) => (
        <button
          key={one}
          type="button"
          className={styles.button}
          aria-pressed={face[one]}
          onClick={() => {
            const other = one === "builder" ? "spec" : "builder";
            const isOn = !face[one];
            showFace(notebookId, cell.name, { ...face, [one]: isOn, ...(isOn ? {} : { [other]: true }) });
          }}
        >
          {one === "builder" ? "Builder" : text}
        </button>
      ))}
    </fieldset>
  );
}
