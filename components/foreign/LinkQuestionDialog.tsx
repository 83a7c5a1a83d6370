import type { LinkQuestion } from "../../lib/store/linkQuestion.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./LinkQuestionDialog.module.css";

const aboutForm: Record<LinkQuestion["form"], string> = {
  pinned: "The link holds the file's SHA-256: it is opened only if it is exactly the file that was shared.",
  encrypted: "The file is encrypted; its key is in the link, stays in this tab and is not sent to the host.",
  plain: "Whoever holds that address decides what it shows, and can change it at any time.",
};

/** Asks, by the host's name, whether the notebook may be fetched that a link leads to. */
export function LinkQuestionDialog({ question }: { question: LinkQuestion }) {
  const { url, host, form, status, accept, decline } = question;
  const failed = status.at === "failed" ? status.error : null;
  return (
    // The keyboard is with no answer yet: whoever was typing when it came up has not said yes.
    <Dialog title="Open a notebook from elsewhere" onClose={decline}>
      <div className={styles.body}>
        <p className={styles.question}>
          Fetch this notebook from <strong>{host}</strong>?
        </p>
        <p className={styles.address}>{url}</p>
        <p className={styles.quiet}>
          {status.at === "asking" && "Nothing was fetched yet. "}The host will see that somebody asks, as with
          any download; no cookie and no key is sent. {aboutForm[form]} It opens unrun.
        </p>
        {failed && (
          <div className={styles.failed} role="alert">
            <p>{failed.message}</p>
            {failed.hint && <p className={styles.quiet}>{failed.hint}</p>}
          </div>
        )}
        <div className={styles.answers}>
          {status.at === "fetching" && (
            <p className={styles.waiting} role="status">
              Waiting for {host}…
            </p>
          )}
          <Button label={failed ? "Close" : "Do not open"} onClick={decline} />
          <Button
            label={failed ? "Try again" : `Fetch from ${host}`}
            tone="primary"
            aria-disabled={status.at === "fetching"}
            onClick={() => status.at !== "fetching" && accept()}
          />
        </div>
      </div>
    </Dialog>
  );
}
