"use client";

import { Database } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { readRecipe, type Step } from "../../lib/clean/readRecipe.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns } from "../../lib/store/selectors.ts";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import { RelationNeeded } from "../relation/RelationNeeded.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { AddStep } from "./AddStep.tsx";
import styles from "./CleanBuilder.module.css";
import { StepForm } from "./StepForm.tsx";
import { StepList } from "./StepList.tsx";
import { StepPreview } from "./StepPreview.tsx";
import { useBench } from "./useBench.ts";
import { useColumnsBefore, useEffectWords, useStepEffect } from "./useStepEffect.ts";

/** A recipe as a list of steps beside what the chosen one does; every change is written into the cell's text. */
export function CleanBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const from = cell.options.from ?? "";
  const columns = useApp((state) => relationColumns(state, from));
  const read = useMemo(() => readRecipe(cell.source), [cell.source]);
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      {from === "" || !columns ? (
        <RelationNeeded cell={cell} label="Clean the relation" purpose="A recipe cleans a relation" />
      ) : !read.ok ? (
        <p className={styles.note}>
          {`Line ${read.error.line ?? 1} of the text cannot be read: ${read.error.message} ${read.error.hint ?? ""}`}
        </p>
      ) : (
        <Recipe cell={cell} from={from} columns={columns} steps={read.value} />
      )}
    </section>
  );
}

function Recipe(props: { cell: Cell; from: string; columns: readonly Column[]; steps: readonly Step[] }) {
  const { cell, from, columns, steps } = props;
  const commands = useCommands();
  const bench = useBench(cell, from, columns, steps);
  // Until one is chosen it is the last, which was put in last.
  const [chosen, setChosen] = useState<number | null>(null);
  const last = Math.max(0, steps.length - 1);
  const index = Math.min(chosen ?? last, last);
  const shown = useStepEffect(bench, index);
  const words = useEffectWords(bench, !shown.isBusy);
  const before = useColumnsBefore(bench, index);
  const step = steps[index];
  const edit = (source: string, next = index) => {
    setChosen(next);
    if (source !== cell.source) commands.edit([{ type: "setSource", id: cell.id, source }]);
  };
  return (
    <>
      <div className={styles.bench} data-empty={steps.length === 0 || undefined}>
        <div className={styles.side}>
          {steps.length === 0 && (
            <p className={styles.note}>
              {`A recipe cleans ${from} step by step. Add the first; what it changes is shown before anything runs.`}
            </p>
          )}
          <StepList source={cell.source} steps={steps} words={words} chosen={index} onEdit={edit} />
          <AddStep
            source={cell.source}
            at={steps.length === 0 ? 0 : index + 1}
            columns={before}
            steps={steps}
            onEdit={edit}
          />
        </div>
        {step && (
          <div className={styles.step}>
            <StepForm
              key={`${index} ${step.kind.key}`}
              source={cell.source}
              index={index}
              step={step}
              columns={before}
              onEdit={edit}
            />
            <StepPreview shown={shown} isOff={step.isOff} />
          </div>
        )}
      </div>
      {steps.length > 0 && (
        <div className={styles.foot}>
          <Button
            icon={<Database />}
            label="Turn into a SQL cell"
            tone="quiet"
            onClick={() => void commands.turnIntoSql(cell.id)}
          />
        </div>
      )}
    </>
  );
}
