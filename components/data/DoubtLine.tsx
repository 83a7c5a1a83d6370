import type { Receipt } from "../../lib/engine/protocol.ts";
import type { SourceView } from "../../lib/store/state.ts";
import styles from "./DoubtLine.module.css";
import { ReadButton } from "./ReadButton.tsx";

/** Under a source that may have been read wrongly: what is in doubt, and where to say otherwise. */
export function DoubtLine({ source, receipt }: { source: SourceView; receipt: Receipt }) {
  const share = Math.max(1, Math.round((receipt.rejected / Math.max(1, receipt.rows)) * 100));
  const doubts = [
    ...(receipt.doubts ?? []),
    ...(receipt.rejected > 0 ? [`${share} % of the rows are rejected`] : []),
  ];
  return (
    <div className={styles.doubt}>
      <p>In doubt: {doubts.join("; ")}.</p>
      <ReadButton relation={source.relation} />
    </div>
  );
}
