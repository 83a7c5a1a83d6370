import type { SourcePreview } from "../../../lib/engine/sourcePreview.ts";
import { countOf } from "../../ui/formatCount.ts";
import styles from "./PreviewPane.module.css";
import { PreviewTable } from "./PreviewTable.tsx";
import type { Reading } from "./reading.ts";

/** What the file becomes as things are said: in a line, in rows, and in what should be known. */
export function PreviewPane({ reading }: { reading: Reading }) {
  const { preview, failure } = reading;
  if (failure !== null) {
    return (
      <p className={styles.problem} role="alert">
        {failure}
      </p>
    );
  }
  if (preview === null) return <p className={styles.quiet}>Reading the first part of the file…</p>;
  return (
    <>
      <p className={styles.summary} role="status">
        {preview.problem === null ? summaryOf(preview) : "Nothing would load."}
      </p>
      {preview.problem !== null && (
        <p className={styles.problem} role="alert">
          {preview.problem}
        </p>
      )}
      {preview.log && <LogFit preview={preview} />}
      <PreviewTable reading={reading} preview={preview} />
      {preview.notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes">
          {[...new Set(preview.notes)].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** How many lines fit, and the first that does not. */
function LogFit({ preview: { log } }: { preview: SourcePreview }) {
  if (!log || log.share === null) return null;
  return (
    <div className={styles.fit} data-whole={log.share === 1 || undefined}>
      <p>{percent(log.share)} of the lines fit.</p>
      {log.firstMisfit !== null && log.share < 1 && (
        <p>
          The first that does not: <code>{log.firstMisfit}</code>
        </p>
      )}
      {log.warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  );
}

/** Never rounded up to all. */
function percent(share: number): string {
  return share === 1 ? "100 %" : `${Math.min(99.9, Math.round(share * 1000) / 10)} %`;
}

function summaryOf({ rows, columns, isWhole, charset, members }: SourcePreview): string {
  const rejected = rows.filter(({ problem }) => problem !== null).length;
  const parts = [
    `${isWhole ? "All" : "First"} ${countOf(rows.length, "row")}${members?.shown ? ` of ${members.shown}` : ""}`,
    countOf(columns.length, "column"),
    ...(rejected > 0 ? [`${rejected} would be rejected`] : []),
    ...(charset && charset.badPlaces > 0
      ? [`${countOf(charset.badPlaces, "place")} not ${charset.label}, shown as \ufffd`]
      : []),
  ];
  return parts.join(" · ");
}
