import { ArrowDown, ArrowUp, Copy, ListFilter, SquarePlus, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { pasteEdit } from "../../lib/notebookPaste/pasteEdit.ts";
import { cellById } from "../../lib/store/selectors.ts";
import { unfiltered, unsorted } from "../../lib/view/changeView.ts";
import { filterText } from "../../lib/view/filterText.ts";
import { type GridView, wholeRelation } from "../../lib/view/gridView.ts";
import { viewCell } from "../../lib/view/viewCell.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { focusBeside, gridOf } from "./focusBeside.ts";
import type { ShownView } from "./useOpenedView.ts";
import styles from "./ViewBar.module.css";
import { ViewCount } from "./ViewCount.tsx";
import { useViewControls } from "./viewControls.ts";

/** What the rows beneath are: their filters and their order, how many they are, and the ways to keep that as SQL. */
export function ViewBar(props: {
  cell: Cell;
  label: string;
  columns: readonly Column[];
  /** How many rows there are without any filter. */
  relationRows: number;
  shown: ShownView;
}) {
  const { cell, label, columns, relationRows, shown } = props;
  const { view, broken, change, sortBy, openFilter } = useViewControls();
  const store = useAppStore();
  const commands = useCommands();
  const [copied, setCopied] = useState<GridView | null>(null);
  // What is no cell of the notebook has no name that SQL could read it by.
  const isNamed = useApp((state) => cellById(state, cell.id) !== undefined) && cell.name !== "";
  const reasonOf = (part: object) => broken.find((one) => one.part === part)?.reason;

  const asCell = () => {
    const state = store.getState();
    const taken = state.sources.map(({ relation }) => relation);
    const { edit, last } = pasteEdit(state.document, [viewCell(cell, view, columns)], cell.id, taken);
    commands.edit([edit]);
    if (last === null) return;
    commands.select(last, "command");
    void commands.run(last);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(viewCell(cell, view, columns).source);
    setCopied(view);
  };

  return (
    <section aria-label={`Sort and filters of ${label}`} className={styles.bar}>
      <ul className={styles.chips}>
        {view.filters.map((filter) => (
          <Chip
            key={`${filter.kind} ${filter.column}`}
            icon={<ListFilter />}
            text={filterText(filter)}
            reason={reasonOf(filter)}
            does="Edit filter"
            onEdit={(anchor) => openFilter(filter.column, anchor, filter)}
            onRemove={() => change(unfiltered(view, filter))}
          />
        ))}
        {view.sort.map((key, at) => (
          <Chip
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
      <ViewCount shown={shown} relationRows={relationRows} isFiltered={view.filters.length > 0} />
      <span className={styles.actions}>
        <Button
          label="Clear all"
          tone="quiet"
          onClick={(event) => {
            gridOf(event.currentTarget)?.focus({ preventScroll: true });
            change(wholeRelation);
          }}
        />
        {isNamed && (
          <>
            <Button
              icon={<Copy />}
              label={copied === view ? "Copied" : "Copy SQL"}
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

function Chip(props: {
  icon: ReactNode;
  text: string;
  /** Why it has no effect, where it has none. */
  reason: string | undefined;
  does: string;
  onEdit(anchor: HTMLElement): void;
  onRemove(): void;
}) {
  const { icon, text, reason, does, onEdit, onRemove } = props;
  return (
    <li className={styles.chip} data-broken={reason !== undefined || undefined}>
      <button
        type="button"
        className={styles.edit}
        aria-label={`${does}: ${text}${reason ? `. It has no effect: ${reason}` : ""}`}
        title={reason ?? text}
        disabled={reason?.startsWith("There is no column")}
        onClick={(event) => onEdit(event.currentTarget)}
      >
        <span aria-hidden="true" className={styles.icon}>
          {reason === undefined ? icon : <TriangleAlert />}
        </span>
        <span className={styles.text}>{text}</span>
        {reason && <span className={styles.reason}>{reason}</span>}
      </button>
      <button
        type="button"
        className={styles.remove}
        aria-label={`Remove: ${text}`}
        onClick={(event) => {
          focusBeside(event.currentTarget);
          onRemove();
        }}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}
