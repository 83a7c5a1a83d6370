import { Stethoscope } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { EngineError } from "../../../lib/engine/protocol.ts";
import type { Connection, Credentials } from "../../../lib/s3/connection.ts";
import {
  connectionOf,
  type DraftProblems,
  draftOf,
  draftProblems,
  newDraft,
} from "../../../lib/s3/connectionDraft.ts";
import { useCommands } from "../../ui/AppContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { AccessFields } from "./AccessFields.tsx";
import { BucketFields } from "./BucketFields.tsx";
import styles from "./ConnectionForm.module.css";
import { DoctorSteps } from "./DoctorSteps.tsx";
import { clearKeys, keysIn } from "./keyInputs.ts";
import { useDoctor } from "./useDoctor.ts";

/** A connection to enter or to change. Keys stand in the form's own fields until it is saved, and nowhere else. */
export function ConnectionForm(props: {
  /** The one to change; null for a new one. */
  connection: Connection | null;
  /** Where a new one is wanted to lead. */
  address: string | null;
  taken: readonly string[];
  /** It is used at once for what waits for it. */
  isWanted: boolean;
  onCancel: () => void;
  onSaved: (connection: Connection) => Promise<void>;
}) {
  const { connection, address, taken, isWanted, onCancel, onSaved } = props;
  const commands = useCommands();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => (connection ? draftOf(connection) : newDraft(address)));
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [keyProblem, setKeyProblem] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<EngineError | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const doctor = useDoctor();

  /** What the form says, or null where it says something that cannot be; that is then shown. */
  function read(): { connection: Connection; credentials: Credentials | null } | null {
    const found = draftProblems(draft, taken);
    const keptKey = connection?.access.kind === "keys" ? connection.access : null;
    const keys = draft.access === "keys" ? keysIn(form.current, expiresAt, keptKey !== null) : null;
    setProblems(found);
    setKeyProblem(keys?.problem ?? null);
    if (Object.keys(found).length > 0 || keys?.problem) {
      // Drawn first, so that what is wrong is marked by then.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return null;
    }
    const credentials = keys?.credentials ?? null;
    const access = credentials
      ? {
          kind: "keys" as const,
          accessKeyId: credentials.accessKeyId,
          expiresAt: credentials.expiresAt,
          isTemporary: credentials.sessionToken !== null,
        }
      : draft.access === "keys" && keptKey
        ? keptKey
        : { kind: "anonymous" as const };
    return { connection: connectionOf(draft, access), credentials };
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const said = isSaving ? null : read();
    if (!said) return;
    doctor.stop();
    setIsSaving(true);
    const { s3 } = await commands.waysIn();
    const saved = await s3.save(said.connection, said.credentials);
    setIsSaving(false);
    if (!saved.ok) return setRefusal(saved.error);
    clearKeys(form.current);
    await onSaved(said.connection);
  }

  return (
    <form
      ref={form}
      className={styles.form}
      autoComplete="off"
      noValidate
      aria-label={connection ? `Connection ${connection.name}` : "New connection"}
      onSubmit={(event) => void save(event)}
    >
      <BucketFields draft={draft} problems={problems} isNew={connection === null} onDraft={setDraft} />
      <AccessFields
        draft={draft}
        problem={keyProblem}
        kept={connection?.access.kind === "keys" ? connection.access.accessKeyId : null}
        expiresAt={expiresAt}
        onDraft={setDraft}
        onExpiry={setExpiresAt}
      />
      {refusal && (
        <div className={styles.refused} role="alert">
          <p>{refusal.message}</p>
          {refusal.hint && <p className={styles.hint}>{refusal.hint}</p>}
        </div>
      )}
      <div className={styles.foot}>
        <Button
          icon={<Stethoscope />}
          label="Test connection"
          onClick={() => {
            const said = read();
            if (said) void doctor.run(said.connection, said.credentials);
          }}
        />
        <span className={styles.space} />
        <Button label="Cancel" onClick={onCancel} />
        <Button
          type="submit"
          label={isWanted ? "Save and use" : "Save and open"}
          tone="primary"
          aria-disabled={isSaving}
        />
      </div>
      <DoctorSteps doctor={doctor} />
    </form>
  );
}
