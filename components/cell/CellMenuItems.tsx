import {
  AlignLeft,
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  ClipboardCopy,
  Combine,
  Copy,
  Download,
  EyeOff,
  ListTree,
  MoveHorizontal,
  Trash2,
} from "lucide-react";
import type { ExportFormat } from "../../lib/engine/protocol.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellBeside, cellById, cellView } from "../../lib/store/selectors.ts";
import type { SqlTools } from "../../lib/store/sqlTools.ts";
import { useUi, useUiStore } from "../notebook/UiContext.tsx";
import { toggled } from "../notebook/uiStore.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { MenuGroup, MenuItem } from "../ui/Menu.tsx";
import { duplicateCell } from "./duplicateCell.ts";

const formats: readonly { format: ExportFormat; label: string }[] = [
  { format: "csv", label: "Export as CSV" },
  { format: "parquet", label: "Export as Parquet" },
  { format: "ndjson", label: "Export as NDJSON" },
  { format: "arrow", label: "Export as Arrow" },
];

/** What can be done with a cell. */
export function CellMenuItems({ id }: { id: CellId }) {
  return (
    <>
      <ArrangeItems id={id} />
      <SqlItems id={id} />
      <ViewItems id={id} />
      <ExportItems id={id} />
      <DeleteItem id={id} />
    </>
  );
}

function ArrangeItems({ id }: { id: CellId }) {
  const commands = useCommands();
  const store = useAppStore();
  const above = useApp((state) => cellBeside(state, id, -1));
  const below = useApp((state) => cellBeside(state, id, 1));
  return (
    <MenuGroup>
      <MenuItem
        icon={<ArrowUpToLine />}
        label="Insert above"
        keys="A"
        onSelect={() => commands.insertCell("sql", { after: above })}
      />
      <MenuItem
        icon={<ArrowDownToLine />}
        label="Insert below"
        keys="B"
        onSelect={() => commands.insertCell("sql", { after: id })}
      />
      <MenuItem
        icon={<ArrowUp />}
        label="Move up"
        disabled={above === null}
        onSelect={() => commands.moveCell(id, -1)}
      />
      <MenuItem
        icon={<ArrowDown />}
        label="Move down"
        disabled={below === null}
        onSelect={() => commands.moveCell(id, 1)}
      />
      <MenuItem
        icon={<Copy />}
        label="Duplicate"
        onSelect={() => duplicateCell(store.getState(), commands, id)}
      />
      <MenuItem
        icon={<Combine />}
        label="Merge with the cell below"
        keys="Shift+M"
        disabled={below === null}
        onSelect={() => commands.mergeWithNext(id)}
      />
    </MenuGroup>
  );
}

function SqlItems({ id }: { id: CellId }) {
  const commands = useCommands();
  const isSql = useApp((state) => cellById(state, id)?.kind === "sql");
  if (!isSql) return null;
  const withTools = (work: (tools: SqlTools) => void) => void commands.sqlTools().then(work);
  return (
    <MenuGroup>
      <MenuItem
        icon={<AlignLeft />}
        label="Format"
        keys="Shift+Alt+F"
        onSelect={() => withTools((tools) => tools.formatCells([id]))}
      />
      <MenuItem
        icon={<ListTree />}
        label="Explain"
        keys="Shift+Alt+E"
        onSelect={() => withTools((tools) => void tools.explain(id, false))}
      />
    </MenuGroup>
  );
}

function ViewItems({ id }: { id: CellId }) {
  const ui = useUiStore();
  const name = useApp((state) => cellById(state, id)?.name ?? "");
  const folded = useUi((state) => state.folded[id] === true);
  const wide = useUi((state) => state.wide[id] === true);
  const hasOutput = useApp((state) => cellView(state, id).output !== null);
  return (
    <MenuGroup>
      {name !== "" && (
        <MenuItem
          icon={<ClipboardCopy />}
          label="Copy name"
          onSelect={() => void navigator.clipboard.writeText(name)}
        />
      )}
      {hasOutput && (
        <MenuItem
          icon={<EyeOff />}
          label={folded ? "Show output" : "Hide output"}
          keys="O"
          onSelect={() => ui.setState((state) => ({ folded: toggled(state.folded, [id]) }))}
        />
      )}
      <MenuItem
        icon={<MoveHorizontal />}
        label={wide ? "Use normal width" : "Use full width"}
        onSelect={() => ui.setState((state) => ({ wide: toggled(state.wide, [id]) }))}
      />
    </MenuGroup>
  );
}

function ExportItems({ id }: { id: CellId }) {
  const commands = useCommands();
  const name = useApp((state) => cellById(state, id)?.name ?? "");
  const hasRows = useApp((state) => cellView(state, id).output?.result != null);
  if (!hasRows) return null;
  return (
    <MenuGroup>
      {formats.map(({ format, label }) => (
        <MenuItem
          key={format}
          icon={<Download />}
          label={label}
          onSelect={() => void commands.exportRelation(name, format)}
        />
      ))}
    </MenuGroup>
  );
}

function DeleteItem({ id }: { id: CellId }) {
  const commands = useCommands();
  return (
    <MenuGroup>
      <MenuItem
        icon={<Trash2 />}
        label="Delete"
        keys="D D"
        tone="danger"
        onSelect={() => commands.deleteCells([id])}
      />
    </MenuGroup>
  );
}
