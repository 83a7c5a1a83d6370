import { FileUp } from "lucide-react";
import { useApp } from "../../ui/AppContext.tsx";
import styles from "./DropCard.module.css";

/** What a drop will do, while something is held over the window. */
export function DropCard() {
  const finding = useApp((state) => state.relink.finding);
  return (
    <div className={styles.overlay}>
      <div className={styles.card}>
        <FileUp aria-hidden="true" />
        <p className={styles.what}>{finding ? "Drop to give them to their sources" : "Drop to add data"}</p>
        <p className={styles.formats}>
          Files, or a folder whose files belong together: CSV, JSON, Parquet, Arrow, Avro, Excel, logs,
          archives and more; .nb.md opens as a notebook
        </p>
      </div>
    </div>
  );
}
