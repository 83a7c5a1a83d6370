import { isOnDisk } from "../../lib/store/selectors.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./Toolbar.module.css";

/** Whether the notebook is kept on this device, and on the disk where it has a file there. */
export function SaveStatus() {
  return (
    <>
      <Kept />
      <OnDisk />
    </>
  );
}

/** The file that "Save" writes, and whether it has what is here. */
function OnDisk() {
  const name = useApp((state) => state.disk?.name);
  const isSaved = useApp(isOnDisk);
  if (name === undefined) return null;
  return (
    <span
      className={styles.save}
      title={isSaved ? "The file on the disk is as here." : "Not saved to the disk yet."}
    >
      {isSaved ? name : `${name} · edited`}
    </span>
  );
}

function Kept() {
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
