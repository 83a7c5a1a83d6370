import type { Cell } from "../../lib/notebook/document.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { RelationSelect } from "./RelationSelect.tsx";

/** The relation that a cell reads by its option `from`; `label` says what it is to the cell. */
export function FromSelect({ cell, label }: { cell: Cell; label: string }) {
  const commands = useCommands();
  return (
    <RelationSelect
      cell={cell}
      word="from"
      label={label}
      value={cell.options.from ?? ""}
      onChoose={(name) => commands.setOption(cell.id, "from", name)}
    />
  );
}
