import { Square } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../../ui/Button.tsx";
import { formatBytes } from "../../ui/formatBytes.ts";
import styles from "./AddUrlDialog.module.css";
import type { useRemote } from "./useRemote.ts";

/** What the dialog asks or tells after the address: the host, the size, how far it is. */
export function RemoteSteps({ remote }: { remote: ReturnType<typeof useRemote> }) {
  const { step } = remote;
  switch (step.at) {
    case "form":
      return null;
    case "host":
      return (
        <Question
          text={
            <>
              May this notebook fetch from <strong>{step.url.host}</strong>?
            </>
          }
          detail="You are asked once for each host and notebook. The host sees that somebody asks, as with any download."
          yes={`Allow ${step.url.host}`}
          onYes={() => void remote.fetchNow(step.url)}
          onNo={remote.back}
        />
      );
    case "size":
      return (
        <Question
          text={
            <>
              The file has <strong>{formatBytes(step.bytes)}</strong>. Fetch all of it?
            </>
          }
          detail="It has to be here as a whole before it is read. From disk it would be read in place."
          yes="Fetch it"
          onYes={() => step.answer(true)}
          onNo={() => step.answer(false)}
        />
      );
    case "fetching": {
      const { doneBytes, totalBytes, url } = step;
      const some = doneBytes > 0 || totalBytes !== null;
      return (
        <div className={styles.foot}>
          <div className={styles.progress} role="status">
            <progress
              className={styles.bar}
              aria-label="Fetching"
              {...(totalBytes === null ? {} : { value: doneBytes, max: totalBytes })}
            />
            <p className={styles.quiet}>
              {some ? formatBytes(doneBytes) : `Waiting for ${url.host}…`}
              {totalBytes !== null && ` of ${formatBytes(totalBytes)}`}
            </p>
          </div>
          <Button icon={<Square />} label="Stop" onClick={remote.stop} />
        </div>
      );
    }
  }
}

function Question(props: {
  text: React.ReactNode;
  detail: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}) {
  const { text, detail, yes, onYes, onNo } = props;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className={styles.question}>
      <p>{text}</p>
      <p className={styles.quiet}>{detail}</p>
      <div className={styles.answers}>
        <Button label="Back" onClick={onNo} />
        <Button ref={first} label={yes} tone="primary" onClick={onYes} />
      </div>
    </div>
  );
}
