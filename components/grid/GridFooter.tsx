import { Columns3, Copy } from "lucide-react";
import { type RefObject, useContext } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { countOf, formatCount } from "../ui/formatCount.ts";
import { FooterTools } from "./footerTools.ts";
import styles from "./GridFooter.module.css";
import { shownRows } from "./gridFrame.ts";
import type { CopyStatus } from "./useCopy.ts";

/** How much there is, how much of it is shown, what was copied, and the ways to columns and to both ends. */
export function GridFooter(props: {
  result: KeptResult;
  problem: string | null;
  status: CopyStatus | null;
  /** How many columns are hidden. */
  hidden: number;
  columnsButton: RefObject<HTMLButtonElement | null>;
  choosing: boolean;
  onColumns: () => void;
  copies: "selection" | "all";
  /** null where there is nothing to copy. */
  onCopy: ((anchor: HTMLElement) => void) | null;
  onRow: ((row: "first" | "last") => void) | null;
}) {
  const { result, problem, status, hidden, onCopy, onRow } = props;
  const { rowCount, columns } = result;
  const tools = useContext(FooterTools);
  const shown = shownRows(result);
  const rows =
    shown < rowCount
      ? `First ${formatCount(shown)} of ${countOf(rowCount, "row")}`
      : countOf(rowCount, "row");
  return (
    <div className={styles.footer}>
      <span>
        {rows} × {countOf(columns.length, "column")}
        {hidden > 0 && `, ${formatCount(hidden)} hidden`}
      </span>
      {result.kept === "too-large" && (
        <span className={styles.note}>Too large to keep: rows are computed again as you scroll.</span>
      )}
      {result.kept === "computed" && (
        <span className={styles.note}>A view: rows are computed again as you scroll.</span>
      )}
      {problem && (
        <span role="alert" className={styles.problem}>
          Rows could not be read: {problem}
        </span>
      )}
      <span
        role="status"
        className={styles.status}
        data-failed={status?.failed || undefined}
        title={status?.text}
      >
        {status?.text}
      </span>
      <span className={styles.ends}>
        {tools}
        {onRow && (
          <>
            <button type="button" onClick={() => onRow("first")}>
              First row
            </button>
            <button type="button" onClick={() => onRow("last")}>
              Last row
            </button>
          </>
        )}
        <button
          type="button"
          aria-haspopup="menu"
          disabled={onCopy === null}
          title={props.copies === "all" ? "Copy all rows" : "Copy what is selected"}
          onClick={({ currentTarget }) => onCopy?.(currentTarget)}
        >
          <Copy aria-hidden="true" />
          Copy
        </button>
        <button
          ref={props.columnsButton}
          type="button"
          aria-haspopup="dialog"
          aria-expanded={props.choosing}
          onClick={props.onColumns}
        >
          <Columns3 aria-hidden="true" />
          Columns
        </button>
      </span>
    </div>
  );
}
