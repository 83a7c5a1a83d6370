import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Copy, ExternalLink, FolderInput, FolderOpen, Pencil, RotateCcw, Trash2 } from "lucide-react";
import type { RefObject } from "react";
import { entryTitle, type LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { isMac } from "../ui/isMac.ts";
import { MenuGroup, MenuItem, MenuPopup } from "../ui/Menu.tsx";
import { openInNewTab } from "./openInNewTab.ts";
import { useOwnEscape } from "./useOwnEscape.ts";

/** What can be done with a notebook of the list. */
export function NotebookMenu(props: {
  entry: LibraryEntry;
  anchor: HTMLElement;
  container: RefObject<HTMLElement | null>;
  onClose: () => void;
  does: Record<"open" | "rename" | "duplicate" | "move" | "remove" | "restore", () => void>;
}) {
  const { entry, anchor, container, onClose, does } = props;
  const commands = useCommands();
  useOwnEscape(onClose);
  return (
    <BaseMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <MenuPopup
        anchor={anchor}
        backTo={anchor.closest("li")?.querySelector<HTMLElement>("[data-at]") ?? null}
        container={container}
        label={`Actions for ${entryTitle(entry)}`}
      >
        {entry.deletedAt === null ? (
          <>
            <MenuGroup>
              <MenuItem icon={<FolderOpen />} label="Open" keys="Enter" onSelect={does.open} />
              <MenuItem
                icon={<ExternalLink />}
                label="Open in a new tab"
                keys={isMac ? "⌘Enter" : "Ctrl+Enter"}
                onSelect={() => openInNewTab(commands, entry)}
              />
            </MenuGroup>
            <MenuGroup>
              <MenuItem icon={<Pencil />} label="Rename" keys="F2" movesFocus onSelect={does.rename} />
              <MenuItem icon={<Copy />} label="Duplicate" keys="D" onSelect={does.duplicate} />
              <MenuItem
                icon={<FolderInput />}
                label="Move to a folder…"
                keys="M"
                movesFocus
                onSelect={does.move}
              />
            </MenuGroup>
            <MenuGroup>
              <MenuItem
                icon={<Trash2 />}
                label="Delete"
                keys="Del"
                tone="danger"
                movesFocus
                onSelect={does.remove}
              />
            </MenuGroup>
          </>
        ) : (
          <MenuGroup>
            <MenuItem icon={<RotateCcw />} label="Restore" keys="Enter" onSelect={does.restore} />
            <MenuItem
              icon={<Trash2 />}
              label="Delete for good…"
              keys="Del"
              tone="danger"
              movesFocus
              onSelect={does.remove}
            />
          </MenuGroup>
        )}
      </MenuPopup>
    </BaseMenu.Root>
  );
}
