import { Menu } from "@base-ui/react/menu";
import type { CellId } from "../../lib/notebook/document.ts";

export interface CellMenuRequest {
  id: CellId;
  show: "kind" | "more";
}

/** One menu serves all cells: a menu of its own for each would cost a long notebook dearly. */
export const cellMenu = Menu.createHandle<CellMenuRequest>();
