import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { withoutStep, withStepMoved, withStepOff } from "../../lib/clean/editRecipe.ts";
import { type Step, wordsOf } from "../../lib/clean/readRecipe.ts";
import { StepError } from "../../lib/clean/stepError.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./StepList.module.css";

const mediaType = "application/x-eider-step";

/** The steps in plain words: chosen, switched, moved (dragged, or with Alt and the arrows) and removed. */
export function StepList(props: {
  source: string;
  steps: readonly Step[];
  /** What each does, once that is known. */
  words: ReadonlyMap<number, string>;
  chosen: number;
  onEdit: (source: string, chosen: number) => void;
}) {
  const { source, steps, words, chosen, onEdit } = props;
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = (at: number, to: number) => {
    if (to >= 0 && to < steps.length && to !== at) onEdit(withStepMoved(source, at, to), to);
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.altKey && by !== 0) move(at, at + by);
    else if (event.key === "Delete") onEdit(withoutStep(source, at), Math.max(0, at - 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((step, at) => (
        <li
          key={keyOf(steps, at)}
          className={styles.step}
          data-chosen={at === chosen || undefined}
          data-off={step.isOff || undefined}
          data-wrong={step.bound instanceof StepError || undefined}
          data-over={
            over === at && dragged !== at ? (dragged !== null && dragged < at ? "below" : "above") : undefined
          }
          draggable
          onDragStart={(event) => {
            event.dataTransfer.setData(mediaType, String(at));
            event.dataTransfer.effectAllowed = "move";
            setDragged(at);
          }}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(at);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) move(dragged, at);
            setDragged(null);
            setOver(null);
          }}
        >
          <GripVertical className={styles.grip} aria-hidden="true" />
          <input
            type="checkbox"
            aria-label={`Step ${at + 1} is on`}
            checked={!step.isOff}
            onChange={({ target }) => onEdit(withStepOff(source, at, !target.checked), at)}
          />
          <button
            type="button"
            className={styles.words}
            aria-current={at === chosen ? "step" : undefined}
            onClick={() => onEdit(source, at)}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            <span className={styles.does}>{`${at + 1}. ${wordsOf(step)}`}</span>
            <span className={styles.effect}>{effectOf(steps, at) ?? words.get(at) ?? "…"}</span>
          </button>
          {at === chosen && (
            <span className={styles.moves}>
              <Button
                icon={<ArrowUp />}
                label={`Move step ${at + 1} up`}
                hint="Alt+↑"
                iconOnly
                tone="quiet"
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              />
              <Button
                icon={<ArrowDown />}
                label={`Move step ${at + 1} down`}
                hint="Alt+↓"
                iconOnly
                tone="quiet"
                disabled={at === steps.length - 1}
                onClick={() => move(at, at + 1)}
              />
              <Button
                icon={<X />}
                label={`Remove step ${at + 1}`}
                hint="Delete"
                iconOnly
                tone="quiet"
                onClick={() => onEdit(withoutStep(source, at), Math.max(0, at - 1))}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The step's kind, and which of those of its kind it is: so that a step that moves keeps its element, and the focus. */
function keyOf(steps: readonly Step[], at: number): string {
  const words = steps.map((step) => wordsOf(step));
  return `${words[at]} ${words.slice(0, at).filter((one) => one === words[at]).length}`;
}

/** Why a step changes nothing as things stand; null where what it changes is known, or will be. */
function effectOf(steps: readonly Step[], at: number): string | null {
  const step = steps[at];
  if (!step || step.isOff) return "off";
  if (step.bound instanceof StepError) return step.bound.message;
  const wrong = steps.findIndex(({ isOff, bound }) => !isOff && bound instanceof StepError);
  return wrong >= 0 && wrong < at ? `waits for step ${wrong + 1}` : null;
}
