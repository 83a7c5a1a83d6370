import { Menu as BaseMenu } from "@base-ui/react/menu";
import { ArrowDown, ArrowUp, Check, ListFilter, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { MenuItem, MenuPopup } from "../ui/Menu.tsx";
import { focusPlaceOf } from "./focusPlaceOf.ts";
import type { ViewPopupProps } from "./ViewPopup.tsx";
import { useViewControls } from "./viewControls.ts";
import { type ViewMenuItem, viewMenuItems } from "./viewMenuItems.ts";

const icons: Record<ViewMenuItem["icon"], typeof Check> = {
  ascending: ArrowUp,
  descending: ArrowDown,
  filter: ListFilter,
  clear: X,
};

/** The menu of a column's header: its order and its filters. Shift adds an order to those there are. */
export function ColumnViewMenu({ column, anchor, onFilter, onClose }: ViewPopupProps) {
  const { view, change, sortBy } = useViewControls();
  const page = useRef(anchor.closest<HTMLElement>("main") ?? document.body);
  const isShift = useRef(false);
  useEffect(() => {
    const note = (event: KeyboardEvent | MouseEvent) => {
      isShift.current = event.shiftKey;
    };
    // Before the menu takes them.
    for (const type of ["keydown", "pointerup"] as const) window.addEventListener(type, note, true);
    return () => {
      for (const type of ["keydown", "pointerup"] as const) window.removeEventListener(type, note, true);
    };
  }, []);
  const items = viewMenuItems(column, view, {
    change,
    sortBy: (key, isFurther) => sortBy(key, isFurther || isShift.current),
    filter: onFilter,
  });
  return (
    <BaseMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <MenuPopup
        label={`Sort and filter ${column.name}`}
        anchor={anchor}
        backTo={focusPlaceOf(anchor)}
        container={page}
      >
        {items.map(({ id, label, icon, isOn, onSelect }) => {
          const Icon = isOn ? Check : icons[icon];
          return (
            <MenuItem key={id} icon={<Icon />} label={isOn ? `${label} (now)` : label} onSelect={onSelect} />
          );
        })}
      </MenuPopup>
    </BaseMenu.Root>
  );
}
