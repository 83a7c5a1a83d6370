import { FileUp } from "lucide-react";
import { useEffect, useState } from "react";
import { droppedFiles } from "../../lib/browser/droppedFiles.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import styles from "./DropTarget.module.css";

const notebookName = /\.(nb\.md|ipynb)$/i;

/** Takes files dropped anywhere in the window: notebooks are opened, all others become data. */
export function DropTarget() {
  const commands = useCommands();
  const store = useAppStore();
  const finding = useApp((state) => state.relink.finding);
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child comes before leaving its parent, so depth counts both.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      // The editor would otherwise take the drop as text.
      event.stopPropagation();
      depth = 0;
      setOver(false);
      const files = event.dataTransfer ? droppedFiles(event.dataTransfer) : [];
      if (store.getState().relink.finding) {
        void commands.offerFiles(files);
        return;
      }
      const notebook = files.find((file) => notebookName.test(file.name));
      const data = files.filter((file) => file !== notebook);
      void (async () => {
        if (notebook) await commands.openFile(notebook);
        if (data.length > 0) await commands.addFiles(data);
      })();
    };
    window.addEventListener("dragenter", onEnter, true);
    window.addEventListener("dragleave", onLeave, true);
    window.addEventListener("dragover", onOver, true);
    window.addEventListener("drop", onDrop, true);
    return () => {
      window.removeEventListener("dragenter", onEnter, true);
      window.removeEventListener("dragleave", onLeave, true);
      window.removeEventListener("dragover", onOver, true);
      window.removeEventListener("drop", onDrop, true);
    };
  }, [commands, store]);
  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <div className={styles.card}>
        <FileUp aria-hidden="true" />
        <p className={styles.what}>{finding ? "Drop to give them to their sources" : "Drop to add data"}</p>
        <p className={styles.formats}>
          CSV, TSV, JSON, NDJSON or Parquet, each also gzipped; .nb.md opens as a notebook
        </p>
      </div>
    </div>
  );
}
