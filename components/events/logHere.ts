import { ChoiceError } from "../../lib/events/choiceError.ts";
import type { EventChoices } from "../../lib/events/choices.ts";
import { logOf } from "../../lib/events/compileEvents.ts";
import { type GuessedColumns, guessColumns } from "../../lib/events/guessColumns.ts";
import type { EventLog } from "../../lib/events/sql/eventLog.ts";
import { readEvents } from "../../lib/events/text/readEvents.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";

/** A cell's choices over its relation as things stand; null where they mean nothing, or the relation is not there. */
export function logHere(
  state: AppState,
  cell: Cell,
  guessed?: GuessedColumns,
): { choices: EventChoices; log: EventLog } | null {
  const from = cell.options.from ?? "";
  const columns = relationColumns(state, from);
  if (!columns) return null;
  try {
    const choices = readEvents(cell.source);
    return { choices, log: logOf(choices, from, columns, guessed ?? guessColumns(columns)) };
  } catch (thrown) {
    if (thrown instanceof ChoiceError) return null;
    throw thrown;
  }
}
