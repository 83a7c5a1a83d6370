import { useApp } from "../ui/AppContext.tsx";
import styles from "./Toolbar.module.css";

/** Whether the notebook is kept on this device. */
export function SaveStatus() {
  const save = useApp((state) => state.save);
  const writable = useApp((state) => state.writable);
  if (!writable) {
    return (
      <span className={styles.save} title="Another tab writes this notebook; what it saves is shown here.">
        Following
      </span>
    );
  }
  switch (save.status) {
    case "failed":
      return (
        <span className={styles.save} data-tone="danger" title={save.error}>
          Not kept
        </span>
      );
    case "saving":
      return <span className={styles.save}>Saving…</span>;
    case "unsaved":
      return <span className={styles.save}>Edited</span>;
    case "saved":
      return <span className={styles.save}>{save.at === null ? "" : "Saved"}</span>;
  }
}
