import { FileUp } from "lucide-react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./controls.module.css";

/** The file that becomes the relation with the cell's name. */
export function FileControl({ cellId, name }: { cellId: string; name: string }) {
  const commands = useCommands();
  const key = name.toLowerCase();
  const source = useApp((state) => state.sources.find(({ relation }) => relation.toLowerCase() === key));
  return (
    <span className={styles.file}>
      <Button
        icon={<FileUp />}
        label={source ? "Choose another file…" : "Choose a file…"}
        onClick={() => void commands.chooseFile(cellId)}
      />
      <span className={styles.fileName} role="status">
        {source ? standingOf(source) : "No file is chosen."}
      </span>
    </span>
  );
}

function standingOf(source: {
  file: string;
  status: string;
  receipt: { loaded: number; rejected: number } | null;
}): string {
  const file = source.file.replace(/^file:/, "");
  if (source.status === "loading") return `${file} is being loaded…`;
  if (source.status === "missing") return `${file} is not here.`;
  if (source.status !== "ready" || !source.receipt) return `${file} was not loaded; the data panel says why.`;
  const { loaded, rejected } = source.receipt;
  return `${file}: ${countOf(loaded, "row")}${rejected > 0 ? `, ${rejected.toLocaleString("en")} rejected` : ""}`;
}
