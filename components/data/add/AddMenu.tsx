import { Menu as BaseMenu } from "@base-ui/react/menu";
import { ClipboardPaste, Database, FilePlus2, FolderPlus, Link2, ShieldCheck } from "lucide-react";
import { useRef } from "react";
import { keyLabel } from "../../../lib/notebookKeys/keyLabel.ts";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { useCommands } from "../../ui/AppContext.tsx";
import { isMac } from "../../ui/isMac.ts";
import { MenuGroup, MenuItem, MenuPopup } from "../../ui/Menu.tsx";
import { addClipboard, addFolder } from "./addings.ts";

/** The ways in, as a menu. */
export function AddMenu({ trigger, onClose }: { trigger: HTMLElement; onClose: () => void }) {
  const commands = useCommands();
  const ui = useUiStore();
  // What floats still has to stand in a landmark.
  const container = useRef(document.querySelector("main"));
  return (
    <BaseMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <MenuPopup anchor={trigger} container={container} label="Ways to add data">
        <MenuGroup label="Add data">
          <MenuItem icon={<FilePlus2 />} label="Files…" onSelect={() => void commands.pickFiles()} />
          <MenuItem icon={<FolderPlus />} label="Folder…" onSelect={() => void addFolder(commands)} />
          <MenuItem
            icon={<Link2 />}
            label="URL…"
            onSelect={() => ui.setState({ adding: { show: "url", into: null } })}
          />
          <MenuItem
            icon={<Database />}
            label="S3…"
            onSelect={() => ui.setState({ adding: { show: "s3", address: null } })}
          />
          <MenuItem
            icon={<ClipboardPaste />}
            label="Paste"
            keys={keyLabel("$mod+v", isMac).join(isMac ? "" : "+")}
            onSelect={() => void addClipboard(commands)}
          />
        </MenuGroup>
        <MenuGroup label="Trust">
          <MenuItem
            icon={<ShieldCheck />}
            label="What this notebook may reach…"
            onSelect={() => ui.setState({ dialog: "powers" })}
          />
        </MenuGroup>
      </MenuPopup>
    </BaseMenu.Root>
  );
}
