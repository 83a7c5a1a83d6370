import {
  AlignLeft,
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  ChartColumn,
  ClipboardCopy,
  CodeXml,
  Combine,
  Copy,
  Database,
  Download,
  EyeOff,
  ListTree,
  MoveHorizontal,
  Pin,
  PinOff,
  Trash2,
} from "lucide-react";
import type { ExportFormat } from "../../lib/engine/protocol.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import { isStepKind } from "../../lib/run/runnableKinds.ts";
import { printPinnedSchema } from "../../lib/sandbox/pinnedSchema.ts";
import { cellBeside, cellById, cellView } from "../../lib/store/selectors.ts";
import type { SqlTools } from "../../lib/store/sqlTools.ts";
import { useKeyOf } from "../fingers/useKeyOf.ts";
import { useUi, useUiStore } from "../notebook/UiContext.tsx";
import { toggled } from "../notebook/uiStore.ts";
import { usePerform } from "../notebook/usePerform.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { MenuGroup, MenuItem } from "../ui/Menu.tsx";
import { CellFlowItems } from "./CellFlowItems.tsx";
import { duplicateCell } from "./duplicateCell.ts";

/** Without a question; all others, and how they are written, are in the dialog. */
const formats: readonly { format: ExportFormat; label: string }[] = [
  { format: "csv", label: "Export as CSV" },
  { format: "parquet", label: "Export as Parquet" },
  { format: "ndjson", label: "Export as NDJSON" },
];

/** What can be done with a cell. */
export function CellMenuItems({ id }: { id: CellId }) {
  const cell = useApp((state) => cellById(state, id));
  return (
    <>
      {cell && <CellFlowItems cell={cell} />}
      <ArrangeItems id={id} />
      <SqlItems id={id} />
      <StepItems id={id} />
      <ViewItems id={id} />
      <SchemaItem id={id} />
      <ProfileItem id={id} />
      <ExportItems id={id} />
      <DeleteItem id={id} />
    </>
  );
}

function ArrangeItems({ id }: { id: CellId }) {
  const commands = useCommands();
  const store = useAppStore();
  const keyOf = useKeyOf();
  // Past a folded section, a move goes in one go.
  const perform = usePerform();
  const above = useApp((state) => cellBeside(state, id, -1));
  const below = useApp((state) => cellBeside(state, id, 1));
  return (
    <MenuGroup>
      <MenuItem
        icon={<ArrowUpToLine />}
        label="Insert above"
        keys={keyOf("insertAbove")}
        onSelect={() => commands.insertCell("sql", { after: above })}
      />
      <MenuItem
        icon={<ArrowDownToLine />}
        label="Insert below"
        keys={keyOf("insertBelow")}
        onSelect={() => commands.insertCell("sql", { after: id })}
      />
      <MenuItem
        icon={<ArrowUp />}
        label="Move up"
        keys={keyOf("moveUp")}
        disabled={above === null}
        onSelect={() => perform("moveUp")}
      />
      <MenuItem
        icon={<ArrowDown />}
        label="Move down"
        keys={keyOf("moveDown")}
        disabled={below === null}
        onSelect={() => perform("moveDown")}
      />
      <MenuItem
        icon={<Copy />}
        label="Duplicate"
        onSelect={() => duplicateCell(store.getState(), commands, id)}
      />
      <MenuItem
        icon={<Combine />}
        label="Merge with the cell below"
        keys={keyOf("merge")}
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

/** A cell of steps is SQL that can be read, and changed by hand. */
function StepItems({ id }: { id: CellId }) {
  const commands = useCommands();
  const isSteps = useApp((state) => isStepKind(cellById(state, id)?.kind ?? ""));
  if (!isSteps) return null;
  return (
    <MenuGroup>
      <MenuItem
        icon={<Database />}
        label="Turn into a SQL cell"
        onSelect={() => void commands.turnIntoSql(id)}
      />
    </MenuGroup>
  );
}

function ViewItems({ id }: { id: CellId }) {
  const ui = useUiStore();
  const commands = useCommands();
  const keyOf = useKeyOf();
  const isCode = useApp((state) => cellById(state, id)?.kind !== "md");
  const isSourceFolded = useApp((state) => cellById(state, id)?.options.fold === "source");
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
      {isCode && (
        <MenuItem
          icon={<CodeXml />}
          label={isSourceFolded ? "Show code" : "Hide code"}
          keys={keyOf("toggleSource")}
          onSelect={() => commands.setOption(id, "fold", isSourceFolded ? null : "source")}
        />
      )}
      {hasOutput && (
        <MenuItem
          icon={<EyeOff />}
          label={folded ? "Show output" : "Hide output"}
          keys={keyOf("toggleOutput")}
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

/** Pins the columns that a TypeScript cell made, so that later runs have to make the same. */
function SchemaItem({ id }: { id: CellId }) {
  const commands = useCommands();
  const cell = useApp((state) => cellById(state, id));
  const columns = useApp((state) => cellView(state, id).output?.result?.columns);
  if (cell?.kind !== "ts") return null;
  const isPinned = cell.options.schema !== undefined;
  const schema = columns ? printPinnedSchema(columns) : null;
  if (isPinned)
    return (
      <MenuGroup>
        <MenuItem
          icon={<PinOff />}
          label="Unpin schema"
          onSelect={() => commands.setOption(id, "schema", null)}
        />
      </MenuGroup>
    );
  if (schema === null) return null;
  return (
    <MenuGroup>
      <MenuItem icon={<Pin />} label="Pin schema" onSelect={() => commands.setOption(id, "schema", schema)} />
    </MenuGroup>
  );
}

/** Opens the profile of the rows that the cell shows. */
function ProfileItem({ id }: { id: CellId }) {
  const ui = useUiStore();
  const name = useApp((state) => cellById(state, id)?.name ?? "");
  const hasRows = useApp((state) => cellView(state, id).output?.result != null);
  if (!hasRows) return null;
  return (
    <MenuGroup>
      <MenuItem
        icon={<ChartColumn />}
        label="Profile"
        onSelect={() => ui.setState({ side: "profile", profiled: name })}
      />
    </MenuGroup>
  );
}

function ExportItems({ id }: { id: CellId }) {
  const commands = useCommands();
  const ui = useUiStore();
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
      <MenuItem icon={<Download />} label="Export…" onSelect={() => ui.setState({ exporting: name })} />
    </MenuGroup>
  );
}

function DeleteItem({ id }: { id: CellId }) {
  const commands = useCommands();
  const keyOf = useKeyOf();
  return (
    <MenuGroup>
      <MenuItem
        icon={<Trash2 />}
        label="Delete"
        keys={keyOf("delete")}
        tone="danger"
        onSelect={() => commands.deleteCells([id])}
      />
    </MenuGroup>
  );
}
