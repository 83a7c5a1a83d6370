import { Download } from "lucide-react";
import { useId, useState } from "react";
import type { ShareChoice, SharedFile, Sharing } from "../../lib/store/sharing/sharing.ts";
import { Button } from "../ui/Button.tsx";
import { LinkShown } from "./LinkShown.tsx";
import { Refused } from "./Refused.tsx";
import styles from "./ShareDialog.module.css";
import { useMade } from "./useMade.ts";

const words = {
  pinned: {
    about:
      "The notebook lies at an address of yours, as plain Markdown. The link holds the file's SHA-256 and opens this very file: a changed one is refused.",
    download: "Download the file",
  },
  encrypted: {
    about:
      "The notebook lies at an address of yours, encrypted (AES-256-GCM). The key is in the link and nowhere else: whoever has the link can read it, and its host cannot.",
    download: "Download the encrypted file",
  },
} as const;

/** A file that its author puts at an address, and the link that leads there. */
export function ShareAsFile(props: { form: "pinned" | "encrypted"; sharing: Sharing; choice: ShareChoice }) {
  const { form, sharing, choice } = props;
  const made = useMade(choice, form === "pinned" ? sharing.pinnedFile : sharing.encryptedFile);
  return (
    <>
      <p>{words[form].about}</p>
      {made === null && <p className={styles.quiet}>Making the file…</p>}
      {made?.ok === false && <Refused error={made.error} />}
      {made?.ok && <Steps form={form} file={made.value} />}
    </>
  );
}

function Steps({ form, file }: { form: "pinned" | "encrypted"; file: SharedFile }) {
  const [address, setAddress] = useState("");
  const id = useId();
  // What is still being typed is no mistake yet.
  const link = URL.canParse(address.trim()) ? file.linkTo(address) : null;
  return (
    <>
      <ol className={styles.steps}>
        <li>
          <Button icon={<Download />} label={words[form].download} onClick={() => file.save()} />
          <p className={styles.quiet}>
            {file.name}
            {form === "encrypted" && ". Its key goes with this dialog: stay here until you have the link."}
          </p>
        </li>
        <li>
          <p>Put it where everybody can read it by https, and other sites too (CORS).</p>
          <p className={styles.quiet}>
            For example in a public bucket, or in a repository on GitHub: there, its Raw address.
          </p>
        </li>
        <li>
          <label htmlFor={id}>Paste its address</label>
          <input
            id={id}
            className={styles.field}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        </li>
      </ol>
      {link?.ok === false && <Refused error={link.error} />}
      {link?.ok && <LinkShown link={link.value} />}
    </>
  );
}
