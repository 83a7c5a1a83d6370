import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import { unlessOnlyVega } from "../onlyVega.ts";
import { type BaseRows, followStep } from "./baseRows.ts";
import { binStep, calculateStep, filterStep, timeUnitStep } from "./columnSteps.ts";
import { aggregateStep, beforePivot, joinAggregateStep } from "./groupSteps.ts";
import type { RowSource } from "./rowSource.ts";
import { stackStep } from "./stackStep.ts";
import { flattenStep, foldStep } from "./unfoldSteps.ts";
import { windowStep } from "./windowStep.ts";

/** How far a chain of transforms could be followed: the rows behind what was, and what is left for Vega. */
export interface PushedTransforms {
  source: RowSource;
  rest: readonly unknown[];
  /** How many of the transforms are done in SQL. */
  pushed: number;
}

/** Does as much of a chart's transforms in SQL as gives the same rows, from the first one on. */
export function pushTransforms(transforms: readonly unknown[], start: RowSource): PushedTransforms {
  let source = start;
  const follow = (next: RowSource, followed: readonly unknown[]): RowSource =>
    start.base
      ? { ...next, base: followed.reduce((base: BaseRows, step) => followStep(step, base), start.base) }
      : next;
  for (const [index, step] of transforms.entries()) {
    const next = isJsonObject(step) ? unlessOnlyVega(() => applied(step, source)) : null;
    if (!next) {
      const left = transforms.slice(index);
      const before =
        isJsonObject(step) && step.pivot !== undefined
          ? unlessOnlyVega(() => beforePivot(step, source))
          : null;
      if (before)
        return {
          source: follow(before.source, transforms),
          rest: [before.step, ...left.slice(1)],
          pushed: index + 1,
        };
      return { source: follow(source, transforms), rest: left, pushed: index };
    }
    source = next;
  }
  return {
    source: transforms.length > 0 ? follow(source, transforms) : source,
    rest: [],
    pushed: transforms.length,
  };
}

/** The transforms of Vega-Lite that SQL can follow, by the key that tells them apart. */
const steps: readonly (readonly [string, (step: JsonObject, source: RowSource) => RowSource])[] = [
  ["filter", filterStep],
  ["calculate", calculateStep],
  ["joinaggregate", joinAggregateStep],
  ["aggregate", aggregateStep],
  ["bin", binStep],
  ["timeUnit", timeUnitStep],
  ["stack", stackStep],
  ["window", windowStep],
  ["fold", foldStep],
  ["flatten", flattenStep],
];

function applied(step: JsonObject, source: RowSource): RowSource | null {
  for (const [key, apply] of steps) if (step[key] !== undefined) return apply(step, source);
  return null;
}
