import { GripVertical, X } from "lucide-react";
import type { KeyboardEvent, RefObject } from "react";
import {
  type Direction,
  type DropPlace,
  dropped,
  type ItemPlace,
  moved,
  removed,
  titled,
  widened,
} from "../../lib/report/arrange.ts";
import type { ReportItem } from "../../lib/report/report.ts";
import { rowWidths } from "../../lib/report/rowWidths.ts";
import { Button } from "../ui/Button.tsx";
import { EditableText } from "../ui/EditableText.tsx";
import styles from "./Arrange.module.css";
import { captionOf } from "./caption.ts";
import { ReportPlace } from "./ReportPlace.tsx";
import { type Arranging, placeInWords } from "./useArranging.ts";
import { useItemDrag } from "./useItemDrag.ts";
import type { ShownReport } from "./useReport.ts";
import { WidthHandle } from "./WidthHandle.tsx";

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** One cell of the report while it is arranged: a handle to move it by, its title, and what it shows. */
export function ArrangeItem(props: {
  report: ShownReport;
  item: ReportItem;
  place: ItemPlace;
  arranging: Arranging;
  list: RefObject<HTMLOListElement | null>;
  /** At which side of it the dragged item would be put. */
  drop: "left" | "right" | undefined;
  onTarget: (target: DropPlace | null) => void;
}) {
  const { report, item, place, arranging, list, drop, onTarget } = props;
  const { rows } = report;
  const cell = report.find(item);
  const name = item.kind === "text" ? item.name || "empty text" : item.name;
  const items = rows[place.row]?.items ?? [];
  const drag = useItemDrag(list, onTarget, (to) => {
    const arranged = dropped(rows, place, to);
    if (arranged.rows !== rows) arranging.place(arranged, name);
  });
  const takeOut = () => arranging.edit(removed(rows, place), `${name} was taken out of the report`);
  const widen = (width: number) => {
    const changed = widened(rows, place, width);
    const said = placeInWords({ rows: changed, place }, name);
    if (changed === rows) arranging.say(said);
    else arranging.edit(changed, said);
  };

  function onKey(event: KeyboardEvent): void {
    const direction = directions[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && direction && event.shiftKey && (direction === "left" || direction === "right")) {
      widen(Math.round(rowWidths(items)[place.at] ?? 0) + (direction === "left" ? -1 : 1));
    } else if (isPlain && direction && !event.shiftKey) {
      const arranged = moved(rows, place, direction);
      if (arranged.rows === rows) arranging.say(placeInWords({ rows, place }, name));
      else arranging.place(arranged, name);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      takeOut();
      focusAfter(place);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <fieldset
      className={styles.item}
      aria-label={`${name} in the report`}
      data-item=""
      data-drop={drop}
      data-dragged={drag.isDragged || undefined}
    >
      <div className={styles.head}>
        <button
          type="button"
          className={styles.handle}
          aria-label={`Move ${name}`}
          aria-describedby="arrange-keys"
          data-handle={`${place.row}.${place.at}`}
          onKeyDown={onKey}
          {...drag.handlers}
        >
          <GripVertical aria-hidden="true" />
        </button>
        <span className={styles.name}>
          {cell && cell.kind !== "md" && cell.kind !== "input" ? (
            <EditableText
              label={`Title over ${name}`}
              value={captionOf(item, cell)}
              placeholder="No title"
              onCommit={(text) => {
                const isOwn = text === captionOf({ ...item, title: null }, cell);
                arranging.edit(
                  titled(rows, place, isOwn ? null : text),
                  `The title over ${name} is ${text || "none"}`,
                );
                return null;
              }}
            />
          ) : (
            <span className={styles.text}>{name}</span>
          )}
        </span>
        <span className={styles.width} aria-hidden="true">
          {Math.round((rowWidths(items)[place.at] ?? 0) * 10) / 10}/12
        </span>
        <Button
          icon={<X />}
          label={`Take ${name} out of the report`}
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={() => {
            takeOut();
            focusAfter(place);
          }}
        />
      </div>
      {/* As readers see it, and not to be used while it is arranged. */}
      <div className={styles.preview} inert>
        <ReportPlace item={{ ...item, title: "" }} cell={cell} />
      </div>
      {(place.at < items.length - 1 || items.length === 1) && (
        <WidthHandle name={name} items={items} at={place.at} onWidth={widen} />
      )}
    </fieldset>
  );
}

/** The keyboard goes to what now stands where the item stood, or before it. */
function focusAfter({ row, at }: ItemPlace): void {
  requestAnimationFrame(() => {
    const handle = (r: number, i: number) => document.querySelector<HTMLElement>(`[data-handle="${r}.${i}"]`);
    const next = handle(row, at) ?? handle(row, at - 1) ?? handle(row, 0) ?? handle(row - 1, 0);
    (next ?? document.querySelector<HTMLElement>("[data-add]"))?.focus();
  });
}
