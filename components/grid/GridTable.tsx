import "hightable/src/HighTable.css";
import HighTable from "hightable";
import {
  type CSSProperties,
  Fragment,
  memo,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { CellText, cutLength } from "./CellText.tsx";
import { isNumber, minWidthPx, shortType } from "./columnLook.ts";
import { wideColumnPx } from "./columnWindow.ts";
import { describeTable, placeOf } from "./describeTable.ts";
import type { GridFrame } from "./gridFrame.ts";
import { type HeaderTool, HeaderTools } from "./headerTools.ts";
import { rowsPerKey } from "./placeByKey.ts";
import styles from "./ResultGrid.module.css";
import { type CellPlace, scrollerOf, useColumnWindow } from "./useColumnWindow.ts";
import { useGridKeys } from "./useGridKeys.ts";
import { useKeptFocus } from "./useKeptFocus.ts";
import { type OpenValue, ValuePopover } from "./ValuePopover.tsx";

export interface GridTableProps {
  label: string;
  columns: readonly Column[];
  frame: GridFrame;
  heightPx: number;
  active: CellPlace;
  onActive(place: CellPlace): void;
  /** What a horizontal scrollbar takes of the height. */
  onScrollbar(heightPx: number): void;
  onError(message: string): void;
}

/** A result as a virtual table. All its cells are drawn whenever it is, so `memo`: new rows come by way of the frame. */
export const GridTable = memo(function GridTable(props: GridTableProps) {
  const { label, columns, frame, active, onActive, onScrollbar } = props;
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<OpenValue | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const { first, windowed } = useColumnWindow(root, frame, columns.length, active, onActive);
  useGridKeys(root, frame, active, onActive);
  useKeptFocus(root);

  const words = useMemo(() => ({ label, columns, first, windowed }), [label, columns, first, windowed]);
  // The frame is listed because hightable makes its elements anew for another frame.
  useLayoutEffect(() => {
    const element = root.current;
    if (!element || !frame) return;
    describeTable(element, words);
    const observer = new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof Element) describeTable(node, words);
      }
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [words, frame]);

  useLayoutEffect(() => {
    const scroller = scrollerOf(root.current);
    if (!scroller || !frame) return;
    const measure = () => onScrollbar(scroller.offsetHeight - scroller.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    const canvas = scroller.firstElementChild?.firstElementChild;
    if (canvas) observer.observe(canvas);
    return () => observer.disconnect();
  }, [frame, onScrollbar]);

  const lengths = useSyncExternalStore(frame.longest.subscribe, frame.longest.now, frame.longest.now);
  const configuration = useMemo(
    () =>
      Object.fromEntries(
        frame.columnDescriptors.map(({ name }, place) => {
          const column = columns[first + place];
          const number = column && isNumber(column.type);
          return [
            name,
            {
              className: number ? styles.number : undefined,
              minWidth: column && minWidthPx(column.type, lengths[first + place] ?? 0),
              headerComponent: <Header column={column} index={first + place} />,
            },
          ];
        }),
      ),
    [frame, columns, first, lengths],
  );

  const openCell = (cell: HTMLElement, place: number, row: number) => {
    const column = columns[first + place];
    const value = column && frame.text(row, first + place);
    if (column && value !== undefined) {
      setOpen({ column: column.name, type: column.type, row, value: value ?? null, cell });
    }
  };
  const openCut = useEffectEvent((event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="cell"]') : null;
    if (!cell || !document.getSelection()?.isCollapsed) return;
    const row = Number(cell.dataset.rownumber);
    const value = frame.text(row, first + placeOf(cell));
    const cut =
      cell.scrollWidth > cell.clientWidth || (value?.length ?? 0) > cutLength || value?.includes("\n");
    if (cut) openCell(cell, placeOf(cell), row);
  });
  // On the root, since hightable tells of double clicks only; Enter does the same by key.
  useEffect(() => {
    const element = root.current;
    const onClick = (event: MouseEvent) => openCut(event);
    element?.addEventListener("click", onClick);
    return () => element?.removeEventListener("click", onClick);
  }, []);

  const style: CSSProperties & Record<`--${string}`, string | number> = {
    height: props.heightPx,
    "--first-column-px": `${first * wideColumnPx}px`,
    "--all-columns-px": `${columns.length * wideColumnPx}px`,
    "--places": frame.columnDescriptors.length,
    "--wide-column-px": `${wideColumnPx}px`,
  };
  return (
    <div ref={root} className={windowed ? `${styles.table} ${styles.windowed}` : styles.table} style={style}>
      <HighTable
        data={frame}
        className={styles.high}
        styled={false}
        focus={false}
        cellPosition={active}
        onCellPositionChange={onActive}
        columnsVisibility={allVisible}
        columnConfiguration={configuration}
        padding={windowed ? 3 : 8}
        overscan={20}
        numRowsPerPage={rowsPerKey}
        stringify={copied}
        renderCellContent={({ cell }) => <CellText value={cell?.value} />}
        onError={(error) => props.onError(error instanceof Error ? error.message : String(error))}
        onKeyDownCell={(event, place, row) => {
          if (event.key !== "Enter" || !(event.currentTarget instanceof HTMLElement)) return;
          event.preventDefault();
          event.stopPropagation();
          openCell(event.currentTarget, place, row);
        }}
      />
      {open && <ValuePopover open={open} onClose={close} />}
    </div>
  );
});

// Given and without a change handler: no column can be hidden, as places on screen stand for columns.
const allVisible = {};

function Header({ column, index }: { column: Column | undefined; index: number }) {
  const tools = useContext(HeaderTools);
  if (!column) return null;
  const drawn = (place: HeaderTool["place"]) =>
    tools
      .filter((tool) => tool.place === place)
      .map(({ id, draw }) => <Fragment key={id}>{draw(column, index)}</Fragment>);
  return (
    <span className={styles.header}>
      <span className={styles.name}>
        {column.name}
        {drawn("beside")}
      </span>
      <span className={styles.type}>{shortType(column.type)}</span>
      {drawn("beneath")}
    </span>
  );
}

/** What Ctrl+C takes from a cell. */
function copied(value: unknown): string | undefined {
  return typeof value === "string" ? value : value === null ? "" : undefined;
}
