import type { ReactNode } from "react";
import styles from "./ChartFooter.module.css";

interface ChartFooterProps {
  label: string;
  text: string;
  /** Not all rows are on the chart. */
  isPartial: boolean;
  notes: readonly string[];
  isDataShown: boolean;
  onToggleData(): void;
  onSave(format: "png" | "svg"): void;
  /** Saves the chart as Vega-Lite with its rows inside. */
  onSaveSpec(): void;
  canSave: boolean;
  /** What is selected, beside the text. */
  children?: ReactNode;
}

/** The line under a chart: what it was drawn from, and what can be done with it. */
export function ChartFooter(props: ChartFooterProps) {
  const { label, text, isPartial, notes, isDataShown, onToggleData, onSave, onSaveSpec, canSave } = props;
  return (
    <div className={styles.footer}>
      <span className={isPartial ? styles.partial : styles.text}>{text}</span>
      {props.children}
      {notes.map((note) => (
        <span key={note} className={styles.partial}>
          {note}
        </span>
      ))}
      <span className={styles.actions}>
        <button type="button" className={styles.button} aria-expanded={isDataShown} onClick={onToggleData}>
          {isDataShown ? "Hide data" : "Show data"}
        </button>
        <button
          type="button"
          className={styles.button}
          disabled={!canSave}
          aria-label={`Save ${label} as PNG`}
          onClick={() => onSave("png")}
        >
          PNG
        </button>
        <button
          type="button"
          className={styles.button}
          disabled={!canSave}
          aria-label={`Save ${label} as SVG`}
          onClick={() => onSave("svg")}
        >
          SVG
        </button>
        <button
          type="button"
          className={styles.button}
          aria-label={`Save ${label} as Vega-Lite with its data`}
          onClick={onSaveSpec}
        >
          Vega-Lite
        </button>
      </span>
    </div>
  );
}
