import {
  memo,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import {
  copiedRange,
  firstCell,
  type GridRange,
  selectAll,
  selectedRange,
  within,
} from "../../lib/grid/gridSelection.ts";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import { useRows } from "../ui/AppContext.tsx";
import { useLazy } from "../ui/useLazy.ts";
import { ColumnMenuItems, type MenuItem, OpenColumnMenu, RowMenuItems } from "./columnMenu.ts";
import { columnMenuItems, copyMenuItems } from "./columnMenuItems.tsx";
import { GridFooter } from "./GridFooter.tsx";
import type { GridMenuRequest } from "./GridMenu.tsx";
import { type GridHandle, type GridMeasure, GridTable } from "./GridTable.tsx";
import { placeColumns } from "./gridColumns.ts";
import { shownRows } from "./gridFrame.ts";
import {
  type HeldHeight,
  headerHeightPx,
  isLong,
  rememberedHeightPx,
  rememberHeight,
  tableHeightPx,
} from "./gridHeight.ts";
import { HeightHandle } from "./HeightHandle.tsx";
import { HeaderTools } from "./headerTools.ts";
import { useColumnActions } from "./useColumnActions.ts";
import { useCopy } from "./useCopy.ts";
import { useDrawn } from "./useDrawn.ts";
import { useKeptLayout } from "./useKeptLayout.ts";

const lazyMenu = lazyModule(() => import("./GridMenu.tsx"));
const lazyColumns = lazyModule(() => import("./ColumnsPanel.tsx"));

/** Rows as a table: what is selected in it, how its columns are arranged, and what hangs on both. */
export const ManyRows = memo(function ManyRows(props: {
  label: string;
  result: KeptResult;
  isWaiting: boolean;
  held: HeldHeight | undefined;
}) {
  const { label, result: latest, isWaiting, held } = props;
  const rows = useRows();
  const [problem, setProblem] = useState<string | null>(null);
  const { result, frame, columns, keys } = useDrawn(latest, rows, setProblem);
  const [layout, changeLayout] = useKeptLayout(label);
  const [chosenSelection, setSelection] = useState(firstCell);
  const [inspecting, setInspecting] = useState(false);
  const [measure, setMeasure] = useState<GridMeasure>({ widthPx: 960, heightPx: 400, scrollbarPx: 0 });
  const [chosenPx, setChosenPx] = useState(() => rememberedHeightPx(label));
  const [menu, setMenu] = useState<GridMenuRequest | null>(null);
  const [choosing, setChoosing] = useState(false);
  const handle = useRef<GridHandle>(null);
  const columnsButton = useRef<HTMLButtonElement>(null);
  const headerPx = headerHeightPx(useContext(HeaderTools));
  const itemsOf = useContext(ColumnMenuItems);
  const rowItemsOf = useContext(RowMenuItems);

  const total = shownRows(result);
  const lengths = useSyncExternalStore(frame.longest.subscribe, frame.longest.now, frame.longest.now);
  const { widthPx } = measure;
  const placed = useMemo(
    () => placeColumns({ columns, keys, layout, lengths, rowCount: total, viewPx: widthPx }),
    [columns, keys, layout, lengths, total, widthPx],
  );
  const selection = within(chosenSelection, { rows: total, places: placed.all.length });
  const { status, copy } = useCopy(label, result, frame, rows);
  const actions = useColumnActions({ placed, keys, frame, changeLayout, setSelection, handle });

  const size = { rows: total, places: placed.all.length };
  const copied = copiedRange(selection, size);
  const selected = selectedRange(selection, size);
  const whole = selectedRange(selectAll(selection), size);
  const copyAs = (format: Parameters<typeof copy>[0], range: GridRange | null = copied) => {
    if (range) void copy(format, range, placed);
  };
  const onMeasure = useCallback(
    (next: GridMeasure) =>
      setMeasure((before) =>
        before.widthPx === next.widthPx &&
        before.heightPx === next.heightPx &&
        before.scrollbarPx === next.scrollbarPx
          ? before
          : next,
      ),
    [],
  );
  const openMenu = (name: string, items: readonly MenuItem[], at: GridMenuRequest["at"]) =>
    setMenu({
      label: name,
      items,
      at,
      backTo: at instanceof HTMLButtonElement && !at.dataset.columnMenu ? at : null,
    });
  const openColumnMenu = (index: number, anchor: HTMLElement) => {
    const place = placed.all.findIndex((each) => each.index === index);
    const of = placed.all[place];
    if (!of) return;
    const own = columnMenuItems({
      ...actions.menuActions(place, layout),
      onCopyName: () => void navigator.clipboard?.writeText(of.column.name),
      onCopyColumn: () =>
        copyAs("values", { fromRow: 0, toRow: total - 1, fromPlace: place, toPlace: place }),
    });
    openMenu(`Column menu of ${of.column.name}`, [...itemsOf(of.column, of.index), ...own], anchor);
  };
  const opener = useRef(openColumnMenu);
  const activeRow = useRef(0);
  useLayoutEffect(() => {
    opener.current = openColumnMenu;
    activeRow.current = Math.max(0, selection.active.row);
  });
  // Asked for when a line is chosen: the click that opens the menu selects its cell only afterwards.
  const rowItems = () => {
    const { current: row } = activeRow;
    const texts = () => {
      const all = columns.map((_, index) => frame.text(row, index));
      return all.some((text) => text === undefined) ? null : all.map((text) => text ?? null);
    };
    return { row, texts };
  };
  // The same function for good: all headers hang on it.
  const openFor = useCallback((index: number, anchor: HTMLElement) => opener.current(index, anchor), []);
  const resize = useCallback(
    (heightPx: number | null) => {
      setChosenPx(heightPx);
      rememberHeight(label, heightPx);
    },
    [label],
  );
  const { scrollbarPx } = measure;
  const heightPx = tableHeightPx({ rows: total, scrollbarPx, headerPx }, chosenPx, held);
  const long = isLong(Math.max(total, held?.rows ?? 0));
  const Menu = useLazy(lazyMenu, menu !== null)?.GridMenu;
  const Columns = useLazy(lazyColumns, choosing)?.ColumnsPanel;
  const focusGrid = () => handle.current?.focus();
  return (
    <OpenColumnMenu value={openFor}>
      <GridTable
        label={label}
        columns={placed}
        frame={frame}
        rowCount={total}
        headerPx={headerPx}
        heightPx={heightPx}
        measure={measure}
        selection={selection}
        inspecting={inspecting}
        handle={handle}
        onMeasure={onMeasure}
        onSelect={setSelection}
        onInspect={setInspecting}
        onCopy={copyAs}
        onColumnMenu={openFor}
        onCellMenu={(x, y) =>
          openMenu("Cells", [...rowItemsOf(rowItems), ...copyMenuItems(copyAs, true)], { x, y })
        }
        {...actions.tableActions}
      />
      {long && <HeightHandle label={label} heightPx={heightPx + (held?.abovePx ?? 0)} onResize={resize} />}
      <GridFooter
        result={result}
        problem={isWaiting ? null : problem}
        status={status}
        hidden={columns.length - placed.all.length}
        columnsButton={columnsButton}
        choosing={choosing}
        onColumns={() => setChoosing(!choosing)}
        copies={selected ? "selection" : "all"}
        onCopy={
          whole &&
          ((anchor) =>
            openMenu(
              selected ? "Copy the selection" : "Copy all rows",
              copyMenuItems((format) => copyAs(format, selected ?? whole), selected !== null),
              anchor,
            ))
        }
        onRow={
          long
            ? (end) => {
                const row = end === "first" ? 0 : total - 1;
                setSelection({ ...firstCell, active: { row, place: Math.max(0, selection.active.place) } });
                handle.current?.reveal({ row, place: -1 });
                focusGrid();
              }
            : null
        }
      />
      {choosing && Columns && (
        <Columns
          label={label}
          columns={columns}
          keys={keys}
          layout={layout}
          anchor={columnsButton}
          {...actions.panelActions}
          onClose={(backToButton) => {
            setChoosing(false);
            if (backToButton) columnsButton.current?.focus();
          }}
        />
      )}
      {menu && Menu && (
        <Menu
          menu={menu.backTo ? menu : { ...menu, backTo: handle.current?.element() ?? null }}
          onClose={() => setMenu(null)}
        />
      )}
    </OpenColumnMenu>
  );
});
