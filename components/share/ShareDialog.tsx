import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import type { ShareChoice, Sharing } from "../../lib/store/sharing/sharing.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { OtherFormats } from "./OtherFormats.tsx";
import { ShareAsFile } from "./ShareAsFile.tsx";
import { ShareAsLink } from "./ShareAsLink.tsx";
import { ShareChoices } from "./ShareChoices.tsx";
import styles from "./ShareDialog.module.css";

type Form = "inside" | "pinned" | "encrypted";

const forms: readonly { form: Form; label: string }[] = [
  { form: "inside", label: "Link" },
  { form: "pinned", label: "Link to a file" },
  { form: "encrypted", label: "Encrypted" },
];

/** The ways to give the notebook to somebody: in a link, at an address, encrypted at an address, or as a file. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const [sharing, setSharing] = useState<Sharing | null>(null);
  const [form, setForm] = useState<Form>("inside");
  const [choice, setChoice] = useState<ShareChoice>({
    removesSecrets: true,
    withResults: false,
    asReport: useApp((state) => state.view === "report"),
  });
  useEffect(() => {
    let current = true;
    void commands.sharing().then((made) => {
      if (current) setSharing(made);
    });
    return () => {
      current = false;
    };
  }, [commands]);
  return (
    <Dialog title="Share" onClose={onClose}>
      <div className={styles.body}>
        <fieldset className={styles.forms}>
          <legend className="visually-hidden">How to share</legend>
          {forms.map(({ form: each, label }) => (
            <label key={each} className={styles.form}>
              <input
                type="radio"
                name="share-form"
                className="visually-hidden"
                checked={form === each}
                onChange={() => setForm(each)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        {sharing && (
          <>
            <ShareChoices
              sharing={sharing}
              choice={choice}
              mayHoldResults={form !== "pinned"}
              onChange={setChoice}
            />
            {form === "inside" ? (
              <ShareAsLink sharing={sharing} choice={choice} />
            ) : (
              <ShareAsFile key={form} form={form} sharing={sharing} choice={choice} />
            )}
          </>
        )}
        {form === "inside" && (
          <>
            <div className={styles.file}>
              <p className={styles.quiet}>As a file it has no limit and reads as plain Markdown.</p>
              <Button
                icon={<Download />}
                label="Download file instead"
                onClick={() => void commands.saveFile()}
              />
            </div>
            <OtherFormats />
          </>
        )}
      </div>
    </Dialog>
  );
}
