import {
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import { type GridPlace, type GridSelection, selectedRange } from "../../lib/grid/gridSelection.ts";
import type { LazyModule } from "../../lib/lazy/lazyModule.ts";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import { useLazy } from "../ui/useLazy.ts";
import { cutLength } from "./CellText.tsx";
import { GridHeader } from "./GridHeader.tsx";
import { GridRow } from "./GridRow.tsx";
import styles from "./GridTable.module.css";
import type { GridColumns } from "./gridColumns.ts";
import type { GridFrame } from "./gridFrame.ts";
import { rowHeightPx } from "./gridHeight.ts";
import { type GridKeyDeps, gridKeyHandler } from "./gridKeyHandler.ts";
import { RoleBox } from "./gridRoles.tsx";
import { useGridPointer } from "./useGridPointer.ts";
import { useGridView } from "./useGridView.ts";

/** What the visible part of a grid measures, and what a horizontal scrollbar takes of its height; in pixels. */
export interface GridMeasure {
  widthPx: number;
  heightPx: number;
  scrollbarPx: number;
}

/** What can be asked of a grid that is drawn. */
export interface GridHandle {
  reveal(place: GridPlace): void;
  focus(): void;
  element(): HTMLElement | null;
}

export interface GridTableProps
  extends Pick<GridKeyDeps, "onSelect" | "onInspect" | "onCopy" | "onWiden" | "inspecting"> {
  label: string;
  columns: GridColumns;
  frame: GridFrame;
  rowCount: number;
  headerPx: number;
  heightPx: number;
  measure: GridMeasure;
  selection: GridSelection;
  handle: RefObject<GridHandle | null>;
  onMeasure(measure: GridMeasure): void;
  onResize(place: number, widthPx: number): void;
  /** Moves a column to a place, counted without it; by key by one place. */
  onMove(place: number, to: number): void;
  onMoveBy(place: number, by: -1 | 1): void;
  onFit(place: number): void;
  /** `index` is the column's place in the result. */
  onColumnMenu(index: number, anchor: HTMLElement): void;
  onCellMenu(x: number, y: number): void;
}

const lazyInspector: LazyModule<typeof import("./inspect/Inspector.tsx")> = lazyModule(
  () => import("./inspect/Inspector.tsx"),
);

/** A result as a virtual table: rows and columns near the window are drawn, all others are arithmetic. */
export function GridTable(props: GridTableProps) {
  const { label, columns, frame, rowCount, headerPx, selection, measure, inspecting, onMeasure } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const version = useSyncExternalStore(frame.subscribe, frame.version, frame.version);
  const { widthPx, heightPx } = measure;
  const { view, canvas, pageRows, onScroll, reveal, pointAt } = useGridView(scroller, {
    rowCount,
    columns,
    headerPx,
    widthPx,
    heightPx,
  });
  const size = { rows: rowCount, places: columns.all.length };
  const { active } = selection;
  const range = selectedRange(selection, size);

  useImperativeHandle(
    props.handle,
    () => ({
      reveal,
      focus: () => grid.current?.focus({ preventScroll: true }),
      element: () => grid.current,
    }),
    [reveal],
  );
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () =>
      onMeasure({
        widthPx: element.clientWidth,
        heightPx: element.clientHeight,
        scrollbarPx: element.offsetHeight - element.clientHeight,
      });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (grid.current) observer.observe(grid.current);
    return () => observer.disconnect();
  }, [onMeasure]);
  const { rowStart, rowEnd } = view;
  useEffect(() => {
    const given = new AbortController();
    void frame.fetch({ rowStart, rowEnd }, given.signal);
    return () => given.abort();
  }, [frame, rowStart, rowEnd]);

  const cellAt = ({ row, place }: GridPlace) => document.getElementById(`${id}-${row}-${place}`);
  const openColumnMenu = (place: number) => {
    const header = cellAt({ row: -1, place });
    const anchor = header?.querySelector<HTMLElement>("[data-column-menu]") ?? header;
    const index = columns.all[place]?.index;
    if (anchor && index !== undefined) props.onColumnMenu(index, anchor);
  };
  const onKeyDown = gridKeyHandler({
    selection,
    size,
    pageRows,
    reveal,
    inspecting,
    onSelect: props.onSelect,
    onInspect: props.onInspect,
    onCopy: props.onCopy,
    onColumnMenu: openColumnMenu,
    // The grid has the focus, and what stands in its headers hears of keys there.
    onHeaderKey: (place, { key, altKey }) =>
      cellAt({ row: -1, place })?.dispatchEvent(
        new KeyboardEvent("keydown", { key, altKey, cancelable: true }),
      ) === false,
    onWiden: props.onWiden,
    onMove: props.onMoveBy,
  });
  const pointer = useGridPointer({
    grid,
    selection,
    size,
    columns,
    pointAt,
    reveal,
    onSelect: props.onSelect,
    onResize: props.onResize,
    onMove: props.onMove,
  });
  const lastPointer = useRef("mouse");
  const menuByKey = useRef(false);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element)) return;
    if (lastPointer.current === "touch" && !event.target.closest("button, a, input")) pointer.onTap(event);
    const cell = event.target.closest<HTMLElement>('[role="cell"]');
    if (!cell || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const column = columns.all[Number(cell.ariaColIndex) - 2];
    const text = column && frame.text(Number(cell.parentElement?.ariaRowIndex) - 2, column.index);
    const cut =
      cell.scrollWidth > cell.clientWidth || (text?.length ?? 0) > cutLength || text?.includes("\n") === true;
    // Of a value that its cell cuts the whole is a click away.
    if (cut) props.onInspect(true);
  };
  const onDoubleClick = ({ target }: MouseEvent<HTMLElement>) => {
    if (!(target instanceof Element)) return;
    const edge = target.closest<HTMLElement>("[data-width-edge]")?.dataset.widthEdge;
    if (edge !== undefined) props.onFit(Number(edge));
    else if (target.closest('[role="cell"], [role="gridcell"]')) props.onInspect(true);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest("button, a, input")) return;
    event.preventDefault();
    event.stopPropagation();
    // By key it comes from nowhere in particular: the menu then belongs to the active cell.
    const byKey = menuByKey.current;
    const box = cellAt(active)?.getBoundingClientRect();
    if (!byKey) pointer.onMenuAt(event);
    const header = event.target instanceof Element && event.target.closest('[role="columnheader"]');
    if (byKey ? active.row < 0 : header) {
      const place = byKey ? active.place : Number(header ? header.ariaColIndex : 1) - 2;
      if (place >= 0) openColumnMenu(place);
    } else if (byKey && box) props.onCellMenu(box.left + 8, box.bottom);
    else props.onCellMenu(event.clientX, event.clientY);
  };

  const isDrawn =
    (active.row < 0 || (active.row >= rowStart && active.row < rowEnd)) &&
    (active.place < columns.pinned || (active.place >= view.from && active.place < view.to));
  const activeColumn = columns.all[active.place];
  const Inspector = useLazy(lazyInspector, inspecting)?.Inspector;
  const style: CSSProperties = { height: canvas, minWidth: columns.totalPx };
  const rowsOf = (row: number) => range !== null && row >= range.fromRow && row <= range.toRow;
  const wholeColumns = range !== null && (selection.span === "columns" || selection.span === "all");
  const dropPx = pointer.moving ? (columns.all[pointer.moving.before]?.leftPx ?? columns.totalPx) - 1 : null;
  return (
    <div className={styles.table} style={{ height: props.heightPx }}>
      <RoleBox
        ref={scroller}
        role="group"
        aria-label={`Rows of ${label}`}
        tabIndex={-1}
        className={styles.scroller}
        onScroll={onScroll}
      >
        <RoleBox
          ref={grid}
          role="grid"
          aria-readonly="true"
          aria-multiselectable="true"
          aria-label={label}
          aria-rowcount={rowCount + 1}
          aria-colcount={columns.all.length + 1}
          aria-activedescendant={isDrawn ? `${id}-${active.row}-${active.place}` : undefined}
          tabIndex={0}
          className={styles.grid}
          style={style}
          onKeyDown={(event) => {
            menuByKey.current = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
            onKeyDown(event);
          }}
          onPointerDown={(event) => {
            lastPointer.current = event.pointerType;
            menuByKey.current = false;
            pointer.onPointerDown(event);
          }}
          onPointerMove={pointer.onPointerMove}
          onPointerUp={pointer.onPointerUp}
          onPointerCancel={pointer.onPointerCancel}
          onClick={onClick}
          onDoubleClick={onDoubleClick}
          onContextMenu={onContextMenu}
        >
          <GridHeader
            id={id}
            columns={columns}
            from={view.from}
            to={view.to}
            heightPx={headerPx}
            active={active.row < 0 ? active.place : null}
            selectedFrom={wholeColumns ? range.fromPlace : null}
            selectedTo={wholeColumns ? range.toPlace : null}
            dragged={pointer.moving?.key ?? null}
          />
          {rowsFrom(rowStart, rowEnd).map((row) => (
            <GridRow
              key={row}
              id={id}
              frame={frame}
              version={version}
              row={row}
              topPx={headerPx + row * rowHeightPx - view.shiftPx}
              columns={columns}
              from={view.from}
              to={view.to}
              active={row === active.row ? active.place : null}
              selectedFrom={rowsOf(row) ? (range?.fromPlace ?? null) : null}
              selectedTo={rowsOf(row) ? (range?.toPlace ?? null) : null}
            />
          ))}
          {dropPx !== null && <div className={styles.drop} style={{ left: dropPx }} aria-hidden="true" />}
        </RoleBox>
      </RoleBox>
      {inspecting && Inspector && activeColumn && active.row >= 0 && (
        <Inspector
          column={activeColumn.column}
          row={active.row}
          value={frame.text(active.row, activeColumn.index)}
          anchor={() => cellAt(active) ?? scroller.current}
          around={scroller}
          onClose={() => {
            props.onInspect(false);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
}

function rowsFrom(rowStart: number, rowEnd: number): number[] {
  return Array.from({ length: Math.max(0, rowEnd - rowStart) }, (_, at) => rowStart + at);
}
