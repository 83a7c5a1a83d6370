import { RotateCcw } from "lucide-react";
import { useRef, useState } from "react";
import { useApp, useCommands } from "../../ui/AppContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { PreviewPane } from "./PreviewPane.tsx";
import styles from "./ReadDialog.module.css";
import { ReadForm } from "./ReadForm.tsx";
import { isTold } from "./reading.ts";
import { useReading } from "./useReading.ts";

/** How a source is read: what can be said at the left, the rows that it gives at the right. */
export function ReadDialog({ relation, onClose }: { relation: string; onClose: () => void }) {
  const commands = useCommands();
  const file = useApp((state) => state.sources.find((source) => source.relation === relation)?.file);
  const form = useRef<HTMLFormElement>(null);
  const reading = useReading(relation);
  const [resets, setResets] = useState(0);
  const { how, preview, isPending, failure } = reading;
  const cannot = failure !== null || preview === null || isPending || preview.problem !== null;
  return (
    <Dialog wide title={`How ${file ?? relation} is read`} firstFocus={form} onClose={onClose}>
      <div className={styles.body}>
        <form
          ref={form}
          key={resets}
          className={styles.form}
          aria-label="Reading"
          tabIndex={-1}
          onSubmit={(event) => event.preventDefault()}
        >
          <ReadForm reading={reading} />
        </form>
        <div className={styles.pane}>
          <PreviewPane reading={reading} />
        </div>
      </div>
      <footer className={styles.footer}>
        <Button
          icon={<RotateCcw />}
          label="Back to automatic"
          tone="quiet"
          disabled={!isTold(how)}
          onClick={() => {
            reading.reset();
            setResets(resets + 1);
          }}
        />
        <span className={styles.space} />
        <Button label="Cancel" onClick={onClose} />
        <Button
          label="Use"
          tone="primary"
          disabled={cannot}
          onClick={() => {
            // The Data panel shows the load; no cell runs.
            void commands.rereadSource(relation, isTold(how) ? how : null);
            onClose();
          }}
        />
      </footer>
    </Dialog>
  );
}
