import { Undo2, X } from "lucide-react";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./Library.module.css";
import type { LibraryNews } from "./useLibrary.ts";

/** The line at the foot: what was done last and how to take it back, and how many notebooks are listed. */
export function LibraryNewsLine(props: {
  count: number;
  /** What is under way; null where nothing is. */
  busy: string | null;
  news: LibraryNews | null;
  onDismiss: () => void;
}) {
  const { count, busy, onDismiss } = props;
  const news = busy === null ? props.news : null;
  return (
    <footer className={styles.foot} data-tone={news?.tone}>
      <div className={styles.news} role={news?.tone === "error" ? "alert" : "status"}>
        {news?.text ?? busy ?? countOf(count, "notebook")}
        {news?.details && (
          <ul className={styles.details} aria-label="Problems">
            {news.details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
      {news && <span className={styles.quiet}>{countOf(count, "notebook")}</span>}
      {news?.undo && <Button icon={<Undo2 />} label="Undo" onClick={() => void news.undo?.()} />}
      {news && (
        <Button
          icon={<X />}
          label="Close message"
          iconOnly
          tone="quiet"
          tipSide="above"
          onClick={onDismiss}
        />
      )}
    </footer>
  );
}
