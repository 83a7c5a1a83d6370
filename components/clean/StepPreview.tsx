import { type ReactNode, useState } from "react";
import { ExamplesTable } from "./ExamplesTable.tsx";
import { counted, effectWords } from "./effectWords.ts";
import type { StepEffect, TextTable } from "./readEffect.ts";
import styles from "./StepPreview.module.css";
import type { ShownEffect } from "./useStepEffect.ts";

/** What the chosen step does: counts, then examples of what it changes, leaves out and cannot read. */
export function StepPreview({ shown, isOff }: { shown: ShownEffect; isOff: boolean }) {
  const { effect, error, isBusy } = shown;
  return (
    <section className={styles.preview} aria-label="Preview of the step" aria-busy={isBusy}>
      <p className={styles.counts} role="status">
        {effect
          ? `${isOff ? "If it were on: " : ""}${effectWords(effect.counts, effect.queries)} · ${counted(effect.counts.before, "row")} in, ${counted(effect.counts.after, "row")} out`
          : error
            ? "No preview"
            : "Looking at the rows…"}
      </p>
      {error && (
        <p className={styles.wrong} role="alert">
          {`${error.line === undefined ? "" : `Line ${error.line}: `}${error.message} ${error.hint ?? ""}`}
        </p>
      )}
      {effect ? <Effect effect={effect} isBusy={isBusy} /> : <div className={styles.waiting} />}
    </section>
  );
}

interface Face {
  id: string;
  label: string;
  draw: () => ReactNode;
}

function Effect({ effect, isBusy }: { effect: StepEffect; isBusy: boolean }) {
  const faces = facesOf(effect);
  const [chosen, setChosen] = useState("");
  const face = faces.find(({ id }) => id === chosen) ?? faces[0];
  return (
    <div className={styles.effect} data-busy={isBusy || undefined}>
      <CountList effect={effect} />
      {faces.length > 1 && (
        <fieldset className={styles.faces} aria-label="What is shown">
          {faces.map(({ id, label }) => (
            <button key={id} type="button" aria-pressed={id === face?.id} onClick={() => setChosen(id)}>
              {label}
            </button>
          ))}
        </fieldset>
      )}
      {face?.draw() ?? <p className={styles.none}>Every row passes as it is.</p>}
    </div>
  );
}

/** Counts by column, where there are several or something is not as it should be. */
function CountList({ effect: { counts, queries, checks } }: { effect: StepEffect }) {
  const lines: { key: string; text: string; tone?: "warn" | "bad" }[] = [
    ...(queries.changed.length > 1
      ? queries.changed.map((column, at) => ({
          key: `c${column}`,
          text: `${column}: ${counted(counts.changed[at] ?? 0, "cell")}`,
        }))
      : []),
    ...queries.failed.flatMap(({ column, reason, isRejected }, at) => {
      const count = counts.failed[at] ?? 0;
      if (count === 0) return [];
      const fate = isRejected ? "their rows are set aside" : "what becomes of them is chosen above";
      return [
        {
          key: `f${column}`,
          text: `${column}: ${counted(count, "value")} ${count === 1 ? "is" : "are"} ${reason} (${fate})`,
          tone: "warn" as const,
        },
      ];
    }),
    ...queries.doubted.flatMap(({ column, says }, at) => {
      const count = counts.doubted[at] ?? 0;
      return count === 0
        ? []
        : [
            {
              key: `d${column}`,
              text: `${column}: ${counted(count, "value")} ${says}`,
              tone: "warn" as const,
            },
          ];
    }),
    ...queries.notes.map((text) => ({ key: `n${text}`, text, tone: "warn" as const })),
    ...checks.map(({ name, failed, rows, stops }) => ({
      key: `k${name}`,
      text:
        failed === 0
          ? `✓ ${name}`
          : `✕ ${name}: fails for ${failed.toLocaleString("en-US")} of ${counted(rows, "row")}${stops ? ", which stops the cell" : ""}`,
      ...(failed === 0 ? {} : { tone: stops ? ("bad" as const) : ("warn" as const) }),
    })),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={styles.list}>
      {lines.map(({ key, text, tone }) => (
        <li key={key} data-tone={tone}>
          {text}
        </li>
      ))}
    </ul>
  );
}

function facesOf({ changes, failures, removed, result, checks }: StepEffect): Face[] {
  const face = (id: string, label: string, table: TextTable | null, kind: "changes" | "rows"): Face[] =>
    table && table.rows.length > 0
      ? [{ id, label, draw: () => <ExamplesTable label={label} table={table} kind={kind} /> }]
      : [];
  return [
    ...face("changes", "Changed cells", changes, "changes"),
    ...face("failures", "Cannot be read", failures, "rows"),
    ...face("removed", "Rows left out", removed, "rows"),
    ...checks.flatMap(({ name, failing }) => face(`check ${name}`, `Fails: ${name}`, failing, "rows")),
    ...face("result", "Rows after it", result, "rows"),
  ];
}
