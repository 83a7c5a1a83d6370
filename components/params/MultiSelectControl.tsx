import type { ControlProps, Of } from "./control.ts";
import styles from "./controls.module.css";
import { OptionPicker } from "./OptionPicker.tsx";

/** Longer lists are searched. */
const mostBoxes = 12;

/** Several of the options, in the order of the list. */
export function MultiSelectControl(props: ControlProps<Of<"multi-select">>) {
  const { id, label, definition, value, describedBy, set } = props;
  const { choices } = definition;
  const chosen: readonly string[] = Array.isArray(value) ? value : [];
  if (choices.kind === "column" || choices.options.length > mostBoxes) {
    return (
      <OptionPicker
        id={id}
        label={label}
        describedBy={describedBy}
        definition={definition}
        chosen={chosen}
        onChange={(next) => set.choose(next)}
        multiple
      />
    );
  }
  const toggled = (option: string) =>
    choices.options
      .map((each) => each.value)
      .filter((each) => (each === option ? !chosen.includes(each) : chosen.includes(each)));
  return (
    <fieldset className={styles.boxes} aria-label={label} aria-describedby={describedBy}>
      {choices.options.map((option, place) => (
        <label key={option.value} className={styles.box}>
          <input
            id={place === 0 ? id : undefined}
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={() => set.choose(toggled(option.value))}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
