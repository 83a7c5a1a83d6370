import { useRef, useState } from "react";
import { type ConnectionDraft, withEndpoint } from "../../../lib/s3/connectionDraft.ts";
import { type PastedCredentials, parseCredentials } from "../../../lib/s3/credentials/parseCredentials.ts";
import { endpointPresets } from "../../../lib/s3/endpoints.ts";
import { expiryText } from "../../../lib/s3/expiryText.ts";
import { formatWhen } from "../../ui/formatWhen.ts";
import { useNow } from "../../ui/useNow.ts";
import styles from "./ConnectionForm.module.css";
import { FormField } from "./FormField.tsx";
import { fillKeys } from "./keyInputs.ts";

/** How a connection may read: with keys, field by field or out of what was pasted, or without any. */
export function AccessFields(props: {
  draft: ConnectionDraft;
  problem: string | null;
  /** The ID of the key that it has and keeps where no other is entered. */
  kept: string | null;
  expiresAt: string | null;
  onDraft: (draft: ConnectionDraft) => void;
  onExpiry: (expiresAt: string | null) => void;
}) {
  const { draft, problem, kept, expiresAt, onDraft, onExpiry } = props;
  return (
    <fieldset className={styles.group}>
      <legend>Access</legend>
      <div className={styles.choices}>
        <Choice draft={draft} access="keys" label="With keys" onDraft={onDraft} />
        <Choice draft={draft} access="anonymous" label="Public bucket, no keys" onDraft={onDraft} />
      </div>
      {draft.access === "keys" && (
        <KeyFields
          problem={problem}
          kept={kept}
          expiresAt={expiresAt}
          onExpiry={onExpiry}
          hint={endpointPresets.find(({ id }) => id === draft.preset)?.keysHint}
          onPlace={({ endpoint, region }) => {
            const placed = endpoint === null ? draft : withEndpoint(draft, endpoint);
            onDraft({ ...placed, region: region ?? placed.region });
          }}
        />
      )}
      <div className={styles.remember}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.isKept}
            onChange={({ target }) => onDraft({ ...draft, isKept: target.checked })}
          />
          Remember on this device
        </label>
        <p className={styles.hint}>
          {draft.isKept
            ? "This browser keeps the key in a form that can sign requests and that nobody can read back; whoever uses this browser can read the bucket with it until you remove it."
            : "The connection and its key are gone when this page is closed."}
        </p>
      </div>
    </fieldset>
  );
}

function Choice(props: {
  draft: ConnectionDraft;
  access: ConnectionDraft["access"];
  label: string;
  onDraft: (draft: ConnectionDraft) => void;
}) {
  const { draft, access, label, onDraft } = props;
  return (
    <label className={styles.check}>
      <input
        type="radio"
        name="access"
        checked={draft.access === access}
        onChange={() => onDraft({ ...draft, access })}
      />
      {label}
    </label>
  );
}

function KeyFields(props: {
  problem: string | null;
  kept: string | null;
  expiresAt: string | null;
  onExpiry: (expiresAt: string | null) => void;
  /** Where keys of this store come from. */
  hint: string | undefined;
  /** What the pasted text says of where the keys are for. */
  onPlace: (place: Pick<PastedCredentials, "endpoint" | "region">) => void;
}) {
  const { problem, kept, expiresAt, onExpiry, hint, onPlace } = props;
  const group = useRef<HTMLDivElement>(null);
  // What several profiles hold waits here for a choice, out of reach of what is drawn.
  const profiles = useRef<readonly PastedCredentials[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);

  function take(profile: PastedCredentials | undefined): void {
    if (!profile) return;
    fillKeys(group.current?.closest("form") ?? null, profile.credentials);
    onExpiry(profile.credentials.expiresAt);
    onPlace(profile);
    profiles.current = [];
    setNames([]);
  }

  function paste(box: HTMLTextAreaElement): void {
    if (box.value.trim() === "") return;
    const found = parseCredentials(box.value);
    setTrouble(found.ok ? null : found.error.message);
    if (!found.ok) return;
    // The text has the secret in it.
    box.value = "";
    const [first, ...others] = found.value;
    if (others.length === 0) take(first);
    else {
      profiles.current = found.value;
      setNames(found.value.map(({ profile }) => profile));
    }
  }

  return (
    <div ref={group} className={styles.group} data-inner>
      <FormField
        wide
        label="Paste keys"
        hint="An AWS profile, export lines, or JSON: they go into the fields below, and this box is emptied."
        problem={trouble ?? undefined}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            data-mono
            rows={2}
            autoComplete="off"
            spellCheck={false}
            placeholder={"[default]\naws_access_key_id = …"}
            onInput={({ currentTarget, nativeEvent }) => {
              // What is typed is not whole before the box is left.
              if (nativeEvent instanceof InputEvent && /Paste|Drop/.test(nativeEvent.inputType))
                paste(currentTarget);
            }}
            onBlur={({ currentTarget }) => paste(currentTarget)}
          />
        )}
      </FormField>
      {names.length > 0 && (
        <FormField wide label="Profile">
          {(wiring) => (
            <select
              {...wiring}
              value=""
              onChange={({ target }) =>
                take(profiles.current.find(({ profile }) => profile === target.value))
              }
            >
              <option value="">Choose one of {names.length}…</option>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </FormField>
      )}
      <FormField wide label="Access key ID" hint={hint} problem={problem ?? undefined}>
        {(wiring) => (
          <input
            {...wiring}
            name="accessKeyId"
            data-mono
            autoComplete="off"
            spellCheck={false}
            placeholder={kept === null ? "" : `${kept}, unless you enter another`}
          />
        )}
      </FormField>
      <SecretField label="Secret access key" name="secretAccessKey" />
      <SecretField
        label="Session token"
        name="sessionToken"
        hint={expiresAt === null ? "Only for temporary keys." : undefined}
        onInput={() => onExpiry(null)}
      />
      {expiresAt !== null && <Expiry expiresAt={expiresAt} />}
    </div>
  );
}

function SecretField(props: {
  label: string;
  name: "secretAccessKey" | "sessionToken";
  hint?: string | undefined;
  onInput?: () => void;
}) {
  const { label, name, hint, onInput } = props;
  return (
    <FormField label={label} hint={hint}>
      {(wiring) => (
        <input
          {...wiring}
          type="password"
          name={name}
          data-mono
          autoComplete="off"
          spellCheck={false}
          onInput={onInput}
        />
      )}
    </FormField>
  );
}

function Expiry({ expiresAt }: { expiresAt: string }) {
  const now = useNow(1000);
  const expiry = expiryText({ kind: "keys", accessKeyId: "", isTemporary: true, expiresAt }, now);
  if (!expiry || Number.isNaN(Date.parse(expiresAt))) return null;
  return (
    <p className={styles.expiry} data-over={expiry.isOver || undefined}>
      The session token {expiry.isOver ? "has expired" : expiry.text}: {formatWhen(Date.parse(expiresAt))}.
    </p>
  );
}
