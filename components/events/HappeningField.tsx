import type { Happening } from "../../lib/events/choices.ts";
import type { Plain } from "../../lib/events/text/fields.ts";
import { plainHappening } from "../../lib/events/text/plainChoices.ts";
import { columnHere } from "./columnHere.ts";
import { EventOptions } from "./EventOptions.tsx";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import { useEventNames } from "./useEventNames.ts";

/** One event, chosen among those that there are. What is a condition in the text stays one. */
export function HappeningField(
  props: FormContext & {
    label: string;
    none: string;
    value: Happening | undefined;
    onSet: (value: Plain | null) => void;
  },
) {
  const { cell, label, none, value, onSet } = props;
  const names = useEventNames(cell.options.from ?? "", columnHere(props, "event"));
  const chosen = value === undefined ? "" : "name" in value ? `=${value.name}` : "?";
  const isListed = chosen === "" || chosen === "?" || names?.some(({ name }) => chosen === `=${name}`);
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <select
        className={styles.control}
        value={chosen}
        data-default={chosen === "" || undefined}
        onChange={({ target }) => {
          if (target.value === "") onSet(null);
          else if (target.value !== "?") onSet(plainHappening({ name: target.value.slice(1) }));
        }}
      >
        <option value="">{names === null ? "looking up the events…" : none}</option>
        {value && "where" in value && <option value="?">{value.as}</option>}
        {!isListed && <option value={chosen}>{chosen.slice(1)}</option>}
        <EventOptions names={names} />
      </select>
    </label>
  );
}
