"use client";

import { useMemo } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { ManyRows } from "./ManyRows.tsx";
import styles from "./ResultGrid.module.css";
import { SingleValue } from "./SingleValue.tsx";

export interface ResultGridProps {
  /** The accessible name of the table. */
  label: string;
  result: KeptResult;
  stale: boolean;
}

/** The rows of a result: one value large, anything else as a table that pages from the engine. */
export function ResultGrid({ label, result, stale }: ResultGridProps) {
  const column = result.columns[0];
  const single = result.rowCount === 1 && result.columns.length === 1 && column && result.firstRows === 1;
  return (
    <div className={styles.result} data-stale={stale || undefined}>
      {single ? <OneValue label={label} result={result} /> : <ManyRows label={label} result={result} />}
    </div>
  );
}

function OneValue({ label, result }: { label: string; result: KeptResult }) {
  const value = useMemo(() => decodeTextPage(result.firstPage).cell(0, 0), [result]);
  const column = result.columns[0];
  return column ? <SingleValue label={label} column={column} value={value} /> : null;
}
