import { useMemo } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { TextTable } from "../cell-kinds/TextTable.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import styles from "./ReportOutput.module.css";

/** Paper does not scroll: so much of a result is printed, and how much there is. */
const most = { rows: 40, columns: 12 };

/** The first rows of a result for paper. */
export function PrintedRows({ result }: { result: KeptResult }) {
  const { columns, rowCount, firstRows } = result;
  const names = columns.slice(0, most.columns).map(({ name }) => name);
  const rows = useMemo(() => {
    const page = decodeTextPage(result.firstPage);
    const count = Math.min(firstRows, most.rows);
    return Array.from({ length: count }, (_, row) =>
      Array.from({ length: Math.min(columns.length, most.columns) }, (_, column) => page.cell(row, column)),
    );
  }, [result, firstRows, columns.length]);
  return (
    <div className={styles.printed}>
      <TextTable columns={names} rows={rows} />
      <p className={styles.count}>
        {partOf(rows.length, rowCount, "row")}
        {names.length < columns.length && `, ${partOf(names.length, columns.length, "column")}`}
      </p>
    </div>
  );
}

function partOf(shown: number, all: number, noun: string): string {
  return shown < all ? `first ${formatCount(shown)} of ${countOf(all, noun)}` : countOf(all, noun);
}
