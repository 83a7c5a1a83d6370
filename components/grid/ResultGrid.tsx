"use client";

import { useMemo } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import type { HeldHeight } from "./gridHeight.ts";
import { ManyRows } from "./ManyRows.tsx";
import styles from "./ResultGrid.module.css";
import { SingleValue } from "./SingleValue.tsx";

export interface ResultGridProps {
  /** The accessible name of the table. */
  label: string;
  result: KeptResult;
  stale: boolean;
  /** Also a single value stands in a table, whose header says what it is. */
  isTable?: boolean;
  /** Other rows are on their way: that some of these cannot be read any more is nobody's trouble. */
  isWaiting?: boolean;
  /** Keeps the height that other rows would have. */
  held?: HeldHeight;
}

/** The rows of a result: one value large, anything else as a table that pages from the engine. */
export function ResultGrid({
  label,
  result,
  stale,
  isTable = false,
  isWaiting = false,
  held,
}: ResultGridProps) {
  const column = result.columns[0];
  const single =
    !isTable && result.rowCount === 1 && result.columns.length === 1 && column && result.firstRows === 1;
  return (
    <div className={styles.result} data-stale={stale || undefined}>
      {single ? (
        <OneValue label={label} result={result} />
      ) : (
        <ManyRows label={label} result={result} isWaiting={isWaiting} held={held} />
      )}
    </div>
  );
}

function OneValue({ label, result }: { label: string; result: KeptResult }) {
  const value = useMemo(() => decodeTextPage(result.firstPage).cell(0, 0), [result]);
  const column = result.columns[0];
  return column ? <SingleValue label={label} column={column} value={value} /> : null;
}
