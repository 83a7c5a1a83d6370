import { Check, Copy, Download } from "lucide-react";
import { useEffect, useState } from "react";
import type { Outcome } from "../../lib/engine/protocol.ts";
import type { NotebookFormat } from "../../lib/formats/notebookFormat.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { linkFit } from "./linkFit.ts";
import styles from "./ShareDialog.module.css";

const otherFormats: readonly (readonly [NotebookFormat, string])[] = [
  ["ipynb", "Jupyter notebook"],
  ["html", "Web page"],
  ["sql", "SQL script"],
];

type Link = { url: string; characters: number; leftOut: string[] };

/** The notebook as a link: how long it is, where it fits, and what is not in it. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const [answer, setAnswer] = useState<Outcome<Link> | null>(null);
  useEffect(() => {
    let current = true;
    void commands.shareLink().then((outcome) => {
      if (current) setAnswer(outcome);
    });
    return () => {
      current = false;
    };
  }, [commands]);
  return (
    <Dialog title="Share" onClose={onClose}>
      <div className={styles.body}>
        {answer === null && <p className={styles.quiet}>Making the link…</p>}
        {answer?.ok && <LinkShown link={answer.value} />}
        {answer?.ok === false && (
          <div className={styles.refused} role="alert">
            <p>{answer.error.message}</p>
            {answer.error.hint && <p className={styles.quiet}>{answer.error.hint}</p>}
          </div>
        )}
        <div className={styles.file}>
          <p className={styles.quiet}>As a file it has no limit and reads as plain Markdown.</p>
          <Button icon={<Download />} label="Download as a file" onClick={() => void commands.saveFile()} />
        </div>
        <fieldset className={styles.formats}>
          <legend className={styles.quiet}>
            Save it in another format, with results where that holds them:
          </legend>
          {otherFormats.map(([format, label]) => (
            <Button key={format} label={label} onClick={() => void commands.saveAs(format)} />
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}

function LinkShown({ link }: { link: Link }) {
  const [copied, setCopied] = useState<"yes" | "refused" | null>(null);
  const fit = linkFit(link.characters);
  return (
    <>
      <div className={styles.row}>
        <input
          className={styles.link}
          readOnly
          aria-label="Link to this notebook"
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          icon={copied === "yes" ? <Check /> : <Copy />}
          label={copied === "yes" ? "Copied" : "Copy link"}
          tone="primary"
          onClick={() => {
            navigator.clipboard.writeText(link.url).then(
              () => setCopied("yes"),
              () => setCopied("refused"),
            );
          }}
        />
      </div>
      {copied === "refused" && (
        <p className={styles.warn}>
          The browser did not let the link be copied. Select it and copy it by hand.
        </p>
      )}
      <p className={fit.tone === "warn" ? styles.warn : styles.quiet}>
        {formatCount(link.characters)} characters. {fit.text}
      </p>
      <p>
        The whole notebook is in the link itself: it is stored nowhere, and whoever has the link can read it.
        It opens unrun.
      </p>
      {link.leftOut.length > 0 && <p className={styles.quiet}>Not in the link: {link.leftOut.join(", ")}.</p>}
    </>
  );
}
