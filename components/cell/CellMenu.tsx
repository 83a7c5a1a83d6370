import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { RefObject } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";

import { cellById, cellLabel } from "../../lib/store/selectors.ts";
import { cellKinds } from "../cell-kinds/cellKinds.ts";
import { useKeyOf } from "../fingers/useKeyOf.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { MenuGroup, MenuItem, MenuPopup } from "../ui/Menu.tsx";
import { CellMenuItems } from "./CellMenuItems.tsx";
import type { CellMenuRequest } from "./cellMenu.ts";

const offered = Object.values(cellKinds).filter((kind) => kind.insertable);

/** The menu of whichever cell asked for it; `container` is the part of the page it belongs to. */
export function CellMenu({
  menu,
  container,
  onClose,
}: {
  menu: CellMenuRequest;
  container: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const Part = menu.show === "kind" ? KindMenu : MoreMenu;
  return (
    <BaseMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <Part id={menu.id} trigger={menu.trigger} container={container} />
    </BaseMenu.Root>
  );
}

interface PartProps {
  id: CellId;
  trigger: HTMLElement;
  container: RefObject<HTMLElement | null>;
}

function MoreMenu({ id, trigger, container }: PartProps) {
  const label = useApp((state) => cellLabel(state, id));
  return (
    <MenuPopup anchor={trigger} container={container} label={`Actions for ${label}`}>
      <CellMenuItems id={id} />
    </MenuPopup>
  );
}

function KindMenu({ id, trigger, container }: PartProps) {
  const label = useApp((state) => cellLabel(state, id));
  const current = useApp((state) => cellById(state, id)?.kind);
  const commands = useCommands();
  const keyOf = useKeyOf();
  const keyOfKind = (kind: string) => {
    const action = keys[kind];
    return action && keyOf(action);
  };
  return (
    <MenuPopup anchor={trigger} container={container} label={`Kind of ${label}`}>
      <MenuGroup label="Kind">
        {offered.map((kind) => (
          <MenuItem
            key={kind.kind}
            icon={kind.kind === current ? <Check /> : null}
            label={kind.label}
            keys={keyOfKind(kind.kind)}
            onSelect={() => commands.setKind(id, kind.kind)}
          />
        ))}
      </MenuGroup>
    </MenuPopup>
  );
}

const keys: Record<string, NotebookAction> = { sql: "kindSql", ts: "kindTs", md: "kindMd" };
