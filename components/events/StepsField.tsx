import { ArrowDown, ArrowUp, X } from "lucide-react";
import type { Path } from "../../lib/events/choiceError.ts";
import type { Happening } from "../../lib/events/choices.ts";
import { plainHappening } from "../../lib/events/text/plainChoices.ts";
import { placed } from "../cell-kinds/placed.ts";
import { Button } from "../ui/Button.tsx";
import { columnHere } from "./columnHere.ts";
import { EventOptions } from "./EventOptions.tsx";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import own from "./StepsField.module.css";
import { useEventNames } from "./useEventNames.ts";
import { useEventsEdit } from "./useEventsEdit.ts";

/** The steps of a funnel in their order: events that there are, or conditions in SQL. */
export function StepsField(props: FormContext & { label: string; steps: readonly Happening[]; place: Path }) {
  const { cell, label, steps, place } = props;
  const set = useEventsEdit(cell);
  const names = useEventNames(cell.options.from ?? "", columnHere(props, "event"));
  const write = (next: readonly Happening[]) =>
    set(place, next.length === 0 ? null : next.map(plainHappening));
  const swap = (at: number, by: -1 | 1) => {
    const next = [...steps];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    write(next);
  };
  return (
    <div className={styles.fieldWide}>
      <span className={styles.label}>{label}</span>
      <ol className={own.steps} aria-label={label}>
        {placed(steps.map((step) => ({ step, label: "name" in step ? step.name : step.as }))).map(
          ({ key, item }, at) => (
            <li key={key} className={own.step}>
              <span className={own.number}>{at + 1}</span>
              {"name" in item.step ? (
                <span className={own.name}>{item.step.name === "" ? "(empty)" : item.step.name}</span>
              ) : (
                <Condition
                  step={item.step}
                  at={at}
                  onSet={(step) => write(steps.map((each, other) => (other === at ? step : each)))}
                />
              )}
              <span className={own.buttons}>
                <Button
                  icon={<ArrowUp />}
                  label={`Move step ${at + 1} up`}
                  iconOnly
                  tone="quiet"
                  disabled={at === 0}
                  onClick={() => swap(at, -1)}
                />
                <Button
                  icon={<ArrowDown />}
                  label={`Move step ${at + 1} down`}
                  iconOnly
                  tone="quiet"
                  disabled={at === steps.length - 1}
                  onClick={() => swap(at, 1)}
                />
                <Button
                  icon={<X />}
                  label={`Remove step ${at + 1}, ${item.label}`}
                  iconOnly
                  tone="quiet"
                  tipSide="below-end"
                  onClick={() => write(steps.filter((_, other) => other !== at))}
                />
              </span>
            </li>
          ),
        )}
      </ol>
      <div className={styles.line}>
        <select
          className={styles.add}
          aria-label="Add a step"
          value=""
          data-default
          onChange={({ target }) => {
            if (target.value === "?") write([...steps, { where: "true", as: `step ${steps.length + 1}` }]);
            else if (target.value !== "") write([...steps, { name: target.value.slice(1) }]);
          }}
        >
          <option value="">{names === null ? "looking up the events…" : "add a step"}</option>
          <option value="?">a condition in SQL…</option>
          <EventOptions names={names} />
        </select>
        {steps.length < 2 && (
          <span className={styles.quiet}>A funnel begins to say something with two steps.</span>
        )}
      </div>
    </div>
  );
}

function Condition(props: {
  step: { where: string; as: string };
  at: number;
  onSet: (step: Happening) => void;
}) {
  const { step, at, onSet } = props;
  return (
    <input
      key={step.where}
      className={styles.predicate}
      aria-label={`Condition of step ${at + 1}`}
      defaultValue={step.where}
      autoComplete="off"
      spellCheck={false}
      onBlur={({ target }) => {
        const where = target.value.trim();
        if (where !== "" && where !== step.where) onSet({ where, as: where });
      }}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
    />
  );
}
