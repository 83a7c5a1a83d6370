import { type RefObject, useEffect, useRef, useState } from "react";
import type { OutputFrame } from "../../lib/browser/outputFrame.ts";
import type { ChartColumn } from "../../lib/chart/settleChart.ts";

/**
 * Draws other rows into the chart that stands in a frame, and those of before once there are no others; answers the marks
 * of the rows that are drawn, where they are other ones. `drawing` tells one picture from the next.
 */
export function useOtherRows(
  frame: RefObject<OutputFrame | null>,
  drawing: object | null,
  first: readonly ChartColumn[] | null,
  rows: readonly ChartColumn[] | null,
): { marks: number | null; isDrawing: boolean } {
  const [drawn, setDrawn] = useState<{ drawing: object; rows: readonly ChartColumn[]; marks: number } | null>(
    null,
  );
  const asked = useRef<{ drawing: object; rows: readonly ChartColumn[] } | null>(null);
  useEffect(() => {
    const made = frame.current;
    if (!made || !drawing || !rows) return;
    const before = asked.current?.drawing === drawing ? asked.current.rows : first;
    if (rows === before) return;
    asked.current = { drawing, rows };
    let isLatest = true;
    void made.drawRows({ columns: [...rows] }).then((answer) => {
      if (isLatest && answer.ok) setDrawn({ drawing, rows, marks: answer.value.marks });
    });
    return () => {
      isLatest = false;
    };
  }, [frame, drawing, first, rows]);
  if (rows === null || rows === first) return { marks: null, isDrawing: false };
  const isDrawn = drawn?.drawing === drawing && drawn?.rows === rows;
  return { marks: isDrawn ? drawn.marks : null, isDrawing: !isDrawn };
}
