import type { Cell } from "../../lib/notebook/document.ts";
import type { CellKind } from "./cellKind.ts";
import { RunOutput } from "./RunOutput.tsx";
import styles from "./tsKind.module.css";

export const tsKind: CellKind = {
  kind: "ts",
  label: "TypeScript",
  short: "TS",
  editorLanguage: "typescript",
  runnable: true,
  insertable: true,
  Output: RunOutput,
  Controls: PinnedSchema,
};

/** Says where the columns of the cell's relation are pinned, and which they are. */
function PinnedSchema({ cell }: { cell: Cell }) {
  const { schema } = cell.options;
  if (schema === undefined) return null;
  return (
    <span className={styles.pinned} title={schema}>
      schema pinned
    </span>
  );
}
