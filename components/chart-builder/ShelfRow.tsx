import { SlidersHorizontal, X } from "lucide-react";
import { useId, useState } from "react";
import { columnOf } from "../../lib/chartBuilder/placeField.ts";
import type { Shelves } from "../../lib/chartBuilder/readShelves.ts";
import type { Channel, Shelf } from "../../lib/chartBuilder/shelf.ts";
import { channelLabels, shelfChoices, withChoice } from "../../lib/chartBuilder/shelfChoices.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { Button } from "../ui/Button.tsx";
import { ChoiceField } from "./ChoiceField.tsx";
import { draggedColumn, isColumnDrag } from "./columnDrag.ts";
import { FieldPicker } from "./FieldPicker.tsx";
import styles from "./ShelfRow.module.css";
import { TitleField } from "./TitleField.tsx";

/** One shelf: its column, what is wanted of it most often, and the rest behind a button. */
export function ShelfRow(props: {
  channel: Channel;
  shelves: Shelves;
  mark: string;
  columns: readonly Column[];
  /** Something stands there that is no single column. */
  isTaken: boolean;
  onPut: (column: Column | null) => void;
  onSet: (shelf: Shelf | null) => void;
}) {
  const { channel, shelves, mark, columns, isTaken, onPut, onSet } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const id = useId();
  const shelf = shelves[channel];
  const label = channelLabels[channel];
  const [first, ...others] = shelfChoices(channel, shelves, mark, columns);
  return (
    <fieldset
      aria-label={`${label} shelf`}
      className={styles.shelf}
      data-over={isOver || undefined}
      data-empty={!shelf || undefined}
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
      <span className={styles.label}>{label}</span>
      <FieldPicker
        label={label}
        column={columnOf(shelf, columns)}
        shelf={shelf ?? null}
        placeholder={isTaken ? "as in the spec" : "drop or choose a column"}
        columns={columns}
        onPut={onPut}
      />
      {shelf && first && (
        <ChoiceField
          choice={first}
          isAlone
          name={`${label} ${first.label.toLowerCase()}`}
          onChoose={(value) => onSet(withChoice(shelf, first.key, value))}
        />
      )}
      {shelf && (
        <span className={styles.buttons}>
          <Button
            icon={<SlidersHorizontal />}
            label={`More of ${label}`}
            iconOnly
            tone="quiet"
            tipSide="below-end"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setIsOpen(!isOpen)}
          />
          <Button
            icon={<X />}
            label={`Empty ${label}`}
            iconOnly
            tone="quiet"
            tipSide="below-end"
            onClick={() => onSet(null)}
          />
        </span>
      )}
      {shelf && isOpen && (
        <div id={id} className={styles.details}>
          {others.map((choice) => (
            <span key={choice.key} className={styles.detail}>
              <span>{choice.label}</span>
              <ChoiceField
                choice={choice}
                name={`${label} ${choice.label.toLowerCase()}`}
                onChoose={(value) => onSet(withChoice(shelf, choice.key, value))}
              />
            </span>
          ))}
          <TitleField label={label} shelf={shelf} onSet={onSet} />
        </div>
      )}
    </fieldset>
  );
}
