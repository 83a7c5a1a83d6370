import { useRef } from "react";
import { keyLabel } from "../../lib/notebookKeys/keyLabel.ts";
import { editorKeys, type KeyBinding, type KeyGroup, keyMap } from "../../lib/notebookKeys/keyMap.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { isMac } from "../ui/isMac.ts";
import { Keys } from "../ui/Keys.tsx";
import styles from "./HelpDialog.module.css";
import { useUiStore } from "./UiContext.tsx";

const groups: readonly KeyGroup[] = ["Run", "Select", "Cells", "Kind", "Notebook"];

/** All keys, by what they are for. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const body = useRef<HTMLElement>(null);
  const ui = useUiStore();
  return (
    <Dialog title="Keys" firstFocus={body} onClose={onClose}>
      <section ref={body} className={styles.body} aria-label="List of keys" tabIndex={-1}>
        <p className={styles.note}>
          These act on the selected cell while its editor does not have the keyboard. Esc leaves the editor,
          Enter goes back to it.
        </p>
        <Button label="Find a command" onClick={() => ui.setState({ dialog: "palette" })} />
        {groups.map((group) => (
          <KeyList key={group} title={group} bindings={onePerAction(group)} />
        ))}
        <KeyList
          title="In the editor"
          bindings={editorKeys.map(({ keys, label }) => ({ keys: [keys], label }))}
        />
      </section>
    </Dialog>
  );
}

function KeyList({
  title,
  bindings,
}: {
  title: string;
  bindings: readonly { keys: readonly string[]; label: string }[];
}) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.list}>
        {bindings.map(({ keys, label }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd className={styles.keys}>
              {keys.map((key) => (
                <Keys key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function onePerAction(group: KeyGroup): { keys: readonly string[]; label: string }[] {
  const byAction = new Map<string, KeyBinding>();
  for (const binding of keyMap) {
    if (binding.group !== group) continue;
    const known = byAction.get(binding.action);
    byAction.set(binding.action, known ? { ...known, keys: [...known.keys, ...binding.keys] } : binding);
  }
  // Ctrl and Cmd are two keys only on a Mac.
  return [...byAction.values()].map(({ keys, label }) => ({
    keys: [...new Map(keys.map((key) => [keyLabel(key, isMac).join(" "), key])).values()],
    label,
  }));
}
