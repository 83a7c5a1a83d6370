import { SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import type { Path } from "../../lib/events/choiceError.ts";
import { type Measure, measureNames, showings } from "../../lib/events/choices.ts";
import { measureName } from "../../lib/events/sql/measureSql.ts";
import { plainMeasure } from "../../lib/events/text/plainChoices.ts";
import { placed } from "../cell-kinds/placed.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import own from "./MeasureRows.module.css";
import { TextField } from "./TextField.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

const percentiles = ["p25", "p75", "p90", "p95", "p99"] as const;
/** Of these the column may be any; of the others it holds numbers. */
const fns = [...measureNames, ...percentiles];

/**
 * Measures one below the other: what of which column, and the rest behind a button. On a shelf they are added by the shelf
 * and may be shown as shares and the like.
 */
export function MeasureRows(
  props: FormContext & { measures: readonly Measure[]; place: Path; isShelf: boolean },
) {
  const { cell, measures, place, isShelf } = props;
  const set = useEventsEdit(cell);
  const write = (at: number, measure: Measure | null) => {
    if (measure === null && measures.length === 1) set(place, null);
    else set([...place, at], measure && plainMeasure(measure));
  };
  if (isShelf && measures.length === 0) return null;
  return (
    <div className={styles.fieldWide}>
      {!isShelf && <span className={styles.label}>Measures</span>}
      <ul className={own.rows} aria-label="Measures">
        {placed(measures.map((measure) => ({ measure, name: measureName(measure) }))).map(
          ({ key, item }, at) => (
            <MeasureRow
              key={key}
              {...props}
              measure={item.measure}
              at={at}
              onSet={(measure) => write(at, measure)}
            />
          ),
        )}
      </ul>
      {!isShelf && (
        <div>
          <Button
            label="Add a measure"
            tone="quiet"
            onClick={() => set([...place, measures.length], "count")}
          />
        </div>
      )}
    </div>
  );
}

function MeasureRow(
  props: FormContext & {
    measure: Measure;
    at: number;
    isShelf: boolean;
    onSet: (measure: Measure | null) => void;
  },
) {
  const { columns, measure, at, isShelf, onSet } = props;
  const [isOpen, setIsOpen] = useState(false);
  const { fn, of } = measure;
  const which = `measure ${at + 1}`;
  const firstColumn = columns[0]?.name ?? "";
  const choose = (next: Measure["fn"]) =>
    onSet({
      ...measure,
      fn: next,
      of: next === "count" ? of : next === "sql" ? "count(*)" : of === "" ? firstColumn : of,
    });
  return (
    <li className={own.row}>
      <select
        className={styles.short}
        aria-label={`What ${which} is`}
        value={fn}
        onChange={({ target }) => choose(target.value as Measure["fn"])}
      >
        {[...new Set<string>([...fns, fn])].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
      {fn === "sql" ? (
        <input
          key={of}
          className={styles.predicate}
          aria-label={`SQL of ${which}`}
          defaultValue={of}
          onBlur={({ target }) =>
            target.value.trim() !== of &&
            target.value.trim() !== "" &&
            onSet({ ...measure, of: target.value.trim() })
          }
          onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
        />
      ) : (
        <select
          className={own.column}
          aria-label={`Column of ${which}`}
          value={of}
          onChange={({ target }) => onSet({ ...measure, of: target.value })}
        >
          {fn === "count" && <option value="">rows</option>}
          {columns.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      {isShelf && (
        <select
          className={own.show}
          aria-label={`How ${which} is shown`}
          value={measure.show ?? "value"}
          data-default={(measure.show ?? "value") === "value" || undefined}
          onChange={({ target }) =>
            onSet({ ...measure, show: showings.find((each) => each === target.value) })
          }
        >
          {showings.map((each) => (
            <option key={each} value={each}>
              {each === "value" ? "as it is" : each}
            </option>
          ))}
        </select>
      )}
      <span className={own.buttons}>
        <Button
          icon={<SlidersHorizontal />}
          label={`More of ${which}`}
          iconOnly
          tone="quiet"
          tipSide="below-end"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        />
        <Button
          icon={<X />}
          label={`Remove ${which}`}
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={() => onSet(null)}
        />
      </span>
      {isOpen && (
        <div className={own.details}>
          <TextField
            label="Called"
            value={measure.as ?? ""}
            placeholder={measureName({ ...measure, as: undefined })}
            onSet={(as) => onSet({ ...measure, as: as === "" ? undefined : as })}
          />
          <TextField
            label="Only of rows where"
            value={measure.where ?? ""}
            placeholder="a condition in SQL"
            isCode
            onSet={(where) => onSet({ ...measure, where: where === "" ? undefined : where })}
          />
        </div>
      )}
    </li>
  );
}
