import { useEffect } from "react";

/** Tells its owner while a chart is being drawn; also that it is over when the chart goes away unfinished. */
export function useDrawing(isSettled: boolean, onDrawing: ((isDrawing: boolean) => void) | undefined): void {
  useEffect(() => {
    if (isSettled || !onDrawing) return;
    onDrawing(true);
    return () => onDrawing(false);
  }, [isSettled, onDrawing]);
}
