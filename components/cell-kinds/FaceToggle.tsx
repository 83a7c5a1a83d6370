import type { Cell } from "../../lib/notebook/document.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./FaceToggle.module.css";
import { type Face, showFace } from "./faces.ts";
import { useCellFace } from "./useCellFace.ts";

const labels: Readonly<Record<keyof Face, string>> = { builder: "Builder", spec: "Spec" };

/** Which faces of a cell are shown: its form, its text, or both. One of them always is. */
export function FaceToggle({ cell, label }: { cell: Cell; label: string }) {
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
          {labels[one]}
        </button>
      ))}
    </fieldset>
  );
}
