import { SlidersHorizontal, X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { type Grouping, periods } from "../../lib/events/choices.ts";
import { isTime } from "../../lib/events/sql/eventLog.ts";
import { numericType } from "../../lib/events/sql/measureSql.ts";
import { placed } from "../cell-kinds/placed.ts";
import { draggedColumn, isColumnDrag } from "../chart-builder/columnDrag.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./EventsBuilder.module.css";
import own from "./GroupBench.module.css";
import { TextField } from "./TextField.tsx";

interface ShelfProps {
  label: string;
  columns: readonly Column[];
  items: readonly Grouping[];
  /** Takes one column only. */
  isSingle?: boolean;
  /** Its columns may be put into bins and cut to the largest. */
  hasMore?: boolean;
  onPut: (column: Column) => void;
  onSet: (at: number, grouping: Grouping | null) => void;
  /** Rows can be counted here, which takes no column. */
  onRows?: () => void;
  /** What stands above the list to choose from. */
  children?: ReactNode;
}

/** Where columns are dropped: those that are on it, and a list to add one by key. */
export function GroupShelf(props: ShelfProps) {
  const { label, columns, items, isSingle = false, onPut, onRows, children } = props;
  const [isOver, setIsOver] = useState(false);
  const isFull = isSingle && items.length > 0;
  return (
    <fieldset
      aria-label={`${label} shelf`}
      className={own.shelf}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!isColumnDrag(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setIsOver(false);
      }}
      onDrop={(event) => {
        setIsOver(false);
        const column = isColumnDrag(event) ? draggedColumn(event, columns) : null;
        if (!column) return;
        event.preventDefault();
        onPut(column);
      }}
    >
      <span className={own.name}>{label}</span>
      <div className={own.items}>
        {children}
        <ul className={styles.chips} aria-label={label}>
          {placed(items.map((item) => ({ item, key: item.column }))).map(({ key, item: { item } }, at) => (
            <Chip key={key} {...props} item={item} at={at} />
          ))}
          {!isFull && (
            <li>
              <select
                className={styles.add}
                aria-label={`Add to ${label}`}
                value=""
                data-default
                onChange={({ target }) => {
                  if (target.value === "#") onRows?.();
                  const column = columns.find(({ name }) => `=${name}` === target.value);
                  if (column) onPut(column);
                }}
              >
                <option value="">drop or choose a column</option>
                {onRows && <option value="#">how many rows</option>}
                {columns.map(({ name }) => (
                  <option key={name} value={`=${name}`}>
                    {name}
                  </option>
                ))}
              </select>
            </li>
          )}
        </ul>
      </div>
    </fieldset>
  );
}

function Chip({ label, columns, item, at, hasMore, onSet }: ShelfProps & { item: Grouping; at: number }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const column = columns.find(({ name }) => name.toLowerCase() === item.column.toLowerCase());
  const isMoment = column !== undefined && isTime(column);
  const isNumber = column !== undefined && numericType.test(column.type);
  const positive = (text: string) => (text === "" || Number(text) > 0 ? null : "A number above 0.");
  return (
    <>
      <li className={styles.chip}>
        <span className={styles.chipName}>{item.column}</span>
        {isMoment && (
          <select
            className={own.by}
            aria-label={`${item.column} by`}
            value={item.by ?? ""}
            onChange={({ target }) =>
              onSet(at, { ...item, by: periods.find((period) => period === target.value) })
            }
          >
            <option value="">each</option>
            {periods.map((period) => (
              <option key={period} value={period}>
                {period}
              </option>
            ))}
          </select>
        )}
        {hasMore && (
          <Button
            icon={<SlidersHorizontal />}
            label={`More of ${item.column}`}
            iconOnly
            tone="quiet"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
        <Button
          icon={<X />}
          label={`Take ${item.column} off ${label}`}
          iconOnly
          tone="quiet"
          onClick={() => onSet(at, null)}
        />
      </li>
      {isOpen && (
        <li id={id} className={own.more}>
          <TextField
            label="Only the largest"
            value={item.top === undefined ? "" : String(item.top)}
            placeholder="all"
            problemOf={(text) =>
              text === "" || /^[1-9]\d{0,2}$/.test(text) ? null : "A whole number up to 999."
            }
            onSet={(text) => onSet(at, { ...item, top: text === "" ? undefined : Number(text) })}
          />
          {isNumber && (
            <TextField
              label="In bins of"
              value={item.bin === undefined ? "" : String(item.bin)}
              placeholder="none"
              problemOf={positive}
              onSet={(text) => onSet(at, { ...item, bin: text === "" ? undefined : Number(text) })}
            />
          )}
          <TextField
            label="Called"
            value={item.as ?? ""}
            placeholder={item.column}
            onSet={(as) => onSet(at, { ...item, as: as === "" ? undefined : as })}
          />
        </li>
      )}
    </>
  );
}
