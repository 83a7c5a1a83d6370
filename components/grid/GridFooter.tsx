import { useContext } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { FooterTools } from "./footerTools.ts";
import { shownRows } from "./gridFrame.ts";
import styles from "./ResultGrid.module.css";

/** How much there is, how much of it is shown, and the way to both ends. */
export function GridFooter(props: {
  result: KeptResult;
  problem: string | null;
  onRow: ((row: "first" | "last") => void) | null;
}) {
  const { result, problem, onRow } = props;
  const { rowCount, columns } = result;
  const tools = useContext(FooterTools);
  const shown = shownRows(result);
  const rows =
    shown < rowCount ? `First ${count(shown)} of ${counted(rowCount, "row")}` : counted(rowCount, "row");
  return (
    <div className={styles.footer}>
      <span className={styles.count}>
        {rows} × {counted(columns.length, "column")}
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
      {tools}
      {onRow && (
        <span className={styles.ends}>
          <button type="button" onClick={() => onRow("first")}>
            First row
          </button>
          <button type="button" onClick={() => onRow("last")}>
            Last row
          </button>
        </span>
      )}
    </div>
  );
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}
