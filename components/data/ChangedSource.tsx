import { RefreshCw } from "lucide-react";
import type { SourceView } from "../../lib/store/state.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { changeText } from "./linkText.ts";
import styles from "./SourceState.module.css";

/** Under a source whose file is no longer what was loaded. */
export function ChangedSource({ source }: { source: SourceView }) {
  const { relation, file } = source;
  const link = useApp((state) => state.relink.links[relation]);
  const commands = useCommands();
  if (link?.status !== "changed") return null;
  return (
    <div className={styles.missing} role="status">
      <p>{changeText(file, link)} What is shown is from before.</p>
      <button type="button" className={styles.link} onClick={() => void commands.reloadSource(relation)}>
        <RefreshCw aria-hidden="true" /> Reload
      </button>
    </div>
  );
}
