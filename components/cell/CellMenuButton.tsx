import { ChevronDown } from "lucide-react";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { useUi, useUiStore } from "../notebook/UiContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./CellMenuButton.module.css";
import type { CellMenuRequest } from "./cellMenu.ts";

/** A button that opens the cells' one menu for its own cell: a menu of its own for each would cost a long notebook dearly. */
export function CellMenuButton(props: {
  id: CellId;
  show: CellMenuRequest["show"];
  label: string;
  text?: string;
  icon?: ReactNode;
}) {
  const { id, show, label, text, icon } = props;
  const ui = useUiStore();
  const isOpen = useUi(({ menu }) => menu?.id === id && menu.show === show);
  const open = (trigger: HTMLElement) => ui.setState({ menu: { id, show, trigger } });
  const handlers = {
    "aria-haspopup": "menu" as const,
    "aria-expanded": isOpen,
    onClick: (event: MouseEvent<HTMLButtonElement>) => open(event.currentTarget),
    onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open(event.currentTarget);
    },
  };
  if (!text)
    return <Button label={label} icon={icon} iconOnly tone="quiet" tipSide="below-end" {...handlers} />;
  return (
    <button type="button" className={styles.kind} aria-label={label} {...handlers}>
      {text}
      <ChevronDown aria-hidden="true" />
    </button>
  );
}
