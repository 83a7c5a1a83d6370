import { Combobox } from "@base-ui/react/combobox";
import { useMemo, useRef, useState } from "react";
import { columnRole } from "../../lib/chartBuilder/columnRole.ts";
import { nameOfField, type Shelf } from "../../lib/chartBuilder/shelf.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import styles from "./FieldPicker.module.css";
import { RoleIcon } from "./RoleIcon.tsx";

const mostShown = 100;
/** No column can be called so. */
const rows = "\0rows";
const rowsLabel = "Row count";

/** The column of a shelf, found by typing; also how many rows there are. */
export function FieldPicker(props: {
  label: string;
  column: Column | null;
  shelf: Shelf | null;
  placeholder: string;
  columns: readonly Column[];
  onPut: (column: Column | null) => void;
}) {
  const { label, column, shelf, placeholder, columns, onPut } = props;
  const root = useRef<HTMLSpanElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const byName = useMemo(() => new Map(columns.map((one) => [one.name, one])), [columns]);
  const value =
    shelf === null ? null : shelf.field === null ? rows : (column?.name ?? nameOfField(shelf.field));
  const nameOf = (item: string) => (item === rows ? rowsLabel : item);
  // The field of a closed list shows what is chosen, which is nothing to search for.
  const search = value !== null && typed === nameOf(value) ? "" : typed.trim().toLowerCase();
  const found = [rows, ...byName.keys()].filter((item) => nameOf(item).toLowerCase().includes(search));
  const items = found.slice(0, mostShown);
  return (
    <Combobox.Root<string>
      items={items}
      filter={null}
      open={isOpen}
      onOpenChange={setIsOpen}
      itemToStringLabel={nameOf}
      onInputValueChange={setTyped}
      autoHighlight
      value={value}
      onValueChange={(next) => {
        if (next !== null && next !== value) onPut(byName.get(next) ?? null);
      }}
    >
      <span
        ref={root}
        className={styles.picker}
        data-missing={(shelf?.field != null && !column) || undefined}
      >
        {column && <RoleIcon role={columnRole(column)} />}
        <Combobox.Input
          className={styles.input}
          aria-label={`${label} column`}
          title={value === null ? undefined : nameOf(value)}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
        />
        <Combobox.Portal container={root}>
          <Combobox.Positioner
            className={styles.positioner}
            anchor={root}
            positionMethod="fixed"
            sideOffset={4}
            collisionPadding={8}
          >
            <Combobox.Popup className={styles.popup} aria-label={`Columns for ${label}`}>
              <Combobox.Status className={styles.status}>
                {items.length === 0
                  ? "No column is called so."
                  : found.length > items.length
                    ? `The first ${mostShown} of ${found.length}. Type to find others.`
                    : null}
              </Combobox.Status>
              <Combobox.List>
                {(item: string) => {
                  const known = byName.get(item);
                  return (
                    <Combobox.Item key={item} value={item} className={styles.item}>
                      <RoleIcon role={known ? columnRole(known) : "number"} />
                      <span className={styles.name}>{nameOf(item)}</span>
                      <span className={styles.type} aria-hidden="true">
                        {known?.type.toLowerCase().slice(0, 24)}
                      </span>
                    </Combobox.Item>
                  );
                }}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </span>
    </Combobox.Root>
  );
}
