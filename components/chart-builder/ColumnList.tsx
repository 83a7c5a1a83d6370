import { useDeferredValue, useState } from "react";
import { columnRole } from "../../lib/chartBuilder/columnRole.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { SearchField } from "../ui/SearchField.tsx";
import styles from "./ColumnList.module.css";
import { dragColumn } from "./columnDrag.ts";
import { RoleIcon } from "./RoleIcon.tsx";

const mostShown = 100;
const searchedFrom = 12;

/** The columns of a relation, to be dragged onto a shelf or put on the next free one. */
export function ColumnList({
  columns,
  onPut,
}: {
  columns: readonly Column[];
  onPut: (column: Column) => void;
}) {
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed).trim().toLowerCase();
  const found = columns.filter(({ name }) => name.toLowerCase().includes(wanted));
  const shown = found.slice(0, mostShown);
  return (
    <section className={styles.columns} aria-label="Columns">
      {columns.length > searchedFrom && (
        <SearchField
          label="Find a column"
          placeholder={`Find in ${columns.length}`}
          value={typed}
          onType={setTyped}
        />
      )}
      <ul className={styles.list}>
        {shown.map((column) => (
          <li key={column.name}>
            <button
              type="button"
              className={styles.column}
              draggable
              title={`${column.name} · ${column.type}`}
              aria-label={`Put ${column.name} on the next free shelf`}
              onDragStart={(event) => dragColumn(event, column)}
              onClick={() => onPut(column)}
            >
              <RoleIcon role={columnRole(column)} />
              <span className={styles.name}>{column.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <p className={styles.more}>
          {shown.length} of {found.length} shown
        </p>
      )}
      {found.length === 0 && <p className={styles.more}>No column is called so.</p>}
    </section>
  );
}
