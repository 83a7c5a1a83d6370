import { useLayoutEffect, useState } from "react";
import type { Column, KeptResult } from "../../lib/engine/protocol.ts";
import { columnKeys } from "../../lib/grid/columnLayout.ts";
import type { RowSource } from "../../lib/store/commands.ts";
import { GridFrame, sameColumns } from "./gridFrame.ts";

/** A result, the frame that holds its rows, and its columns: the same arrays for as long as the frame stays. */
export interface Drawn {
  result: KeptResult;
  frame: GridFrame;
  columns: readonly Column[];
  keys: readonly string[];
}

/**
 * One frame for all results of the same columns, so that a new run changes values and nothing else moves. A newer
 * result is drawn once the frame holds it, so that counts, widths and rows are always those of one result.
 */
export function useDrawn(
  result: KeptResult,
  rows: RowSource,
  onFailed: (message: string | null) => void,
): Drawn {
  const make = (): Drawn => {
    const page = (resultKey: string) => (offset: number, limit: number) =>
      rows.page(resultKey, offset, limit);
    const frame = new GridFrame(result, page, onFailed);
    return { result, frame, columns: result.columns, keys: columnKeys(result.columns) };
  };
  const [drawn, setDrawn] = useState(make);
  useLayoutEffect(() => {
    if (drawn.result === result) return;
    if (sameColumns(drawn.result.columns, result.columns)) {
      drawn.frame.replace(result);
      setDrawn({ ...drawn, result });
    } else setDrawn(make());
  });
  return drawn;
}
