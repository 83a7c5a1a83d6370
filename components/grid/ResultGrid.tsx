"use client";

import { memo, useCallback, useContext, useLayoutEffect, useMemo, useState } from "react";
import type { Column, KeptResult } from "../../lib/engine/protocol.ts";
import type { RowSource } from "../../lib/store/commands.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { useRows } from "../ui/AppContext.tsx";
import { GridFooter } from "./GridFooter.tsx";
import { GridTable } from "./GridTable.tsx";
import { canReplace, GridFrame, shownRows } from "./gridFrame.ts";
import { naturalHeightPx, rememberedHeightPx, rememberHeight } from "./gridHeight.ts";
import { HeightHandle } from "./HeightHandle.tsx";
import { beneathPx, HeaderTools } from "./headerTools.ts";
import styles from "./ResultGrid.module.css";
import { SingleValue } from "./SingleValue.tsx";
import { type CellPlace, placesFor } from "./useColumnWindow.ts";

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

/** `memo`: that a run began changes nothing in it. */
const ManyRows = memo(function ManyRows(props: { label: string; result: KeptResult }) {
  const { label, result: latest } = props;
  const rows = useRows();
  const [problem, setProblem] = useState<string | null>(null);
  const [active, setActive] = useState<CellPlace>({ colIndex: 1, rowIndex: 1 });
  const [scrollbarPx, setScrollbarPx] = useState(0);
  const [chosenPx, setChosenPx] = useState(() => rememberedHeightPx(label));
  const { result, frame, columns } = useDrawn(latest, rows, active, setActive, setProblem);

  const resize = useCallback(
    (heightPx: number | null) => {
      setChosenPx(heightPx);
      rememberHeight(label, heightPx);
    },
    [label],
  );
  const total = shownRows(result);
  // Whatever stands beneath the names makes the header higher, and takes no room from the rows.
  const besidesPx = scrollbarPx + useBeneathPx();
  const tallest = naturalHeightPx(Math.min(total, 2_000), besidesPx);
  const heightPx = Math.min(chosenPx ?? naturalHeightPx(total, besidesPx), tallest);
  const long = total > 12;
  return (
    <>
      <GridTable
        label={label}
        columns={columns}
        frame={frame}
        heightPx={heightPx}
        active={active}
        onActive={setActive}
        onScrollbar={setScrollbarPx}
        onError={setProblem}
      />
      {long && <HeightHandle label={label} heightPx={heightPx} onResize={resize} />}
      <GridFooter
        result={result}
        problem={problem}
        onRow={
          long
            ? (row) => setActive((place) => ({ ...place, rowIndex: row === "first" ? 2 : total + 1 }))
            : null
        }
      />
    </>
  );
});

/** What tools of the headers take beneath the names. */
function useBeneathPx(): number {
  const tools = useContext(HeaderTools);
  return tools.filter(({ place }) => place === "beneath").length * beneathPx;
}

/** A result, the frame that holds its rows, and its columns: the same array for as long as the frame stays. */
interface Drawn {
  result: KeptResult;
  frame: GridFrame;
  columns: readonly Column[];
}

/**
 * One frame for all results of the same columns, so that a new run changes values and nothing else moves. A newer
 * result is drawn once the frame holds it, so that counts, widths and rows are always those of one result.
 */
function useDrawn(
  result: KeptResult,
  rows: RowSource,
  active: CellPlace,
  setActive: (place: CellPlace) => void,
  onFailed: (message: string | null) => void,
): Drawn {
  const make = (): Drawn => {
    const page = (resultKey: string) => (offset: number, limit: number) =>
      rows.page(resultKey, offset, limit);
    const frame = new GridFrame(result, placesFor(result.columns.length), page, onFailed);
    return { result, frame, columns: result.columns };
  };
  const [drawn, setDrawn] = useState(make);
  useLayoutEffect(() => {
    if (drawn.result === result) return;
    if (canReplace(drawn.result, result, active.rowIndex)) {
      drawn.frame.replace(result);
      setDrawn({ ...drawn, result });
    } else {
      // hightable would move the focus to bring the active cell back inside; a new frame leaves the focus alone.
      setActive({ colIndex: 1, rowIndex: 1 });
      setDrawn(make());
    }
  });
  return drawn;
}
