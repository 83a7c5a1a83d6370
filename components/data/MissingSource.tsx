import { Check, FilePlus2, FolderSync } from "lucide-react";
import { isInBucket } from "../../lib/relink/isInBucket.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { absenceText } from "./linkText.ts";
import styles from "./SourceState.module.css";
import { ConnectButton } from "./s3/ConnectButton.tsx";

/** Under a source without data: why its file is not here, and the shortest way to it. */
export function MissingSource({ source }: { source: SourceView }) {
  const { relation, file } = source;
  const link = useApp((state) => state.relink.links[relation]);
  const commands = useCommands();
  const ui = useUiStore();
  return (
    <div className={styles.missing}>
      <p>{absenceText(file, link)}</p>
      {link?.status === "waiting" && (
        <button type="button" className={styles.link} onClick={() => void commands.reopenSources()}>
          <FolderSync aria-hidden="true" /> Open again
        </button>
      )}
      {link?.status === "changed" && (
        <button type="button" className={styles.link} onClick={() => void commands.acceptFile(relation)}>
          <Check aria-hidden="true" /> Use it anyway
        </button>
      )}
      {/^https?:/i.test(file) && (
        <button
          type="button"
          className={styles.link}
          onClick={() => ui.setState({ adding: { show: "url", into: relation } })}
        >
          <FilePlus2 aria-hidden="true" /> Fetch…
        </button>
      )}
      {isInBucket(file) && <ConnectButton address={file} className={styles.link} />}
      {link?.status !== "waiting" && !isInBucket(file) && (
        <button type="button" className={styles.link} onClick={() => commands.findFiles(true)}>
          <FilePlus2 aria-hidden="true" /> Find file…
        </button>
      )}
    </div>
  );
}
