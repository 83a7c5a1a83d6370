import type { ControlProps, Of } from "./control.ts";
import styles from "./controls.module.css";
import { OptionPicker } from "./OptionPicker.tsx";

/** Longer lists are searched. */
const mostInMenu = 30;

/** One of the options. */
export function SelectControl(props: ControlProps<Of<"select">>) {
  const { id, label, definition, value, describedBy, set } = props;
  const { choices } = definition;
  const chosen = typeof value === "string" ? value : null;
  if (choices.kind === "column" || choices.options.length > mostInMenu) {
    return (
      <OptionPicker
        id={id}
        label={label}
        describedBy={describedBy}
        definition={definition}
        chosen={chosen === null ? [] : [chosen]}
        onChange={([first]) => set.choose(first ?? null)}
      />
    );
  }
  // By place: an option may be the empty text.
  const at = choices.options.findIndex((option) => option.value === chosen);
  return (
    <select
      id={id}
      className={styles.field}
      aria-describedby={describedBy}
      value={at}
      onChange={(event) => set.choose(choices.options[Number(event.target.value)]?.value ?? null)}
    >
      <option value={-1}>nothing chosen</option>
      {choices.options.map((option, place) => (
        <option key={option.value} value={place}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
