import { ChevronRight } from "lucide-react";
import { formatMs } from "../../lib/sql/planText.ts";
import type { PlanStep } from "../../lib/sql/planTree.ts";
import { countOf } from "../ui/formatCount.ts";
import styles from "./PlanView.module.css";
import type { PlanLine } from "./planMove.ts";

/** Rows were expected so many times more or fewer before it is pointed out. */
const farOff = 10;

/** One step of a plan: what it does, its rows, its time and its part of the whole. */
export function PlanLineView(props: {
  line: PlanLine;
  isMeasured: boolean;
  isCurrent: boolean;
  isShown: boolean;
}) {
  const { line, isMeasured, isCurrent, isShown } = props;
  const { step, depth, isClosed } = line;
  const canFold = step.steps.length > 0;
  return (
    <div
      role="treeitem"
      className={styles.line}
      data-step={step.key}
      data-hot={step.isHot || undefined}
      aria-level={depth + 1}
      aria-expanded={canFold ? !isClosed : undefined}
      tabIndex={isCurrent ? 0 : -1}
    >
      <div className={styles.top}>
        <span className={styles.what} style={{ paddingLeft: depth * 16 }}>
          <button
            type="button"
            className={styles.fold}
            tabIndex={-1}
            aria-hidden="true"
            disabled={!canFold}
            data-open={!isClosed || undefined}
            data-folds
          >
            <ChevronRight />
          </button>
          <span className={styles.name}>{step.name}</span>
          <span className={styles.about}>{step.about}</span>
        </span>
        <span className={styles.rows}>{step.rows === null ? "" : countOf(step.rows, "row")}</span>
        <span className={styles.estimate} data-far={isFarOff(step) || undefined}>
          {step.estimatedRows === null ? "" : `~${countOf(step.estimatedRows, "row")}`}
          {step.estimatedRows !== null && <Aloud> expected{isFarOff(step) ? ", far off" : ""}</Aloud>}
        </span>
        {isMeasured && (
          <>
            <span className={styles.time}>{step.ms === null ? "" : formatMs(step.ms)}</span>
            <span className={styles.share}>
              <span className={styles.bar} style={{ width: `${(step.share ?? 0) * 100}%` }} />
            </span>
            <span className={styles.percent}>
              {percent(step)}
              {step.share !== null && <Aloud> of the time</Aloud>}
              {step.isHot && <Aloud>, on the slowest path</Aloud>}
            </span>
          </>
        )}
      </div>
      {isShown && <Details step={step} />}
    </div>
  );
}

function Details({ step }: { step: PlanStep }) {
  if (step.details.length === 0) return <p className={styles.details}>DuckDB tells no more of this step.</p>;
  return (
    <dl className={styles.details}>
      {step.details.map(({ label, values }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{values.join("\n")}</dd>
        </div>
      ))}
    </dl>
  );
}

function percent({ share }: PlanStep): string {
  if (share === null) return "";
  return share > 0 && share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`;
}

function isFarOff({ rows, estimatedRows }: PlanStep): boolean {
  if (rows === null || estimatedRows === null) return false;
  const [less, more] = [Math.min(rows, estimatedRows), Math.max(rows, estimatedRows)];
  return more >= farOff * Math.max(1, less);
}

/** What the drawing says by its place, for who hears the line. */
function Aloud({ children }: { children: React.ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}
