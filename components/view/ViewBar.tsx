import { ArrowDown, ArrowUp, ChartColumn, Copy, ListFilter, SquarePlus } from "lucide-react";
import { type RefObject, useMemo, useState } from "react";
import type { ChartFilter } from "../../lib/chart/selection/Crossfilters.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { pasteEdit } from "../../lib/notebookPaste/pasteEdit.ts";
import { cellById } from "../../lib/store/selectors.ts";
import { unfiltered, unsorted } from "../../lib/view/changeView.ts";
import { filterText } from "../../lib/view/filterText.ts";
import { type GridView, wholeRelation } from "../../lib/view/gridView.ts";
import { viewCell } from "../../lib/view/viewCell.ts";
import { crossfilters } from "../cross/crossfilters.ts";
import { withCharts } from "../cross/withCharts.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { gridOf } from "./focusBeside.ts";
import type { ShownView } from "./useOpenedView.ts";
import styles from "./ViewBar.module.css";
import { ViewChip } from "./ViewChip.tsx";
import { ViewCount } from "./ViewCount.tsx";
import { useViewControls } from "./viewControls.ts";

/** What the rows beneath are: their filters and their order, how many they are, and the ways to keep that as SQL. */
export function ViewBar(props: {
  bar: RefObject<HTMLElement | null>;
  cell: Cell;
  label: string;
  columns: readonly Column[];
  /** How many rows there are without any filter. */
  relationRows: number;
  shown: ShownView;
  /** What is selected on charts of the relation. */
  charts: readonly ChartFilter[];
}) {
  const { cell, label, columns, relationRows, shown, charts } = props;
  const { view, broken, change, sortBy, openFilter } = useViewControls();
  const store = useAppStore();
  const commands = useCommands();
  const all = useMemo(() => withCharts(view, charts), [view, charts]);
  const [copied, setCopied] = useState<GridView | null>(null);
  // What is no cell of the notebook has no name that SQL could read it by.
  const isNamed = useApp((state) => cellById(state, cell.id) !== undefined) && cell.name !== "";
  const reasonOf = (part: object) => broken.find((one) => one.part === part)?.reason;

  const asCell = () => {
    const state = store.getState();
    const taken = state.sources.map(({ relation }) => relation);
    const { edit, last } = pasteEdit(state.document, [viewCell(cell, all, columns)], cell.id, taken);
    commands.edit([edit]);
    if (last === null) return;
    commands.select(last, "command");
    void commands.run(last);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(viewCell(cell, all, columns).source);
    setCopied(all);
  };

  return (
    <section ref={props.bar} aria-label={`Sort and filters of ${label}`} className={styles.bar}>
      <ul className={styles.chips}>
        {view.filters.map((filter) => (
          <ViewChip
            key={`${filter.kind} ${filter.column}`}
            icon={<ListFilter />}
            text={filterText(filter)}
            reason={reasonOf(filter)}
            does="Edit filter"
            onEdit={(anchor) => openFilter(filter.column, anchor, filter)}
            onRemove={() => change(unfiltered(view, filter))}
          />
        ))}
        {charts.map((filter) => (
          <ViewChip
            key={`chart ${filter.owner}`}
            icon={<ChartColumn />}
            text={`${filter.label}: ${filter.text}`}
            reason={undefined}
            does="Selected on a chart"
            onRemove={() => crossfilters.clear(filter.relation, filter.owner)}
          />
        ))}
        {view.sort.map((key, at) => (
          <ViewChip
            key={`sort ${key.column}`}
            icon={key.descending ? <ArrowDown /> : <ArrowUp />}
            text={`${at === 0 ? "by" : "then by"} ${key.column}${key.descending ? ", descending" : ""}`}
            reason={reasonOf(key)}
            does="Turn the order around"
            onEdit={() => sortBy({ column: key.column, descending: !key.descending }, true)}
            onRemove={() => change(unsorted(view, key.column))}
          />
        ))}
      </ul>
      <ViewCount
        shown={shown}
        relationRows={relationRows}
        isFiltered={view.filters.length + charts.length > 0}
      />
      <span className={styles.actions}>
        <Button
          label="Clear all"
          tone="quiet"
          onClick={(event) => {
            gridOf(event.currentTarget)?.focus({ preventScroll: true });
            change(wholeRelation);
            for (const { relation, owner } of charts) crossfilters.clear(relation, owner);
          }}
        />
        {isNamed && (
          <>
            <Button
              icon={<Copy />}
              label={copied === all ? "Copied" : "Copy SQL"}
              iconOnly
              tone="quiet"
              tipSide="below-end"
              onClick={() => void copy()}
            />
            <Button
              icon={<SquarePlus />}
              label="As SQL cell"
              tone="quiet"
              hint="a new cell below with these rows"
              tipSide="below-end"
              onClick={asCell}
            />
          </>
        )}
      </span>
    </section>
  );
}
