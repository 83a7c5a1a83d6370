import { useState } from "react";
import { type Options, optionsOf, withOptions } from "../../lib/clean/editRecipe.ts";
import type { Step } from "../../lib/clean/readRecipe.ts";
import { StepError } from "../../lib/clean/stepError.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { FieldControl } from "./FieldControl.tsx";
import styles from "./StepForm.module.css";

/** A form with more options than these shows the others when asked. */
const mostShown = 6;

/** The options of a step as a form: what is required and what was said first, all others below. */
export function StepForm(props: {
  source: string;
  index: number;
  step: Step;
  columns: readonly Column[];
  onEdit: (source: string) => void;
}) {
  const { source, index, step, columns, onEdit } = props;
  const { kind, bound } = step;
  const options = optionsOf(step);
  const set = (key: string, value: unknown) => {
    const next: Record<string, unknown> = { ...options };
    const isOwn = value === undefined || same(value, kind.fields[key]?.absent?.value);
    if (isOwn && kind.fields[key]?.absent) delete next[key];
    else next[key] = value;
    onEdit(withOptions(source, index, kind, next));
  };
  // What was said when the form was opened stays where it is while it is changed.
  const [first] = useState(() => Object.keys(options));
  const keys = Object.keys(kind.fields);
  const isShown = (key: string) =>
    keys.length <= mostShown || kind.fields[key]?.absent === null || first.includes(key);
  const [shown, others] = [keys.filter(isShown), keys.filter((key) => !isShown(key))];
  const controls = (some: readonly string[]) =>
    some.flatMap((key) => {
      const field = kind.fields[key];
      return field ? (
        <FieldControl
          key={key}
          field={field}
          value={shownValue(options, key, field.absent?.value)}
          columns={columns}
          onSet={(value) => set(key, value)}
        />
      ) : (
        []
      );
    });
  return (
    <div className={styles.form}>
      <div className={styles.head}>
        <p className={styles.title}>{kind.label}</p>
        <p>{kind.about}</p>
      </div>
      <div className={styles.fields}>{controls(shown)}</div>
      {others.length > 0 && (
        <details className={styles.more}>
          <summary>{`More options (${others.length})`}</summary>
          <div className={styles.fields}>{controls(others)}</div>
        </details>
      )}
      {bound instanceof StepError && (
        <p role="alert" className={styles.wrong}>
          {`${bound.message} ${bound.hint}`}
        </p>
      )}
    </div>
  );
}

/** What is written, or what holds where nothing is. */
function shownValue(options: Options, key: string, absent: unknown): unknown {
  if (options[key] !== undefined) return options[key];
  if (Array.isArray(absent)) return absent.map(bare);
  return bare(absent);
}

/** A default that has a place is a text that stands nowhere. */
function bare(value: unknown): unknown {
  return typeof value === "object" && value !== null && "place" in value && "value" in value
    ? value.value
    : value;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(Array.isArray(b) ? b.map(bare) : bare(b));
}
