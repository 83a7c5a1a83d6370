import type { StepDefinition } from "./stepDefinition.ts";
import { userAgent } from "./steps/agentStep.ts";
import { check } from "./steps/checkStep.ts";
import { derive, drop, flatten, keep, rename, reorder, unpivot } from "./steps/columnSteps.ts";
import { email, phone, url } from "./steps/contactSteps.ts";
import { boolean, cast, number } from "./steps/conversionSteps.ts";
import { date } from "./steps/dateStep.ts";
import { fill, outliers } from "./steps/fillSteps.ts";
import { ip, ipParts } from "./steps/ipSteps.ts";
import { json } from "./steps/jsonStep.ts";
import { pivot } from "./steps/pivotStep.ts";
import { dedupe, filter, unnest } from "./steps/rowSteps.ts";
import { extract, merge, split } from "./steps/splitSteps.ts";
import { letterCase, nulls, replace, trim } from "./steps/textSteps.ts";
import { typescript } from "./steps/typescriptStep.ts";
import { map, normalize, repair } from "./steps/valueSteps.ts";

/** Kinds of steps in the order in which they are offered: what is done most comes first. */
export const stepGroups: readonly { label: string; kinds: readonly StepDefinition[] }[] = [
  { label: "Texts", kinds: [trim, nulls, replace, letterCase, map, normalize, repair] },
  { label: "Types", kinds: [number, date, boolean, cast, email, phone, ip] },
  { label: "Rows", kinds: [filter, dedupe, fill, outliers, unnest] },
  {
    label: "Columns",
    kinds: [
      rename,
      drop,
      keep,
      reorder,
      derive,
      typescript,
      split,
      merge,
      extract,
      url,
      ipParts,
      userAgent,
      json,
      flatten,
    ],
  },
  { label: "Shape", kinds: [pivot, unpivot] },
  { label: "Checks", kinds: [check] },
];

/** By the key that stands in the recipe. */
export const stepKinds: ReadonlyMap<string, StepDefinition> = new Map(
  stepGroups.flatMap(({ kinds }) => kinds.map((kind) => [kind.key, kind] as const)),
);
