import { useEffect, useState } from "react";
import type { Column, EngineError } from "../../lib/engine/protocol.ts";
import { effectWords } from "./effectWords.ts";
import { type Bench, columnsBefore, countsOf, queriesOf, readEffect, type StepEffect } from "./readEffect.ts";

/** A preview is asked for once nobody has typed for that long. */
const pauseMs = 250;

/** What is shown of a step: what was known stays, and says that it is older, until what is true now is known. */
export interface ShownEffect {
  index: number;
  isBusy: boolean;
  effect: StepEffect | null;
  error: EngineError | null;
}

/** The effect of the chosen step; an answer that comes after the recipe changed is dropped. */
export function useStepEffect(bench: Bench, index: number): ShownEffect {
  const [shown, setShown] = useState<ShownEffect>({ index, isBusy: true, effect: null, error: null });
  useEffect(() => {
    let isGone = false;
    setShown((before) =>
      before.index === index
        ? { ...before, isBusy: true }
        : { index, isBusy: true, effect: null, error: null },
    );
    const timer = setTimeout(() => {
      void readEffect(bench, index, () => isGone).then((answer) => {
        if (isGone || answer === null) return;
        setShown({
          index,
          isBusy: false,
          effect: answer.ok ? answer.value : null,
          error: answer.ok ? null : answer.error,
        });
      });
    }, pauseMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [bench, index]);
  return shown;
}

/** In a few words what each step does, by its place; asked one after the other, once nothing else is. */
export function useEffectWords(bench: Bench, isCalm: boolean): ReadonlyMap<number, string> {
  const [words, setWords] = useState<ReadonlyMap<number, string>>(new Map());
  useEffect(() => {
    if (!isCalm) return;
    let isGone = false;
    void (async () => {
      const told = new Map<number, string>();
      for (const [index, step] of bench.steps.entries()) {
        if (step.isOff) continue;
        const queries = await queriesOf(bench, index);
        if (isGone || !queries.ok) break;
        const counts = await countsOf(bench, queries.value).catch(() => null);
        if (isGone || counts === null) break;
        told.set(index, effectWords(counts, queries.value));
        setWords(new Map(told));
      }
      if (!isGone) setWords(told);
    })();
    return () => {
      isGone = true;
    };
  }, [bench, isCalm]);
  return words;
}

/** The columns that reach a step. */
export function useColumnsBefore(bench: Bench, index: number): readonly Column[] {
  const [known, setKnown] = useState<readonly Column[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void columnsBefore(bench, index).then((columns) => {
      if (!isGone) setKnown(columns);
    });
    return () => {
      isGone = true;
    };
  }, [bench, index]);
  return known ?? bench.target.columns;
}
