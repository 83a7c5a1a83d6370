import { newCellId, uniqueCellName } from "../../lib/notebook/cellNames.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { Connection } from "../../lib/s3/connection.ts";
import { s3Address } from "../../lib/s3/s3Address.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { exportText, type SaidPlace } from "../../lib/writeOut/exportText.ts";
import { showFace } from "../cell-kinds/faces.ts";
import { type OutChoice, placeOf, planOf } from "./outChoice.ts";

/** Puts a cell that writes what was chosen below the relation's own (or at the end): one step of undo. Nothing is written. */
export function insertExport(
  { store, commands }: { store: AppStore; commands: AppCommands },
  relation: string,
  choice: OutChoice,
  connections: readonly Connection[],
): void {
  const { document, sources, notebookId } = store.getState();
  const taken = sources.map((source) => source.relation);
  const name = uniqueCellName(document, `${relation}_out`, taken);
  const made: Cell = {
    id: newCellId(),
    kind: "export",
    name,
    source: exportText(planOf(choice, relation), saidPlace(choice, connections)),
    options: { from: relation },
    layout: null,
  };
  const own = document.cells.findIndex((cell) => cell.name === relation);
  const index = own < 0 ? document.cells.length : own + 1;
  showFace(notebookId, name, { builder: true, spec: false });
  commands.edit([{ type: "insert", index, cells: [made] }]);
  commands.select(made.id, "command");
}

function saidPlace(choice: OutChoice, connections: readonly Connection[]): SaidPlace {
  const place = placeOf(choice);
  if (place.kind === "folder") return { to: place.kind, overwrite: place.overwrite };
  if (place.kind !== "s3") return { to: place.kind };
  const { bucket = "", prefix = "" } = connections.find(({ name }) => name === place.connection) ?? {};
  const below = place.prefix.replace(/^\/+|\/+$/g, "");
  const to = s3Address(bucket, `${prefix}${below === "" ? "" : `${below}/`}`);
  return { to, connection: place.connection, overwrite: place.overwrite };
}
