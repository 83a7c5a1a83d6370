import type { Path } from "../../lib/events/choiceError.ts";
import type { FormContext } from "./EventsBuilder.tsx";
import { NameChips } from "./NameChips.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

/** Several columns, in their order. */
export function ColumnChips(
  props: FormContext & { label: string; none: string; names: readonly string[]; place: Path },
) {
  const { cell, columns, label, none, names, place } = props;
  const set = useEventsEdit(cell);
  return (
    <NameChips
      label={label}
      none={none}
      names={names}
      offered={columns.map(({ name }) => name)}
      onWrite={(next) => set(place, next.length === 0 ? null : next)}
    />
  );
}
