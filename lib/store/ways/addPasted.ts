import { type Pasted, pastedTable } from "../../ingest/clipboard/pastedTable.ts";
import { notify } from "../notices.ts";
import type { WaysDeps } from "./waysIn.ts";

/** Adds the table in what was pasted as a file of its own; where there is none, says so and answers false. */
export async function addPasted(deps: WaysDeps, pasted: Pasted): Promise<boolean> {
  const { store } = deps;
  const table = pastedTable(pasted);
  if (!table) {
    const isEmpty = pasted.text.trim() === "" && pasted.html.trim() === "";
    const text = isEmpty
      ? "There is no text on the clipboard."
      : "There is no table in what was pasted: copy cells of a spreadsheet, a table of a page, CSV or JSON.";
    notify(store, "info", text);
    return false;
  }
  const file = new File([table.bytes], freeName(deps, table.name));
  const made = await deps.sourcesOf([file]);
  // What is known of a table of a page need not be guessed from its text again.
  const told = table.hasHeader === null ? {} : { options: { header: table.hasHeader } };
  deps.editing.apply(
    made.map(({ relation, entry }) => ({
      type: "setSourceEntry",
      name: relation,
      entry: { ...entry, ...told },
    })),
  );
  const [receipt] = await deps.engine.whileLoading(
    deps.attach(made.map(({ relation }) => ({ relation, file }))),
  );
  if (receipt?.error === null && receipt.relation !== null) {
    const rows = `${receipt.loaded.toLocaleString("en")} ${receipt.loaded === 1 ? "row" : "rows"}`;
    const note = table.note === "" ? "" : ` ${table.note.charAt(0).toUpperCase()}${table.note.slice(1)}.`;
    notify(store, "info", `Pasted as ${receipt.relation}, ${rows}.${note}`);
  }
  return true;
}

/** `pasted.csv`, then `pasted_2.csv`: a second paste is another file, and must not be taken for the first. */
function freeName({ store }: WaysDeps, name: string): string {
  const { sources } = store.getState().document;
  const taken = new Set(Object.values(sources).map(({ location }) => location.toLowerCase()));
  const dot = name.lastIndexOf(".");
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name.slice(0, dot)}_${number}${name.slice(dot)}`;
    if (!taken.has(`file:${free}`.toLowerCase())) return free;
  }
}
