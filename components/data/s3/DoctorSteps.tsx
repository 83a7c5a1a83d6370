import { Circle, CircleCheck, CircleDashed, CircleMinus, CircleX } from "lucide-react";
import { useEffect, useRef } from "react";
import type { DoctorStep } from "../../../lib/s3/s3.ts";
import { CopyBlock } from "./CopyBlock.tsx";
import styles from "./Doctor.module.css";
import type { Doctor } from "./useDoctor.ts";

const icons = {
  waiting: Circle,
  running: CircleDashed,
  ok: CircleCheck,
  failed: CircleX,
  skipped: CircleMinus,
};

const words: Record<DoctorStep["state"], string> = {
  waiting: "waits",
  running: "running",
  ok: "works",
  failed: "fails",
  skipped: "skipped",
};

/** What a test found, step by step; of the step that fails also what to do about it. */
export function DoctorSteps({ doctor }: { doctor: Doctor }) {
  const { steps, isRunning, problem } = doctor;
  const section = useRef<HTMLElement>(null);
  // Below a long form it would not be seen.
  useEffect(() => {
    if (isRunning || problem !== null || hasEnded(steps))
      section.current?.scrollIntoView({ block: "nearest" });
  }, [isRunning, problem, steps]);
  if (steps.length === 0 && !isRunning && problem === null) return null;
  return (
    <section ref={section} className={styles.steps} aria-label="What the test found">
      <p className={styles.summary} role="status">
        {problem === null ? summaryOf(steps, isRunning) : `The test could not be made: ${problem}`}
      </p>
      <ol className={styles.list}>
        {steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step }: { step: DoctorStep }) {
  const { state, title, detail, fix } = step;
  const Icon = icons[state];
  return (
    <li className={styles.step} data-state={state}>
      <Icon aria-hidden="true" />
      <div className={styles.found}>
        <p>
          <span className={styles.name}>{title}</span> <span className={styles.state}>{words[state]}</span>
        </p>
        {detail !== "" && <p className={styles.detail}>{detail}</p>}
        {fix.map((block) =>
          block.isCode ? (
            <CopyBlock key={block.title} title={block.title} text={block.text} />
          ) : (
            <p key={block.title} className={styles.fix}>
              {block.title !== "" && <strong>{block.title}: </strong>}
              {block.text}
            </p>
          ),
        )}
      </div>
    </li>
  );
}

function hasEnded(steps: readonly DoctorStep[]): boolean {
  return steps.length > 0 && steps.every(({ state }) => state !== "waiting" && state !== "running");
}

function summaryOf(steps: readonly DoctorStep[], isRunning: boolean): string {
  const failed = steps.find(({ state }) => state === "failed");
  if (failed) return `It fails at: ${failed.title}.`;
  if (isRunning) return "Testing…";
  return steps.every(({ state }) => state === "ok" || state === "skipped")
    ? "Everything works."
    : "The test was stopped.";
}
