import { Ban, GitFork, ListEnd, ListStart, Snowflake } from "lucide-react";
import { useMemo } from "react";
import { isDisabled, isFrozen } from "../../lib/dataflow/cellOptions.ts";
import { relationKey } from "../../lib/dataflow/relationKey.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { factsOf } from "../../lib/run/factsOf.ts";
import { NotebookGraph } from "../../lib/run/notebookGraph.ts";
import { isRunnable } from "../../lib/run/runnableKinds.ts";
import type { AppState } from "../../lib/store/state.ts";
import { readsSentence } from "../flow/flowWords.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { MenuChoice, MenuChoices, MenuGroup, MenuItem } from "../ui/Menu.tsx";

/** Runs from a cell on, who reads whom, and how the cell takes part in runs. */
export function CellFlowItems({ cell }: { cell: Cell }) {
  const commands = useCommands();
  const store = useAppStore();
  const { id } = cell;
  const isRun = isRunnable(cell.kind);
  // As things stand when the menu opens.
  const reads = useMemo(() => (isRun ? readsOf(store.getState(), cell) : null), [store, cell, isRun]);
  return (
    <>
      <MenuGroup {...(reads && { label: reads.sentence })}>
        <MenuItem
          icon={<ListStart />}
          label="Run to here (this and all above)"
          onSelect={() => void commands.run(id, "above")}
        />
        <MenuItem
          icon={<ListEnd />}
          label="Run from here (this and all below)"
          onSelect={() => void commands.run(id, "below")}
        />
        {reads && (
          <MenuItem
            icon={<GitFork />}
            label="Run its readers"
            disabled={!reads.hasReaders}
            onSelect={() => void commands.run(id, "readers")}
          />
        )}
      </MenuGroup>
      {isRun && <TakesPart cell={cell} />}
      {cell.kind === "sql" && <Keeps cell={cell} />}
    </>
  );
}

function TakesPart({ cell }: { cell: Cell }) {
  const commands = useCommands();
  const toggle = (key: string, isOn: boolean) => commands.setOption(cell.id, key, isOn ? null : "true");
  const [frozen, disabled] = [isFrozen(cell), isDisabled(cell)];
  return (
    <MenuGroup>
      <MenuItem
        icon={<Snowflake />}
        label={frozen ? "Thaw" : "Freeze (keep its result)"}
        onSelect={() => toggle("frozen", frozen)}
      />
      <MenuItem
        icon={<Ban />}
        label={disabled ? "Enable" : "Disable"}
        onSelect={() => toggle("disabled", disabled)}
      />
    </MenuGroup>
  );
}

const kept = [
  { value: "", label: "Kept as the engine chooses" },
  { value: "table", label: "Always kept as a table" },
  { value: "view", label: "Always a view, no rows kept" },
];

function Keeps({ cell }: { cell: Cell }) {
  const commands = useCommands();
  return (
    <MenuChoices
      label="Rows"
      value={cell.options.keep ?? ""}
      onChoose={(value) => commands.setOption(cell.id, "keep", value === "" ? null : value)}
    >
      {kept.map(({ value, label }) => (
        <MenuChoice key={value} value={value} label={label} />
      ))}
    </MenuChoices>
  );
}

function readsOf(state: AppState, cell: Cell): { sentence: string; hasReaders: boolean } {
  const graph = new NotebookGraph().of(state);
  const named = (ids: readonly string[] = []) =>
    graph.cells.filter((other) => ids.includes(other.id)).map(({ name }) => name);
  const keys = new Set(factsOf(cell).reads.map(relationKey));
  const sources = state.sources.map(({ relation }) => relation).filter((name) => keys.has(relationKey(name)));
  const readers = named(graph.readers.get(cell.id));
  return {
    sentence: readsSentence([...sources, ...named(graph.needs.get(cell.id))], readers),
    hasReaders: readers.length > 0,
  };
}
