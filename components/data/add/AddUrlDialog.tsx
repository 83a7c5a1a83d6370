import { type FormEvent, useId, useMemo, useRef, useState } from "react";
import { sourceRelationName } from "../../../lib/notebook/sourceRelationName.ts";
import { remoteFileName } from "../../../lib/remote/remoteFileName.ts";
import { useApp } from "../../ui/AppContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./AddUrlDialog.module.css";
import { RemoteSteps } from "./RemoteSteps.tsx";
import { useRemote } from "./useRemote.ts";

/** Adds a file by its address, or fetches the one that a source of the notebook names. */
export function AddUrlDialog({ into, onClose }: { into: string | null; onClose: () => void }) {
  const known = useApp((state) => (into === null ? "" : (state.document.sources[into]?.location ?? "")));
  const [typed, setTyped] = useState("");
  const [name, setName] = useState("");
  const url = into === null ? typed : known;
  const remote = useRemote({ url, name, into }, onClose);
  const { step } = remote;
  const address = useRef<HTMLInputElement>(null);
  const id = useId();
  const usualName = useMemo(() => nameFor(url), [url]);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (url.trim() !== "") void remote.begin();
  }
  return (
    <Dialog
      title={into === null ? "Add data from a URL" : `Fetch ${into}`}
      firstFocus={address}
      onClose={onClose}
    >
      <form className={styles.body} onSubmit={onSubmit}>
        <label className={styles.label} htmlFor={`${id}-url`}>
          Address
        </label>
        <input
          ref={address}
          id={`${id}-url`}
          className={styles.field}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          value={url}
          readOnly={into !== null || step.at !== "form"}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {into === null && (
          <>
            <label className={styles.label} htmlFor={`${id}-name`}>
              Name
            </label>
            <input
              id={`${id}-name`}
              className={styles.field}
              autoComplete="off"
              spellCheck={false}
              placeholder={usualName}
              value={name}
              readOnly={step.at !== "form"}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </>
        )}
        {step.at !== "form" && <RemoteSteps remote={remote} />}
        {step.at === "form" && step.error && (
          <div className={styles.refused} role="alert">
            <p>{step.error.message}</p>
            {step.error.hint && <p className={styles.quiet}>{step.error.hint}</p>}
          </div>
        )}
        {step.at === "form" && (
          <div className={styles.foot}>
            <p className={styles.quiet}>The file is fetched into this tab. No cookie and no key is sent.</p>
            <Button label="Fetch" tone="primary" aria-disabled={url.trim() === ""} onClick={onSubmit} />
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** What the relation will be called if its user does not say. */
function nameFor(text: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
  return URL.canParse(whole) ? sourceRelationName(remoteFileName(new URL(whole)), []) : "";
}
