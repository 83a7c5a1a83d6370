import type { ShareLink } from "../../lib/store/sharing/sharing.ts";
import { formatCount } from "../ui/formatCount.ts";
import { CopyField } from "./CopyField.tsx";
import { linkFit } from "./linkFit.ts";
import styles from "./ShareDialog.module.css";

/** A link to copy, how long it is, where it fits, and what is not in it. */
export function LinkShown({ link }: { link: ShareLink }) {
  const fit = linkFit(link.characters);
  return (
    <>
      <CopyField label="Link to this notebook" text={link.url} copyLabel="Copy link" isPrimary />
      <p className={fit.tone === "warn" ? styles.warn : styles.quiet}>
        {formatCount(link.characters)} characters. {fit.text}
      </p>
      {link.leftOut.length > 0 && <p className={styles.quiet}>Not in it: {link.leftOut.join(", ")}.</p>}
    </>
  );
}
