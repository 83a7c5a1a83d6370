import { memo, useId } from "react";
import type { RejectedRow } from "../../../lib/engine/rejectedRow.ts";
import { offendingPart } from "../../../lib/rejects/offendingPart.ts";
import { Button } from "../../ui/Button.tsx";
import { formatCount } from "../../ui/formatCount.ts";
import styles from "./RejectedRowField.module.css";

interface RowProps {
  row: RejectedRow;
  /** Shown before the line where the source has several files. */
  showsFile: boolean;
  text: string;
  isOut: boolean;
  /** null where the text loads, why it does not, or undefined until that is known. */
  verdict: string | null | undefined;
  onText: (row: RejectedRow, text: string) => void;
  onOut: (row: RejectedRow, isOut: boolean) => void;
}

/** One rejected row: where it is, what is wrong with it, and its text to correct. */
export const RejectedRowField = memo(function RejectedRowField(props: RowProps) {
  const { row, showsFile, text, isOut, onText, onOut } = props;
  const id = useId();
  const isChanged = text !== row.raw;
  const place = row.line === null ? "Unknown line" : `Line ${formatCount(row.line)}`;
  const name = showsFile ? `${row.file}, ${place.toLowerCase()}` : place;
  const state = stateOf(props, isChanged);
  return (
    <li className={styles.row} data-state={state}>
      <div className={styles.head}>
        <strong>{name}</strong>
        <span className={styles.problems} id={`${id}-why`}>
          {row.problems.map(({ column, reason }) => (
            <span key={`${column}: ${reason}`}>
              {column !== null && <code>{column}</code>} {reason}
            </span>
          ))}
        </span>
        {row.key !== null && (
          <span className={styles.buttons}>
            {isChanged && !isOut && (
              <Button
                label="Reset"
                aria-label={`Reset ${name}`}
                tone="quiet"
                onClick={() => onText(row, row.raw)}
              />
            )}
            <Button
              label={isOut ? "Take in" : "Leave out"}
              aria-label={`${isOut ? "Take in" : "Leave out"} ${name}`}
              tone="quiet"
              onClick={() => onOut(row, !isOut)}
            />
          </span>
        )}
      </div>
      <div className={styles.text}>
        <Marked text={text} row={row} />
        <textarea
          aria-label={`Text of ${name}`}
          aria-describedby={`${id}-why ${id}-state`}
          aria-invalid={state === "bad" || undefined}
          spellCheck={false}
          autoComplete="off"
          rows={1}
          readOnly={isOut || row.key === null}
          value={text}
          onChange={({ target }) => onText(row, target.value)}
        />
      </div>
      <p className={styles.state} id={`${id}-state`}>
        {sentenceOf(props, state)}
      </p>
    </li>
  );
});

/** The text under the field, which gives it its height, with the part marked that was found to be wrong. */
function Marked({ text, row }: { text: string; row: RejectedRow }) {
  const part = offendingPart(text, row.problems);
  return (
    <div className={styles.marked} aria-hidden="true">
      {text.slice(0, part?.from ?? 0)}
      {part && <mark>{text.slice(part.from, part.to)}</mark>}
      {/* A last empty line would have no height. */}
      {`${text.slice(part?.to ?? 0)}\u200b`}
    </div>
  );
}

type State = "same" | "out" | "waiting" | "good" | "bad" | "stuck";

function stateOf({ row, isOut, verdict }: RowProps, isChanged: boolean): State {
  if (row.key === null) return "stuck";
  if (isOut) return "out";
  if (!isChanged) return "same";
  if (verdict === undefined) return "waiting";
  return verdict === null ? "good" : "bad";
}

function sentenceOf({ verdict }: RowProps, state: State): string {
  switch (state) {
    case "same":
      return "As in the file";
    case "out":
      return "Left out on purpose";
    case "waiting":
      return "Trying…";
    case "good":
      return "Loads";
    case "bad":
      return `Does not load: ${verdict ?? ""}`;
    case "stuck":
      return "Cannot be mended here: its line is not known, or other rows are rejected in the same line";
  }
}
