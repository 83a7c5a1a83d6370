import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { filteredBy, unfiltered } from "../../lib/view/changeView.ts";
import { checkFilter } from "../../lib/view/checkFilter.ts";
import {
  draftOf,
  type FilterDraft,
  type FilterHow,
  filterOf,
  waysToFilter,
} from "../../lib/view/filterDraft.ts";
import type { Filter } from "../../lib/view/gridView.ts";
import { useRows } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { placePanel } from "../ui/placePanel.ts";
import styles from "./FilterPopover.module.css";
import { focusBeside } from "./focusBeside.ts";
import { focusPlaceOf } from "./focusPlaceOf.ts";
import { RangeFields } from "./RangeFields.tsx";
import { TextFields } from "./TextFields.tsx";
import { ValueList } from "./ValueList.tsx";
import { useViewControls } from "./viewControls.ts";

const words: Record<FilterHow, string> = {
  values: "is one of",
  range: "is in a range",
  contains: "contains",
  equals: "equals",
  starts: "starts with",
  ends: "ends with",
  matches: "matches the regular expression",
  null: "is NULL",
  present: "is not NULL",
};

export interface FilterPopoverProps {
  column: Column;
  /** The control that it was opened by, and stands at. */
  anchor: HTMLElement;
  /** The filter to edit; null to make one. */
  filter: Filter | null;
  resultKey: string;
  onClose(): void;
}

/** The form of a filter, at the control that asked for it. Enter applies it, Escape leaves all as it was. */
export function FilterPopover({ column, anchor, filter, resultKey, onClose }: FilterPopoverProps) {
  const { view, change } = useViewControls();
  const rows = useRows();
  const panel = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLSelectElement>(null);
  const [draft, setDraft] = useState<FilterDraft>(() => draftOf(column, filter));
  const [problem, setProblem] = useState<string | null>(null);

  const closed = useEffectEvent(onClose);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    placePanel(element, anchor.getBoundingClientRect());
    const focus = () => first.current?.focus({ preventScroll: true });
    focus();
    // A menu that it was chosen in gives the focus back a frame after it closed.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(focus);
    });
    const toggled = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === "closed") closed();
    };
    element.addEventListener("toggle", toggled);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("toggle", toggled);
    };
  }, [anchor]);

  const leave = () => {
    // The control may be gone by now, as a chip is whose filter was removed, or a header that was scrolled away.
    const grid = panel.current?.parentElement?.querySelector<HTMLElement>("[role=grid]");
    const back = anchor.isConnected ? focusPlaceOf(anchor) : grid;
    panel.current?.hidePopover();
    back?.focus({ preventScroll: true });
  };
  const update = (part: Partial<FilterDraft>) => {
    setProblem(null);
    setDraft((old) => ({ ...old, ...part }));
  };
  const apply = async () => {
    const made = filterOf(draft, column);
    if ("problem" in made) return setProblem(made.problem);
    const wrong = await checkFilter(made.filter, column, (sql, most) => rows.select(sql, most));
    if (wrong) return setProblem(wrong);
    change(filteredBy(view, made.filter, filter));
    leave();
  };
  const remove = () => {
    leave();
    if (anchor.closest("li")) focusBeside(anchor);
    if (filter) change(unfiltered(view, filter));
  };

  const { how } = draft;
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label={`Filter ${column.name}`}
      className={styles.popover}
      onKeyDown={(event) => {
        // Keys in here are not the notebook's.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <label className={styles.how}>
          <span className={styles.name}>{column.name}</span>
          <select
            ref={first}
            aria-label={`How to filter ${column.name}`}
            value={how}
            onChange={({ target }) => update({ how: target.value as FilterHow })}
          >
            {waysToFilter(column).map((way) => (
              <option key={way} value={way}>
                {words[way]}
              </option>
            ))}
          </select>
        </label>
        {how === "values" ? (
          <ValueList
            column={column}
            resultKey={resultKey}
            values={draft.values}
            onChange={(values) => update({ values })}
          />
        ) : how === "range" ? (
          <RangeFields column={column} draft={draft} onChange={update} />
        ) : (
          how !== "null" &&
          how !== "present" && <TextFields column={column} draft={draft} onChange={update} />
        )}
        {how !== "range" && how !== "null" && how !== "present" && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={draft.not}
              onChange={({ target }) => update({ not: target.checked })}
            />
            <span>
              Invert: all other rows{draft.values.includes(null) && how === "values" ? "" : ", NULL included"}
            </span>
          </label>
        )}
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <div className={styles.foot}>
          {filter && <Button label="Remove filter" tone="quiet" onClick={remove} />}
          <span className={styles.gap} />
          <Button label="Cancel" tone="quiet" onClick={leave} />
          <Button type="submit" label="Apply" tone="primary" />
        </div>
      </form>
    </div>
  );
}
