import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button.tsx";
import styles from "./ShareDialog.module.css";

/** A text to take along: shown on one line, and copied by a button. */
export function CopyField(props: { label: string; text: string; copyLabel: string; isPrimary?: boolean }) {
  const { label, text, copyLabel, isPrimary = false } = props;
  const [last, setLast] = useState<{ text: string; copied: "yes" | "refused" } | null>(null);
  // Another text stands here now than the one that was copied.
  const copied = last?.text === text ? last.copied : null;
  return (
    <>
      <div className={styles.row}>
        <input
          className={styles.link}
          readOnly
          aria-label={label}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          icon={copied === "yes" ? <Check /> : <Copy />}
          label={copied === "yes" ? "Copied" : copyLabel}
          tone={isPrimary ? "primary" : "plain"}
          onClick={() => {
            navigator.clipboard.writeText(text).then(
              () => setLast({ text, copied: "yes" }),
              () => setLast({ text, copied: "refused" }),
            );
          }}
        />
      </div>
      {copied === "refused" && (
        <p className={styles.warn}>The browser did not let it be copied. Select it and copy it by hand.</p>
      )}
    </>
  );
}
