import { FileUp } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { missingSources } from "../../lib/relink/missingSources.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { offerFolder } from "./add/addings.ts";
import styles from "./FindFilesDialog.module.css";
import { someOf } from "./linkText.ts";
import { isLoading, WantedFile } from "./WantedFile.tsx";

/** Asks once for the files of all sources that miss theirs; drops anywhere in the window count as answers. */
export function FindFilesDialog() {
  const store = useAppStore();
  const document = useApp((state) => state.document);
  const sources = useApp((state) => state.sources);
  const unused = useApp((state) => state.relink.unused);
  const commands = useCommands();
  const choose = useRef<HTMLButtonElement>(null);
  // What was missing when the dialog opened stays on its list, so that people see it found.
  const [asked] = useState(() => relationsMissing(store.getState()));
  const missing = useMemo(() => relationsMissing({ document, sources }), [document, sources]);
  const listed = [...new Set([...asked, ...missing])].filter((name) => Object.hasOwn(document.sources, name));
  const isFilling = sources.some((view) => listed.includes(view.relation) && isLoading(view));
  return (
    <Dialog
      title="Find the files of this notebook"
      firstFocus={choose}
      onClose={() => commands.findFiles(false)}
    >
      <div className={styles.body}>
        <ul className={styles.list} aria-label="Files of this notebook">
          {listed.map((relation) => (
            <WantedFile key={relation} relation={relation} />
          ))}
        </ul>
        {unused.length > 0 && (
          <p className={styles.unused} role="status">
            {someOf(unused)} {unused.length === 1 ? "fits" : "fit"} none of them, by name or content.
          </p>
        )}
        {missing.length > 0 ? (
          <div className={styles.drop}>
            <FileUp aria-hidden="true" />
            <p>Drop files or folders here, several at once. They are known again by name and content.</p>
            <div className={styles.choose}>
              <Button
                ref={choose}
                label="Choose files…"
                tone="primary"
                onClick={() => void commands.pickMissing()}
              />
              <Button label="Choose a folder…" onClick={() => void offerFolder(commands)} />
            </div>
          </div>
        ) : (
          <div className={styles.done} role="status">
            <p>{isFilling ? "Loading…" : "Everything is here. No cell has run."}</p>
            <Button label="Done" tone="primary" onClick={() => commands.findFiles(false)} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function relationsMissing({ document, sources }: Pick<AppState, "document" | "sources">): string[] {
  return missingSources(document, sources).map(({ relation }) => relation);
}
