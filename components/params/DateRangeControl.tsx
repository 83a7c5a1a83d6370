import { checkValue } from "../../lib/params/checkValue.ts";
import { type ControlProps, type Of, sentenceOf } from "./control.ts";
import styles from "./controls.module.css";
import { DayField } from "./DateControl.tsx";
import { useDraft } from "./useDraft.ts";

const none = { start: "", end: "" };

/** Two days; a range is there once both are. */
export function DateRangeControl(props: ControlProps<Of<"date range">>) {
  const { id, label, definition, value, describedBy, set, onProblem } = props;
  const range = typeof value === "object" && value !== null && "start" in value ? value : none;
  const { draft, setDraft, note } = useDraft<typeof none>(keyOf(range), () => onProblem(null));
  const { start, end } = draft ?? range;

  function enter(next: typeof none): void {
    setDraft(next);
    const isHalf = (next.start === "") !== (next.end === "");
    if (isHalf) {
      onProblem(null);
      return;
    }
    const checked = checkValue(definition, next.start === "" ? null : next);
    onProblem(checked.ok ? null : sentenceOf(checked.error));
    if (!checked.ok) return;
    note(keyOf(next));
    set.type(checked.value);
  }

  return (
    <span className={styles.pair}>
      <DayField
        id={id}
        label={`${label}: first day`}
        describedBy={describedBy}
        bounds={definition}
        value={start}
        onChange={(day) => enter({ start: day, end })}
      />
      <span aria-hidden="true">to</span>
      <DayField
        id={`${id}-end`}
        label={`${label}: last day`}
        describedBy={describedBy}
        bounds={definition}
        value={end}
        onChange={(day) => enter({ start, end: day })}
      />
    </span>
  );
}

function keyOf({ start, end }: typeof none): string {
  return `${start}..${end}`;
}
