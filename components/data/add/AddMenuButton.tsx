import { ChevronDown } from "lucide-react";
import { useUi, useUiStore } from "../../notebook/UiContext.tsx";
import { Button } from "../../ui/Button.tsx";

/** Opens the menu of all ways in. */
export function AddMenuButton() {
  const ui = useUiStore();
  const isOpen = useUi(({ adding }) => adding?.show === "menu");
  return (
    <Button
      icon={<ChevronDown />}
      label="More ways to add data"
      iconOnly
      tone="quiet"
      tipSide="below-end"
      data-part="add-menu"
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={(event) => ui.setState({ adding: { show: "menu", trigger: event.currentTarget } })}
    />
  );
}
