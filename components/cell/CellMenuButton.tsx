import { Menu } from "@base-ui/react/menu";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import styles from "./CellMenuButton.module.css";
import { type CellMenuRequest, cellMenu } from "./cellMenu.ts";

/** A button that opens the cells' one menu for its own cell. */
export function CellMenuButton(props: {
  menu: CellMenuRequest;
  label: string;
  text?: string;
  icon?: ReactNode;
}) {
  const { menu, label, text, icon } = props;
  return (
    <Menu.Trigger
      handle={cellMenu}
      payload={menu}
      aria-label={label}
      render={
        text ? (
          <button type="button" className={styles.kind}>
            {text}
            <ChevronDown aria-hidden="true" />
          </button>
        ) : (
          <Button label={label} icon={icon} iconOnly tone="quiet" tipSide="below-end" />
        )
      }
    />
  );
}
