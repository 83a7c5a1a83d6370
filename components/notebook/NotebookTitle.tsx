import { useApp, useCommands } from "../ui/AppContext.tsx";
import { EditableText } from "../ui/EditableText.tsx";
import styles from "./Toolbar.module.css";

export function NotebookTitle() {
  const title = useApp((state) => state.document.title);
  const commands = useCommands();
  return (
    <h1 className={styles.title}>
      <EditableText
        label="Notebook title"
        value={title}
        placeholder="Untitled notebook"
        onCommit={(text) => {
          if (text !== "") commands.setTitle(text);
          return null;
        }}
      />
    </h1>
  );
}
