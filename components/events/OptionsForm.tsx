import type { Path } from "../../lib/events/choiceError.ts";
import type { Happening, Measure } from "../../lib/events/choices.ts";
import { type Duration, durationText, readDuration } from "../../lib/events/duration.ts";
import { isTime } from "../../lib/events/sql/eventLog.ts";
import { ColumnChips } from "./ColumnChips.tsx";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import { HappeningField } from "./HappeningField.tsx";
import { MeasureRows } from "./MeasureRows.tsx";
import type { OptionField } from "./optionFields.ts";
import { StepsField } from "./StepsField.tsx";
import { TextField } from "./TextField.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

const lengths = ["5 minutes", "15 minutes", "30 minutes", "1 hour", "6 hours", "1 day", "7 days", "30 days"];

/** The choices of an analysis, each where it stands in the text. */
export function OptionsForm(
  props: FormContext & { path: Path; fields: readonly OptionField[]; of: Readonly<Record<string, unknown>> },
) {
  const { fields, of, ...context } = props;
  return (
    <div className={styles.form}>
      {fields.map((field) => (
        <Option key={field.key} {...context} field={field} value={of[field.key]} />
      ))}
    </div>
  );
}

function Option(props: FormContext & { path: Path; field: OptionField; value: unknown }) {
  const { cell, columns, path, field, value } = props;
  const edit = useEventsEdit(cell);
  const place = [...path, field.key];
  const set = (written: string) => edit(place, written === "" ? null : written);
  const { label } = field;
  switch (field.type) {
    case "duration":
      return (
        <TextField
          label={label}
          value={value === undefined ? "" : durationText(value as Duration)}
          placeholder={field.none}
          offered={lengths}
          problemOf={(text) => (text === "" || readDuration(text) ? null : "Such as 30 minutes or 7 days.")}
          onSet={set}
        />
      );
    case "whole":
      return (
        <TextField
          label={label}
          value={value === undefined ? "" : String(value)}
          placeholder={field.none}
          problemOf={(text) => (text === "" || /^[1-9]\d{0,4}$/.test(text) ? null : "A whole number.")}
          onSet={set}
        />
      );
    case "predicate":
      return (
        <TextField
          label={label}
          value={typeof value === "string" ? value : ""}
          placeholder={field.none}
          isCode
          onSet={set}
        />
      );
    case "flag":
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={value === true}
            onChange={({ target }) => edit(place, target.checked ? "true" : null)}
          />
          {label}
        </label>
      );
    case "choice":
    case "column": {
      const options =
        field.type === "choice"
          ? field.options
          : columns
              .filter((column) => field.only !== "time" || isTime(column))
              .map(({ name }) => [name, name] as const);
      const chosen = typeof value === "string" ? value : "";
      return (
        <label className={styles.field}>
          <span className={styles.label}>{label}</span>
          <select
            className={styles.control}
            // What is said and is what holds anyway has no line of its own.
            value={options.some(([each]) => each === chosen) ? chosen : ""}
            data-default={chosen === "" || undefined}
            onChange={({ target }) => set(target.value)}
          >
            <option value="">{field.none}</option>
            {options.map(([each, shown]) => (
              <option key={each} value={each}>
                {shown}
              </option>
            ))}
          </select>
        </label>
      );
    }
    case "columns":
      return (
        <ColumnChips
          {...props}
          label={label}
          none={field.none}
          names={(value as string[] | undefined) ?? []}
          place={place}
        />
      );
    case "happening":
      return (
        <HappeningField
          {...props}
          label={label}
          none={field.none}
          value={value as Happening | undefined}
          onSet={(plain) => edit(place, plain)}
        />
      );
    case "steps":
      return (
        <StepsField {...props} label={label} steps={(value as Happening[] | undefined) ?? []} place={place} />
      );
    case "measures":
      return (
        <MeasureRows
          {...props}
          measures={(value as Measure[] | undefined) ?? []}
          place={place}
          isShelf={false}
        />
      );
  }
}
