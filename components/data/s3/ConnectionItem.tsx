import { FolderOpen, Pencil, Plug, Stethoscope, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Connection } from "../../../lib/s3/connection.ts";
import { expiryText } from "../../../lib/s3/expiryText.ts";
import { Button } from "../../ui/Button.tsx";
import { useNow } from "../../ui/useNow.ts";
import styles from "./ConnectionList.module.css";
import type { S3View } from "./S3Dialog.tsx";

/** One connection: where it leads, what it has, and what can be done with it. */
export function ConnectionItem(props: {
  connection: Connection;
  /** The open notebook may read through it. */
  isGiven: boolean;
  /** It leads to what is wanted. */
  leads: boolean;
  /** An address waits for a connection. */
  isWanted: boolean;
  isCurrent: boolean;
  onView: (view: S3View) => void;
  onUse: () => void;
  onRemove: () => Promise<void>;
}) {
  const { connection, isGiven, leads, isWanted, isCurrent, onView, onUse, onRemove } = props;
  const { name, bucket, prefix } = connection;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className={styles.item} data-current={isCurrent || undefined} data-leads={leads || undefined}>
      <p className={styles.name}>{name}</p>
      <p className={styles.where}>
        s3://{bucket}/{prefix}
      </p>
      <Facts connection={connection} isGiven={isGiven} />
      {isAsking ? (
        <Removal name={name} onRemove={onRemove} onNo={() => setIsAsking(false)} />
      ) : (
        <div className={styles.actions}>
          {leads ? (
            <Button
              icon={isWanted ? <Plug /> : <FolderOpen />}
              label={isWanted ? `Use ${name}` : `Open ${name}`}
              tone={isWanted ? "primary" : "plain"}
              onClick={onUse}
            />
          ) : (
            <p className={styles.elsewhere}>leads elsewhere</p>
          )}
          <span className={styles.space} />
          <Button
            icon={<Stethoscope />}
            label={`Test ${name}`}
            iconOnly
            tone="quiet"
            tipSide="below-end"
            onClick={() => onView({ at: "test", name })}
          />
          <Button
            icon={<Pencil />}
            label={`Edit ${name}`}
            iconOnly
            tone="quiet"
            tipSide="below-end"
            onClick={() => onView({ at: "form", name })}
          />
          <Button
            icon={<Trash2 />}
            label={`Remove ${name}`}
            iconOnly
            tone="quiet"
            tipSide="below-end"
            onClick={() => setIsAsking(true)}
          />
        </div>
      )}
    </li>
  );
}

function Facts({ connection, isGiven }: { connection: Connection; isGiven: boolean }) {
  const now = useNow(1000);
  const { access, isKept, endpoint } = connection;
  const expiry = expiryText(access, now);
  const facts = [
    ...(endpoint === "" ? [] : [new URL(endpoint).host]),
    access.kind === "anonymous" ? "no keys" : `key ${access.accessKeyId}`,
    isKept ? "kept on this device" : "until this page is closed",
    ...(isGiven ? ["used by this notebook"] : []),
  ];
  return (
    <p className={styles.facts}>
      {facts.join(" · ")}
      {expiry && (
        <>
          {" · "}
          <span className={styles.expiry} data-over={expiry.isOver || undefined}>
            {expiry.text}
          </span>
        </>
      )}
    </p>
  );
}

function Removal(props: { name: string; onRemove: () => Promise<void>; onNo: () => void }) {
  const { name, onRemove, onNo } = props;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset className={styles.removal} aria-label={`Remove ${name}?`}>
      <p>Remove it with its key? Notebooks that read through it ask for another.</p>
      <div className={styles.actions}>
        <Button ref={first} label="Keep it" onClick={onNo} />
        <Button label="Remove it" tone="danger" onClick={() => void onRemove()} />
      </div>
    </fieldset>
  );
}
