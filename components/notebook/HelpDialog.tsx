import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { type KeyRow, keyRows } from "../../lib/notebookKeys/keyRows.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";
import { useKeyChoice } from "../fingers/keyChoice.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { isMac } from "../ui/isMac.ts";
import { Keys } from "../ui/Keys.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { ChangeKeys } from "./ChangeKeys.tsx";
import styles from "./HelpDialog.module.css";
import { KeyFileButtons } from "./KeyFileButtons.tsx";
import { useUiStore } from "./UiContext.tsx";

const groups: readonly KeyRow["group"][] = [
  "Run",
  "Select",
  "Cells",
  "View",
  "Kind",
  "Notebook",
  "In the editor",
];

/** All keys, by what they are for; each can be changed where it stands. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const search = useRef<HTMLInputElement>(null);
  const ui = useUiStore();
  const custom = useKeyChoice((state) => state.custom);
  const [typed, setTyped] = useState("");
  const [changing, setChanging] = useState<NotebookAction | null>(null);
  const rows = keyRows(custom, isMac, typed);
  return (
    <Dialog title="Keys" firstFocus={search} onClose={onClose}>
      <div className={styles.top}>
        <SearchField
          inputRef={search}
          label="Find a key"
          placeholder="Find a key or what it does"
          value={typed}
          onType={setTyped}
        />
        <Button label="Find a command" onClick={() => ui.setState({ dialog: "palette" })} />
      </div>
      <section className={styles.body} aria-label="List of keys" tabIndex={-1}>
        <p className={styles.note}>
          These act on the selected cell while its editor does not have the keyboard. Esc leaves the editor,
          Enter goes back to it.
        </p>
        {groups.map((group) => (
          <KeyList
            key={group}
            title={group}
            rows={rows.filter((row) => row.group === group)}
            changing={changing}
            onChange={setChanging}
          />
        ))}
        {rows.length === 0 && <p className={styles.note}>No key and no action is called so.</p>}
        <KeyFileButtons />
      </section>
    </Dialog>
  );
}

function KeyList(props: {
  title: string;
  rows: readonly KeyRow[];
  changing: NotebookAction | null;
  onChange: (action: NotebookAction | null) => void;
}) {
  const { title, rows, changing, onChange } = props;
  if (rows.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.label} className={styles.row}>
            {row.action !== null && row.action === changing ? (
              <ChangeKeys row={row} action={row.action} onDone={() => onChange(null)} />
            ) : (
              <Shown row={row} onChange={() => onChange(row.action)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shown({ row, onChange }: { row: KeyRow; onChange: () => void }) {
  return (
    <div className={styles.shown}>
      <span className={styles.label}>
        {row.label}
        {row.isChosen && <span className={styles.chosen}> · changed</span>}
      </span>
      <span className={styles.keys}>
        {row.keys.map((key) => (
          <Keys key={key} keys={key} />
        ))}
      </span>
      {row.action === null ? (
        <span className={styles.place} />
      ) : (
        <Button
          icon={<Pencil />}
          label={`Change the keys of: ${row.label}`}
          className={styles.change}
          iconOnly
          data-tip={undefined}
          tone="quiet"
          onClick={onChange}
        />
      )}
    </div>
  );
}
