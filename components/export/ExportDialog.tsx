"use client";

import { useEffect, useId, useMemo, useRef, useState } from "react";
import { exportProjection } from "../../lib/export/exportProjection.ts";
import type { OutFormat, OutProgress } from "../../lib/writeOut/plan.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { countOf } from "../ui/formatCount.ts";
import { CheckField, SelectField, TextField } from "./ChoiceFields.tsx";
import styles from "./ExportDialog.module.css";
import { codecChoices, formatChoices, formatOf } from "./exportFormats.ts";
import { insertExport } from "./insertExport.ts";
import { MoreFields } from "./MoreFields.tsx";
import {
  choiceProblems,
  hasLayout,
  isDelimited,
  type OutChoice,
  optionsOf,
  placeOf,
  planOf,
  usualChoice,
} from "./outChoice.ts";
import { PlaceFields, type Places } from "./PlaceFields.tsx";
import { WrittenSoFar } from "./WrittenSoFar.tsx";

/** How a relation goes out as files: the format, what belongs to it, where to, what it cannot hold, and how far it is. */
export function ExportDialog({ relation, onClose }: { relation: string; onClose: () => void }) {
  const id = useId();
  const commands = useCommands();
  const store = useAppStore();
  const known = useApp((state) => state.relations.find(({ name }) => name === relation));
  const [choice, setChoice] = useState<OutChoice>(usualChoice);
  const [places, setPlaces] = useState<Places>(null);
  const [progress, setProgress] = useState<OutProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    const none = { hasFolders: false, connections: [] };
    void commands
      .waysOut()
      .then((ways) => ways.places())
      .then(setPlaces, () => setPlaces(none));
  }, [commands]);

  const { format } = choice;
  const inFiles = useMemo(
    () =>
      (known?.columns ?? []).filter(({ name }) => !hasLayout(choice) || !choice.partitionBy.includes(name)),
    [known, choice],
  );
  const notes = useMemo(
    () => (format === "duckdb" ? [] : exportProjection(format, inFiles).notes),
    [format, inFiles],
  );
  const problems = choiceProblems(choice);
  const isWrong = problems.rowGroup !== null || problems.splitAfter !== null;
  const isBusy = progress !== null;
  const set = (change: Partial<OutChoice>) => {
    setProblem(null);
    setChoice((before) => ({ ...before, ...change }));
  };
  const fields = { choice, isBusy, set };

  const write = async () => {
    const abort = new AbortController();
    stopping.current = abort;
    setProgress({ phase: "writing", done: 0, total: known?.rowCount ?? 0, files: 0 });
    const watch = { signal: abort.signal };
    setProblem(null);
    if (choice.place === "file" && format !== "duckdb") {
      const onProgress = (done: number, total: number) =>
        setProgress({ phase: "writing", done, total, files: 1 });
      const options = optionsOf(choice);
      if (await commands.exportRelation(relation, format, options, { ...watch, onProgress })) onClose();
    } else {
      // A browser may refuse its own dialog, and a part of the app may not arrive.
      const ended = await commands
        .waysOut()
        .then((ways) =>
          ways.write(planOf(choice, relation), placeOf(choice), { ...watch, onProgress: setProgress }),
        )
        .catch((thrown: unknown) => ({
          end: "failed" as const,
          problem: thrown instanceof Error ? thrown.message : String(thrown),
        }));
      if (ended.end === "failed") setProblem(ended.problem);
      if (ended.end === "written") onClose();
    }
    stopping.current = null;
    setProgress(null);
  };
  const close = () => {
    stopping.current?.abort();
    onClose();
  };

  return (
    <Dialog title={`Export ${relation}`} firstFocus={first} onClose={close}>
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && !isWrong) void write();
        }}
      >
        <div className={styles.field}>
          <label htmlFor={`${id}-format`}>Format</label>
          <select
            ref={first}
            id={`${id}-format`}
            className={styles.control}
            value={format}
            disabled={isBusy}
            aria-describedby={`${id}-about`}
            onChange={(event) => set({ format: event.currentTarget.value as OutFormat })}
          >
            {formatChoices.map((one) => (
              <option key={one.format} value={one.format}>
                {one.label}
              </option>
            ))}
          </select>
          <p id={`${id}-about`} className={styles.hint}>
            {formatOf(format).about}
          </p>
        </div>
        {isDelimited(choice) && (
          <CheckField
            checked={choice.isSafe}
            disabled={isBusy}
            onChange={(isSafe) => set({ isSafe })}
            hint="Puts ' before text that a spreadsheet would run as a formula. Leave it out for programs."
          >
            Safe for spreadsheets
          </CheckField>
        )}
        {format === "parquet" && (
          <div className={styles.pair}>
            <SelectField
              label="Compression"
              value={choice.codec}
              options={codecChoices}
              disabled={isBusy}
              onChange={(codec) => set({ codec })}
            />
            <TextField
              label="Rows of a row group"
              value={choice.rowGroup}
              isNumber
              disabled={isBusy}
              problem={problems.rowGroup}
              onChange={(rowGroup) => set({ rowGroup })}
            />
          </div>
        )}
        <PlaceFields {...fields} places={places} />
        <MoreFields
          {...fields}
          relation={relation}
          columns={(known?.columns ?? []).map(({ name }) => name)}
          splitProblem={problems.splitAfter}
        />
        {notes.length > 0 && (
          <section className={styles.notes} aria-label="What it cannot hold as it is">
            <p>This format has no such types; they are written otherwise:</p>
            <ul>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </section>
        )}
        {problem !== null && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <div className={styles.foot}>
          {progress === null ? (
            <p className={styles.quiet}>
              {known?.rowCount == null ? "" : `${countOf(known.rowCount, "row")}, `}
              {countOf(known?.columns.length ?? 0, "column")}
            </p>
          ) : (
            <WrittenSoFar progress={progress} />
          )}
          {progress === null ? (
            <div className={styles.ends}>
              <Button
                label="Keep as a cell"
                disabled={isWrong}
                onClick={() => {
                  insertExport({ store, commands }, relation, choice, places?.connections ?? []);
                  onClose();
                }}
              />
              <Button label="Export" type="submit" tone="primary" disabled={isWrong} />
            </div>
          ) : (
            <Button label="Stop" onClick={() => stopping.current?.abort()} />
          )}
        </div>
      </form>
    </Dialog>
  );
}
