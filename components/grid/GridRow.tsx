import { memo } from "react";
import { formatCount } from "../ui/formatCount.ts";
import { CellText } from "./CellText.tsx";
import styles from "./GridTable.module.css";
import type { GridColumn, GridColumns } from "./gridColumns.ts";
import type { GridFrame } from "./gridFrame.ts";
import { cellRole, rowHeaderRole, rowRole } from "./gridRoles.tsx";

export interface GridRowProps {
  frame: GridFrame;
  /** Of the frame's texts, so that the row is drawn again when they change. */
  version: number;
  row: number;
  topPx: number;
  columns: GridColumns;
  from: number;
  to: number;
  /** The active cell's place, null in all other rows. */
  active: number | null;
  /** The first and last selected place; null where nothing of the row is selected. */
  selectedFrom: number | null;
  selectedTo: number | null;
  /** What the ids of its cells begin with. */
  id: string;
}

/** One row. It and its cells are drawn again only where something of theirs has changed. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { frame, row, columns, from, to, active, selectedFrom, selectedTo, id } = props;
  const { all, pinned, numberPx, pinnedPx } = columns;
  const drawn = (place: number) => {
    const column = all[place];
    if (!column) return null;
    const selected =
      selectedFrom !== null && selectedTo !== null && place >= selectedFrom && place <= selectedTo;
    return (
      <GridCell
        key={column.key}
        id={`${id}-${row}-${place}`}
        place={place}
        column={column}
        value={frame.text(row, column.index)}
        widthPx={column.widthPx}
        stickyPx={place < pinned ? column.leftPx : null}
        beforePx={place === from && place >= pinned ? column.leftPx - pinnedPx : 0}
        edge={place === pinned - 1}
        active={place === active}
        selected={selected}
      />
    );
  };
  const whole = selectedFrom === 0 && selectedTo === all.length - 1 && all.length > 1;
  return (
    <div {...rowRole(row + 2, whole)} className={styles.row} style={{ top: props.topPx }}>
      <div
        {...rowHeaderRole}
        id={`${id}-${row}--1`}
        className={styles.rowNumber}
        data-active={active === -1 || undefined}
        data-selected={selectedFrom !== null || undefined}
        style={{ width: numberPx }}
      >
        {formatCount(row + 1)}
      </div>
      {places(0, pinned).map(drawn)}
      {places(from, to).map(drawn)}
    </div>
  );
});

interface GridCellProps {
  id: string;
  place: number;
  column: GridColumn;
  value: string | null | undefined;
  widthPx: number;
  stickyPx: number | null;
  beforePx: number;
  edge: boolean;
  active: boolean;
  selected: boolean;
}

const GridCell = memo(function GridCell(props: GridCellProps) {
  const { id, place, column, value, widthPx, stickyPx, beforePx, edge, active, selected } = props;
  return (
    <div
      {...cellRole(place, selected, value === undefined)}
      id={id}
      className={styles.cell}
      data-number={column.isNumber || undefined}
      data-pinned={stickyPx !== null || undefined}
      data-edge={edge || undefined}
      data-active={active || undefined}
      data-selected={selected || undefined}
      style={{ width: widthPx, left: stickyPx ?? undefined, marginLeft: beforePx || undefined }}
    >
      <CellText value={value} />
    </div>
  );
});

function places(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
