import { useId, useMemo, useRef, useState } from "react";
import { withCustomKeys } from "../../lib/notebookKeys/customKeys.ts";
import { useKeyChoice } from "../fingers/keyChoice.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Keys } from "../ui/Keys.tsx";
import styles from "./CommandPalette.module.css";
import { matchingEntries, type PaletteEntry, paletteEntries } from "./paletteEntries.ts";
import { useUiStore } from "./UiContext.tsx";
import { useOpenNotebook } from "./useOpenNotebook.ts";
import { usePerform } from "./usePerform.ts";

/** Finds a command by its words. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const perform = usePerform();
  const ui = useUiStore();
  const store = useAppStore();
  const openNotebook = useOpenNotebook();
  const custom = useKeyChoice((state) => state.custom);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const entries = useMemo(
    () =>
      paletteEntries(commands, perform, {
        openNotebook,
        openLibrary: () => ui.setState({ dialog: "library" }),
        share: () => ui.setState({ dialog: "share" }),
        packages: () => ui.setState({ dialog: "packages" }),
        timezone: () => ui.setState({ dialog: "timezone" }),
        powers: () => ui.setState({ dialog: "powers" }),
        addUrl: () => ui.setState({ adding: { show: "url", into: null } }),
        addS3: () => ui.setState({ adding: { show: "s3", address: null } }),
        showGraph: () => ui.setState({ side: "graph" }),
        showHistory: () => ui.setState({ side: "history" }),
        showProfile: () => ui.setState({ side: "profile", profiled: null }),
        state: store.getState(),
        togglePanel: () => ui.setState((state) => ({ panelOpen: !state.panelOpen })),
        bindings: withCustomKeys(custom),
      }),
    [commands, store, perform, ui, openNotebook, custom],
  );
  const found = matchingEntries(entries, typed);
  const chosen = Math.min(at, found.length - 1);

  function run(entry: PaletteEntry | undefined): void {
    if (!entry) return;
    // Closed first: what it does may open another dialog or move the focus.
    onClose();
    setTimeout(entry.run);
  }

  return (
    <Dialog title="Find a command" bare firstFocus={input} onClose={onClose}>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label="Find a command"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${chosen}` : undefined}
        placeholder="Find a command"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const by = event.key === "ArrowDown" ? 1 : -1;
            setAt(found.length === 0 ? 0 : (chosen + by + found.length) % found.length);
          } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            run(found[chosen]);
          }
        }}
      />
      <div className={styles.list} id={listId} role="listbox" aria-label="Commands" tabIndex={-1}>
        {found.map((entry, index) => (
          <PaletteOption
            key={entry.label}
            id={`${listId}-${index}`}
            entry={entry}
            chosen={index === chosen}
            onChoose={() => run(entry)}
          />
        ))}
        {found.length === 0 && <p className={styles.none}>No command has these words.</p>}
      </div>
    </Dialog>
  );
}

function PaletteOption(props: { id: string; entry: PaletteEntry; chosen: boolean; onChoose: () => void }) {
  const { id, entry, chosen, onChoose } = props;
  return (
    <button
      ref={(element) => {
        if (chosen) element?.scrollIntoView({ block: "nearest" });
      }}
      type="button"
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={styles.option}
      onClick={onChoose}
    >
      <span>{entry.label}</span>
      {entry.keys && <Keys keys={entry.keys} />}
    </button>
  );
}
