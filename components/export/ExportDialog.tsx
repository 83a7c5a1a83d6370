"use client";

import { useId, useMemo, useRef, useState } from "react";
import type { ExportFormat } from "../../lib/engine/protocol.ts";
import { exportProjection } from "../../lib/export/exportProjection.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./ExportDialog.module.css";
import { formatChoices } from "./exportFormats.ts";

const codecs = ["zstd", "snappy", "gzip", "none"];
const usualRowGroup = 122_880;

interface Progress {
  done: number;
  total: number;
}

/** How a relation goes out as a file: the format, what belongs to it, what it cannot hold, and how far it is. */
export function ExportDialog({ relation, onClose }: { relation: string; onClose: () => void }) {
  const id = useId();
  const commands = useCommands();
  const known = useApp((state) => state.relations.find(({ name }) => name === relation));
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [isSafe, setSafe] = useState(true);
  const [codec, setCodec] = useState("zstd");
  const [rowGroup, setRowGroup] = useState(String(usualRowGroup));
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const first = useRef<HTMLSelectElement>(null);
  const notes = useMemo(() => exportProjection(format, known?.columns ?? []).notes, [format, known]);
  const isText = format === "csv" || format === "tsv";
  const groupRows = /^\d+$/.test(rowGroup) ? Number(rowGroup) : 0;
  const problem = format === "parquet" && groupRows < 1 ? "Write a whole number of rows, 1 or more." : null;

  const write = async () => {
    const abort = new AbortController();
    stopping.current = abort;
    setProgress({ done: 0, total: known?.rowCount ?? 0 });
    const options = isText ? { safe: isSafe } : format === "parquet" ? { codec, rowGroup: groupRows } : {};
    const isWritten = await commands.exportRelation(relation, format, options, {
      signal: abort.signal,
      onProgress: (done, total) => setProgress({ done, total }),
    });
    stopping.current = null;
    setProgress(null);
    if (isWritten) onClose();
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
          if (progress === null && problem === null) void write();
        }}
      >
        <div className={styles.field}>
          <label htmlFor={`${id}-format`}>Format</label>
          <select
            ref={first}
            id={`${id}-format`}
            className={styles.control}
            value={format}
            disabled={progress !== null}
            aria-describedby={`${id}-about`}
            onChange={(event) => setFormat(event.currentTarget.value as ExportFormat)}
          >
            {formatChoices.map((choice) => (
              <option key={choice.format} value={choice.format}>
                {choice.label}
              </option>
            ))}
          </select>
          <p id={`${id}-about`} className={styles.hint}>
            {formatChoices.find((choice) => choice.format === format)?.about}
          </p>
        </div>
        {isText && (
          <div className={styles.field}>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={isSafe}
                disabled={progress !== null}
                onChange={(event) => setSafe(event.currentTarget.checked)}
              />
              Safe for spreadsheets
            </label>
            <p className={styles.hint}>
              Puts ' before text that a spreadsheet would run as a formula. Leave it out for programs.
            </p>
          </div>
        )}
        {format === "parquet" && (
          <div className={styles.pair}>
            <div className={styles.field}>
              <label htmlFor={`${id}-codec`}>Compression</label>
              <select
                id={`${id}-codec`}
                className={styles.control}
                value={codec}
                disabled={progress !== null}
                onChange={(event) => setCodec(event.currentTarget.value)}
              >
                {codecs.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </div>
            <div className={styles.field}>
              <label htmlFor={`${id}-group`}>Rows of a row group</label>
              <input
                id={`${id}-group`}
                className={styles.control}
                inputMode="numeric"
                value={rowGroup}
                disabled={progress !== null}
                aria-invalid={problem !== null}
                aria-describedby={problem === null ? undefined : `${id}-problem`}
                onChange={(event) => setRowGroup(event.currentTarget.value)}
              />
              {problem !== null && (
                <p id={`${id}-problem`} className={styles.problem}>
                  {problem}
                </p>
              )}
            </div>
          </div>
        )}
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
        <div className={styles.foot}>
          <Where progress={progress} rows={known?.rowCount ?? null} columns={known?.columns.length ?? 0} />
          {progress === null ? (
            <Button label="Export" type="submit" tone="primary" disabled={problem !== null} />
          ) : (
            <Button label="Stop" onClick={() => stopping.current?.abort()} />
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** How much there is to write; once it is being written, how much of it is. */
function Where({
  progress,
  rows,
  columns,
}: {
  progress: Progress | null;
  rows: number | null;
  columns: number;
}) {
  if (progress === null)
    return (
      <p className={styles.quiet}>
        {rows === null ? "" : `${countOf(rows, "row")}, `}
        {countOf(columns, "column")}
      </p>
    );
  const { done, total } = progress;
  return (
    <div className={styles.progress}>
      <progress aria-label="Rows written" value={done} max={Math.max(1, total)} />
      <p className={styles.quiet}>
        {done.toLocaleString("en-US")} of {countOf(total, "row")}
      </p>
    </div>
  );
}
