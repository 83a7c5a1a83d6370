import { newCellId, uniqueCellName } from "../notebook/cellNames.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import { explainingText } from "../sql/explainedText.ts";
import { formatSql } from "../sql/formatSql.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { Editing } from "./documentCommands.ts";
import { notify } from "./notices.ts";
import { cellBeside, cellById, cellPosition } from "./selectors.ts";

/** What can be done with SQL beside running it. */
export interface SqlTools {
  /** The text laid out; says so where a statement could not be, and answers null where none was. */
  format(text: string): string | null;
  /** Lays out the SQL cells among these, as one step of undo. */
  formatCells(ids: readonly CellId[]): void;
  /** Shows the plan of a cell's query in a cell below it; `measures` runs the query and tells how long each step took. */
  explain(id: CellId, measures: boolean): Promise<void>;
}

export interface SqlToolsDeps {
  store: AppStore;
  editing: Pick<Editing, "apply">;
  commands: Pick<AppCommands, "run" | "select">;
}

export function createSqlTools({ store, editing, commands }: SqlToolsDeps): SqlTools {
  const format = (text: string, where = ""): string | null => {
    const formatted = formatSql(text);
    if (formatted.leftAt.length > 0) notify(store, "warning", leftText(formatted.leftAt, where));
    return formatted.text === text ? null : formatted.text;
  };

  return {
    format: (text) => format(text),

    formatCells(ids) {
      const edits = ids.flatMap((id): DocumentCommand[] => {
        const cell = cellById(store.getState(), id);
        if (cell?.kind !== "sql") return [];
        const source = format(cell.source, ` of "${cell.name}"`);
        return source === null ? [] : [{ type: "setSource", id, source }];
      });
      if (edits.length > 0) editing.apply(edits);
    },

    async explain(id, measures) {
      const state = store.getState();
      const cell = cellById(state, id);
      const source = cell?.kind === "sql" ? explainingText(cell.source, measures) : null;
      if (!cell || source === null) {
        notify(
          store,
          "info",
          "There is no query here to explain. EXPLAIN shows the plan of a SQL cell's last query.",
        );
        return;
      }
      const own = planCell(cell, cellById(state, cellBeside(state, id, 1) ?? ""));
      if (own) {
        editing.apply({ type: "setSource", id: own.id, source });
        commands.select(own.id, "command");
        return commands.run(own.id);
      }
      const taken = state.sources.map(({ relation }) => relation);
      const name = uniqueCellName(state.document, `${cell.name}_plan`, taken);
      const made: Cell = { id: newCellId(), kind: "sql", name, source, options: {}, layout: null };
      editing.apply({ type: "insert", index: cellPosition(state, id) + 1, cells: [made] });
      commands.select(made.id, "command");
      return commands.run(made.id);
    },
  };
}

/** The cell that shows the plan already: this one, or the one below it that was made for that. */
function planCell(cell: Cell, below: Cell | undefined): Cell | null {
  if (/^\s*explain\b/i.test(cell.source)) return cell;
  const isPlan = below?.kind === "sql" && below.name.startsWith(`${cell.name}_plan`);
  return isPlan && /^explain\b/i.test(below.source) ? below : null;
}

function leftText(lines: readonly number[], where: string): string {
  const which =
    lines.length === 1 ? `The statement in line ${lines[0]}` : `The statements in lines ${lines.join(", ")}`;
  return `${which}${where} stayed as written: laying out would have changed more than spaces.`;
}
