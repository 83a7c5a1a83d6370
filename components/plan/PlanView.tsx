import { ClipboardCopy, Timer } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { formatMs, planText } from "../../lib/sql/planText.ts";
import type { PlanTree } from "../../lib/sql/planTree.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { PlanLineView } from "./PlanLineView.tsx";
import styles from "./PlanView.module.css";
import { planLines, planMove } from "./planMove.ts";

/** A query's plan: the steps as a tree, the last one first, with rows and, where the query was run, times. */
export function PlanView({ label, plan }: { label: string; plan: PlanTree }) {
  const [asText, setAsText] = useState(false);
  const text = useMemo(() => planText(plan), [plan]);
  const isMeasured = plan.totalMs !== null;
  return (
    <div className={styles.plan}>
      <header className={styles.header}>
        <span className={styles.total}>
          {plan.totalMs === null
            ? "Estimated plan; nothing was run"
            : `Measured plan · ${formatMs(plan.totalMs)} in all steps`}
        </span>
        {!isMeasured && <MeasureButton label={label} />}
        <Button
          label={asText ? "Show as a tree" : "Show as text"}
          tone="quiet"
          onClick={() => setAsText(!asText)}
        />
        <Button
          icon={<ClipboardCopy />}
          label="Copy plan"
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={() => void navigator.clipboard.writeText(text)}
        />
      </header>
      {asText ? <pre className={styles.text}>{text}</pre> : <Tree label={label} plan={plan} />}
    </div>
  );
}

/** Runs the query, so it is only done when asked for. */
function MeasureButton({ label }: { label: string }) {
  const commands = useCommands();
  const store = useAppStore();
  return (
    <Button
      icon={<Timer />}
      label="Run and measure"
      tone="quiet"
      onClick={() => {
        const cell = store.getState().document.cells.find(({ name }) => name === label);
        if (cell) void commands.sqlTools().then((tools) => tools.explain(cell.id, true));
      }}
    />
  );
}

function Tree({ label, plan }: { label: string; plan: PlanTree }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState("0");
  const tree = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => planLines(plan.root, closed), [plan, closed]);
  const current = lines.some(({ step }) => step.key === at) ? at : "0";

  function onKey(event: React.KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = planMove(lines, current, event.key);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if ("details" in move) setShown(toggled(shown, move.details));
    else if (!("go" in move)) setClosed(toggled(closed, current));
    else {
      setAt(move.go);
      tree.current?.querySelector<HTMLElement>(`[data-step="${move.go}"]`)?.focus();
    }
  }

  function onClick({ target }: React.MouseEvent): void {
    const key = target instanceof Element ? stepOf(target) : null;
    if (key === null || !(target instanceof Element)) return;
    if (target.closest("[data-folds]")) setClosed(toggled(closed, key));
    else setShown(toggled(shown, key));
  }

  return (
    <div
      ref={tree}
      className={styles.tree}
      role="tree"
      onClick={onClick}
      onFocus={({ target }) => setAt(stepOf(target) ?? "0")}
      aria-label={`Plan of ${label}`}
      onKeyDown={onKey}
    >
      {lines.map((line) => (
        <PlanLineView
          key={line.step.key}
          line={line}
          isMeasured={plan.totalMs !== null}
          isCurrent={line.step.key === current}
          isShown={shown.has(line.step.key)}
        />
      ))}
    </div>
  );
}

function stepOf(element: Element): string | null {
  return element.closest("[data-step]")?.getAttribute("data-step") ?? null;
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(set);
  if (!after.delete(key)) after.add(key);
  return after;
}
