import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import styles from "./Doctor.module.css";

/** A text to be copied as it is, such as a policy. */
export function CopyBlock({ title, text }: { title: string; text: string }) {
  const [copied, setCopied] = useState<"yes" | "refused" | null>(null);
  return (
    <div className={styles.block}>
      <div className={styles.blockHead}>
        <p>{title}</p>
        <Button
          icon={copied === "yes" ? <Check /> : <Copy />}
          label={copied === "yes" ? `Copied ${title}` : `Copy ${title}`}
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={() =>
            navigator.clipboard.writeText(text).then(
              () => setCopied("yes"),
              () => setCopied("refused"),
            )
          }
        />
      </div>
      {copied === "refused" && (
        <p className={styles.detail}>The browser did not let it be copied. Select it and copy it by hand.</p>
      )}
      {/* A field, so that it can be selected and scrolled by the keyboard. */}
      <textarea
        className={styles.code}
        readOnly
        spellCheck={false}
        aria-label={title}
        rows={Math.min(14, text.split("\n").length)}
        value={text}
      />
    </div>
  );
}
