import {
  CopyMinus,
  Filter,
  Footprints,
  History,
  LayoutGrid,
  type LucideIcon,
  MousePointerClick,
  Repeat,
  Timer,
  Waypoints,
} from "lucide-react";
import { useId } from "react";
import type { AnalysisName } from "../../lib/events/choices.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import styles from "./AnalysisPicker.module.css";
import { useAnalysisEdit } from "./useEventsEdit.ts";

const shown: readonly { kind: AnalysisName; label: string; icon: LucideIcon; hint: string }[] = [
  { kind: "group", label: "Group", icon: LayoutGrid, hint: "Group and pivot by any columns" },
  {
    kind: "sessions",
    label: "Sessions",
    icon: MousePointerClick,
    hint: "Events of one entity that belong together",
  },
  { kind: "funnel", label: "Funnel", icon: Filter, hint: "How many come through steps" },
  { kind: "retention", label: "Retention", icon: Repeat, hint: "How many come again, by cohort" },
  { kind: "paths", label: "Paths", icon: Waypoints, hint: "The most common sequences" },
  { kind: "touch", label: "Touches", icon: Footprints, hint: "Where each came from first and last" },
  { kind: "window", label: "Windows", icon: Timer, hint: "Measures over windows of time" },
  { kind: "dedupe", label: "Repeats", icon: CopyMinus, hint: "The log without repeated events" },
  { kind: "late", label: "Late", icon: History, hint: "Late and out-of-order events" },
];

/** What is asked of the log: one of a few. */
export function AnalysisPicker({ cell, kind }: { cell: Cell; kind: AnalysisName }) {
  const name = useId();
  const choose = useAnalysisEdit(cell);
  return (
    <fieldset aria-label="Analysis" className={styles.picker}>
      {shown.map(({ kind: each, label, icon: Icon, hint }) => (
        <label key={each} className={styles.choice} title={hint}>
          <input
            type="radio"
            className={styles.radio}
            name={name}
            checked={each === kind}
            onChange={() => choose(kind, each)}
          />
          <Icon aria-hidden="true" size={16} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
