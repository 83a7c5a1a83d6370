import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import {
  keyProblem,
  withCustomKeys,
  withDefault,
  withKey,
  withoutKey,
} from "../../lib/notebookKeys/customKeys.ts";
import { keyLabel } from "../../lib/notebookKeys/keyLabel.ts";
import type { KeyRow } from "../../lib/notebookKeys/keyRows.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";
import { pressedKey } from "../../lib/notebookKeys/pressedKey.ts";
import { chooseKeys, useKeyChoice } from "../fingers/keyChoice.ts";
import { Button } from "../ui/Button.tsx";
import { isMac } from "../ui/isMac.ts";
import { Keys } from "../ui/Keys.tsx";
import styles from "./HelpDialog.module.css";

/** Takes the keys of one action away, or gives it a new one: pressed into the field, and two presses one after the other. */
export function ChangeKeys(props: { row: KeyRow; action: NotebookAction; onDone: () => void }) {
  const { row, action, onDone } = props;
  const custom = useKeyChoice((state) => state.custom);
  const [pressed, setPressed] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const problem = pressed === "" ? null : keyProblem(withCustomKeys(custom), action, pressed);

  function add(): void {
    chooseKeys(withKey(custom, action, pressed));
    setPressed("");
    field.current?.focus();
  }

  return (
    <fieldset className={styles.changing} aria-label={`Keys of: ${row.label}`}>
      <span className={styles.label}>{row.label}</span>
      <span className={styles.keys}>
        {row.keys.map((key) => (
          <span key={key} className={styles.removable}>
            <Keys keys={key} />
            <Button
              icon={<X />}
              label={`Remove ${keyLabel(key, isMac).join(" ")}`}
              iconOnly
              tone="quiet"
              onClick={() => chooseKeys(withoutKey(custom, action, key))}
            />
          </span>
        ))}
        {row.keys.length === 0 && <span className={styles.chosen}>No key</span>}
      </span>
      <span className={styles.press}>
        <input
          ref={field}
          className={styles.newKey}
          aria-label={`New key of: ${row.label}`}
          aria-describedby="key-problem"
          placeholder="Press a key"
          readOnly
          value={pressed === "" ? "" : keyLabel(pressed, isMac).join(" ")}
          onKeyDown={(event) => {
            if (event.key === "Tab" || event.key === "Escape") return;
            const press = pressedKey(event.nativeEvent, isMac);
            event.preventDefault();
            event.stopPropagation();
            if (press === null || event.nativeEvent.repeat) return;
            // Two presses make a sequence; the third begins anew.
            setPressed((before) => (before === "" || before.includes(" ") ? press : `${before} ${press}`));
          }}
        />
        <Button
          label={problem?.type === "taken" ? "Use it here" : "Add key"}
          disabled={pressed === "" || problem?.type === "reserved"}
          onClick={add}
        />
        <Button label="Clear" tone="quiet" disabled={pressed === ""} onClick={() => setPressed("")} />
        <span className={styles.space} />
        <Button
          label="Reset"
          tone="quiet"
          disabled={!row.isChosen}
          onClick={() => chooseKeys(withDefault(custom, action))}
        />
        <Button label="Done" onClick={onDone} />
      </span>
      <span id="key-problem" role="status" className={styles.problem}>
        {problem?.type === "reserved" && "Esc and Tab keep what they do everywhere. Press another key."}
        {problem?.type === "taken" &&
          `${keyLabel(problem.key, isMac).join(" ")} is the key of: ${problem.label}. Used here, it is taken from there.`}
      </span>
    </fieldset>
  );
}
