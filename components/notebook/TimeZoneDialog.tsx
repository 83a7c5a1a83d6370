import { Check } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import palette from "./CommandPalette.module.css";
import styles from "./TimeZoneDialog.module.css";
import { mostZones, type ZoneChoice, zoneChoices } from "./zoneChoices.ts";

/** Chooses the zone whose clock the notebook's charts go by; a choice is an edit like any other. */
export function TimeZoneDialog({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const current = useApp((state) => state.document.timezone) ?? "UTC";
  const [known] = useState(() => ({
    all: Intl.supportedValuesOf("timeZone"),
    own: Intl.DateTimeFormat().resolvedOptions().timeZone,
    nowMs: Date.now(),
  }));
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState<number | null>(null);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const found = zoneChoices(typed, { ...known, current });
  // What holds now is where one begins, until something is typed.
  const start =
    typed === ""
      ? Math.max(
          0,
          found.findIndex(({ zone }) => zone === current),
        )
      : 0;
  const chosen = Math.min(at ?? start, found.length - 1);

  function choose(choice: ZoneChoice | undefined): void {
    if (!choice) return;
    if (choice.zone !== current) commands.setTimezone(choice.zone === "UTC" ? undefined : choice.zone);
    onClose();
  }

  return (
    <Dialog title="Time zone of charts" firstFocus={input} onClose={onClose}>
      <p className={styles.intro}>
        Charts group and show points in time by the clock of this zone. Days stay as they are, and so do the
        values in tables.
      </p>
      <input
        ref={input}
        className={`${palette.input} ${styles.input}`}
        role="combobox"
        aria-label="Find a time zone"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${chosen}` : undefined}
        placeholder="Find by name or offset"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(null);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const by = event.key === "ArrowDown" ? 1 : -1;
            setAt(found.length === 0 ? 0 : (chosen + by + found.length) % found.length);
          } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            choose(found[chosen]);
          }
        }}
      />
      <div
        className={`${palette.list} ${styles.list}`}
        id={listId}
        role="listbox"
        aria-label="Time zones"
        tabIndex={-1}
      >
        {found.map((choice, index) => (
          <button
            key={choice.zone}
            ref={(element) => {
              if (index === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            type="button"
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            aria-current={choice.zone === current}
            tabIndex={-1}
            className={palette.option}
            onClick={() => choose(choice)}
          >
            <span className={styles.zone}>
              <span className={styles.mark} aria-hidden="true">
                {choice.zone === current && <Check />}
              </span>
              <span className={styles.name}>{choice.zone}</span>
              {choice.note !== "" && <span className={styles.quiet}>{choice.note}</span>}
            </span>
            <span className={styles.quiet}>{choice.offset}</span>
          </button>
        ))}
        {found.length === 0 && <p className={palette.none}>No time zone has these words.</p>}
        {found.length === mostZones && (
          <p className={palette.none}>The first {mostZones}. Type to find others.</p>
        )}
      </div>
    </Dialog>
  );
}
