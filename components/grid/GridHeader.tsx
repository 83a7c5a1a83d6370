import { Fragment, memo, useContext } from "react";
import { columnMenuTool } from "./ColumnMenuButton.tsx";
import { shortType } from "./columnLook.ts";
import styles from "./GridTable.module.css";
import type { GridColumn, GridColumns } from "./gridColumns.ts";
import { columnHeaderRole, rowRole } from "./gridRoles.tsx";
import { type HeaderTool, HeaderTools } from "./headerTools.ts";

export interface GridHeaderProps {
  columns: GridColumns;
  from: number;
  to: number;
  heightPx: number;
  active: number | null;
  selectedFrom: number | null;
  selectedTo: number | null;
  /** The column that is dragged, and the boundary that it would go to: left of that place. */
  dragged: string | null;
  id: string;
}

/** The header: of each column its name, its type, and what tools draw beside and beneath. */
export const GridHeader = memo(function GridHeader(props: GridHeaderProps) {
  const { columns, from, to, heightPx, active, selectedFrom, selectedTo, dragged, id } = props;
  const { all, pinned, numberPx, pinnedPx } = columns;
  const tools = useContext(HeaderTools);
  const drawn = (place: number) => {
    const column = all[place];
    if (!column) return null;
    return (
      <HeaderCell
        key={column.key}
        id={`${id}--1-${place}`}
        place={place}
        column={column}
        tools={tools}
        stickyPx={place < pinned ? column.leftPx : null}
        beforePx={place === from && place >= pinned ? column.leftPx - pinnedPx : 0}
        edge={place === pinned - 1}
        active={place === active}
        selected={
          selectedFrom !== null && selectedTo !== null && place >= selectedFrom && place <= selectedTo
        }
        dragged={column.key === dragged}
      />
    );
  };
  const inOrder = [...span(0, pinned), ...span(from, to)];
  return (
    <div {...rowRole(1)} className={styles.headerRow} style={{ height: heightPx }}>
      <div
        {...columnHeaderRole("Row", -1)}
        id={`${id}--1--1`}
        className={styles.corner}
        data-active={active === -1 || undefined}
        style={{ width: numberPx }}
      >
        <span className="visually-hidden">Row</span>
      </div>
      {inOrder.map(drawn)}
    </div>
  );
});

interface HeaderCellProps {
  id: string;
  place: number;
  column: GridColumn;
  tools: readonly HeaderTool[];
  stickyPx: number | null;
  beforePx: number;
  edge: boolean;
  active: boolean;
  selected: boolean;
  dragged: boolean;
}

const HeaderCell = memo(function HeaderCell(props: HeaderCellProps) {
  const { id, place, column: of, tools, stickyPx, beforePx, edge, active, selected, dragged } = props;
  const { column, index, isNumber, widthPx } = of;
  const drawn = (where: HeaderTool["place"]) =>
    tools
      .filter((tool) => tool.place === where)
      .map(({ id: key, draw }) => <Fragment key={key}>{draw(column, index)}</Fragment>);
  const hasBeneath = tools.some((tool) => tool.place === "beneath");
  return (
    <div
      {...columnHeaderRole(column.name, place, selected)}
      title={`${column.name} · ${column.type}`}
      id={id}
      className={styles.header}
      data-number={isNumber || undefined}
      data-pinned={stickyPx !== null || undefined}
      data-edge={edge || undefined}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-dragged={dragged || undefined}
      style={{ width: widthPx, left: stickyPx ?? undefined, marginLeft: beforePx || undefined }}
    >
      <div className={styles.top}>
        <span className={styles.name}>{column.name}</span>
        {drawn("beside")}
        {columnMenuTool.draw(column, index)}
      </div>
      <div className={styles.type}>{shortType(column.type)}</div>
      {hasBeneath && <div className={styles.beneath}>{drawn("beneath")}</div>}
      <div className={styles.widthEdge} data-width-edge={place} aria-hidden="true" />
    </div>
  );
});

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
