import type { Column } from "../../lib/engine/protocol.ts";
import type { Filter } from "../../lib/view/gridView.ts";
import { ColumnViewMenu } from "./ColumnViewMenu.tsx";
import { FilterPopover } from "./FilterPopover.tsx";

export interface ViewPopupProps {
  show: "menu" | "filter";
  column: Column;
  /** The control that it was opened by, and stands at. */
  anchor: HTMLElement;
  /** The filter to edit; null to make one. */
  filter: Filter | null;
  resultKey: string;
  /** Goes on from the menu to a filter. */
  onFilter(): void;
  onClose(): void;
}

/** What stands open at a control of a view. */
export function ViewPopup(props: ViewPopupProps) {
  return props.show === "menu" ? <ColumnViewMenu {...props} /> : <FilterPopover {...props} />;
}
