import { createContext, type ReactNode } from "react";
import type { Column } from "../../lib/engine/protocol.ts";

/** What others add to a grid's column headers: a distribution, a mark of a filter, a menu. */
export interface HeaderTool {
  /** A key of its own, in the order of drawing. */
  id: string;
  /** Where it is drawn: beside the name, or in a row of its own beneath, whose height is the same in all columns. */
  place: "beside" | "beneath";
  draw(column: Column, index: number): ReactNode;
}

/** The height of the row of tools that are drawn beneath the types. */
export const beneathPx = 28;

/** The tools of the grid beneath; the same array for as long as nothing of them changed. */
export const HeaderTools = createContext<readonly HeaderTool[]>([]);
