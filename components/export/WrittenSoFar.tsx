import type { OutProgress } from "../../lib/writeOut/plan.ts";
import { formatBytes } from "../ui/formatBytes.ts";
import { countOf } from "../ui/formatCount.ts";
import styles from "./ExportDialog.module.css";

/** How much of an export is written, or read back. */
export function WrittenSoFar({ progress: { phase, done, total, files } }: { progress: OutProgress }) {
  const isWriting = phase === "writing";
  return (
    <div className={styles.progress}>
      <progress
        aria-label={isWriting ? "Rows written" : "Bytes checked"}
        value={done}
        max={Math.max(1, total)}
      />
      <p className={styles.quiet}>
        {isWriting
          ? `${done.toLocaleString("en-US")} of ${countOf(total, "row")}${files > 1 ? `, file ${files.toLocaleString("en-US")}` : ""}`
          : `Reading back: ${formatBytes(done)} of ${formatBytes(total)}`}
      </p>
    </div>
  );
}
