import { Menu as BaseMenu } from "@base-ui/react/menu";
import { useRef, useState } from "react";
import { MenuItem as Line, MenuGroup, MenuPopup } from "../ui/Menu.tsx";
import type { MenuItem } from "./columnMenu.ts";

/** A menu of the grid, at an element or at a point of the window. */
export interface GridMenuRequest {
  label: string;
  items: readonly MenuItem[];
  at: HTMLElement | { x: number; y: number };
  /** What has the focus when it closes. */
  backTo: HTMLElement | null;
}

/** The menu that was asked for, in sections. */
export function GridMenu({ menu, onClose }: { menu: GridMenuRequest; onClose: () => void }) {
  const { label, items, at, backTo } = menu;
  // Of a point of the window stands a mark that the menu opens from.
  const [mark, setMark] = useState<HTMLElement | null>(null);
  const anchor = at instanceof HTMLElement ? at : mark;
  // What floats still has to stand in a landmark.
  const container = useRef(document.querySelector("main"));
  const sections = [...new Set(items.map(({ section }) => section))];
  return (
    <>
      {!(at instanceof HTMLElement) && (
        <span ref={setMark} style={{ position: "fixed", left: at.x, top: at.y }} aria-hidden="true" />
      )}
      {anchor && (
        <BaseMenu.Root open onOpenChange={(open) => !open && onClose()}>
          <MenuPopup
            anchor={anchor}
            align={at instanceof HTMLElement ? "end" : "start"}
            backTo={backTo}
            container={container}
            label={label}
          >
            {sections.map((section) => (
              <MenuGroup key={section}>
                {items
                  .filter((item) => item.section === section)
                  .map(({ id, label: name, icon, keys, disabled = false, onSelect }) => (
                    <Line
                      key={id}
                      icon={icon}
                      label={name}
                      keys={keys}
                      disabled={disabled}
                      onSelect={onSelect}
                    />
                  ))}
              </MenuGroup>
            ))}
          </MenuPopup>
        </BaseMenu.Root>
      )}
    </>
  );
}
