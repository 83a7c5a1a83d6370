import type { CellId } from "../../lib/notebook/document.ts";
import { cellById } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { EditableText } from "../ui/EditableText.tsx";
import styles from "./CellName.module.css";

export function CellName({ id, label }: { id: CellId; label: string }) {
  const name = useApp((state) => cellById(state, id)?.name ?? "");
  const commands = useCommands();
  return (
    <span className={styles.name}>
      <EditableText
        mono
        label={`Name of ${label}`}
        value={name}
        onCommit={(text) => commands.renameCell(id, text)}
      />
    </span>
  );
}
