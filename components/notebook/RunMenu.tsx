import { Menu as BaseMenu } from "@base-ui/react/menu";
import { CircleDashed, Clock, Play, RotateCcw } from "lucide-react";
import { useRef } from "react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { MenuChoice, MenuChoices, MenuGroup, MenuItem, MenuPopup } from "../ui/Menu.tsx";
import { useUiStore } from "./UiContext.tsx";

/** The ways to run many cells, what an edit does by itself, and the clock that charts go by. */
export function RunMenu({ trigger, onClose }: { trigger: HTMLElement; onClose: () => void }) {
  const commands = useCommands();
  const ui = useUiStore();
  const timezone = useApp((state) => state.document.timezone ?? "UTC");
  const mode = useApp((state) => state.document.run ?? "lazy");
  // What floats still has to stand in a landmark.
  const container = useRef(document.querySelector("main"));
  return (
    <BaseMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <MenuPopup anchor={trigger} container={container} label="Ways to run">
        <MenuGroup>
          <MenuItem icon={<Play />} label="Run all cells" onSelect={() => void commands.run()} />
          <MenuItem
            icon={<CircleDashed />}
            label="Run stale cells"
            onSelect={() => void commands.run(undefined, "stale")}
          />
          <MenuItem
            icon={<RotateCcw />}
            label="Restart engine"
            onSelect={() => void commands.restartEngine()}
          />
        </MenuGroup>
        <MenuChoices
          label="When a cell changes"
          value={mode}
          onChoose={(value) => commands.setRunMode(value === "automatic" ? value : "lazy")}
        >
          <MenuChoice value="lazy" label="Mark it and what reads it as stale" />
          <MenuChoice value="automatic" label="Run it and what reads it" />
        </MenuChoices>
        <MenuGroup>
          <MenuItem
            icon={<Clock />}
            movesFocus
            label={`Time zone of charts: ${timezone}`}
            onSelect={() => ui.setState({ dialog: "timezone" })}
          />
        </MenuGroup>
      </MenuPopup>
    </BaseMenu.Root>
  );
}
