import type { ParamDefinition, ParamValue } from "../../lib/params/param.ts";
import type { SetParam } from "./useSetParam.ts";

/** What every control gets. */
export interface ControlProps<D extends ParamDefinition = ParamDefinition> {
  /** Ties the control to its label. */
  id: string;
  /** What the control is called. */
  label: string;
  /** The element that says what is wrong with the value; undefined where nothing is. */
  describedBy: string | undefined;
  definition: D;
  value: ParamValue;
  set: SetParam;
  /** What is wrong with what was entered and not taken; null where all is well. */
  onProblem: (problem: string | null) => void;
}

/** The definition of one type. */
export type Of<T extends ParamDefinition["type"]> = Extract<ParamDefinition, { type: T }>;

/** A refusal as one sentence or two. */
export function sentenceOf({ message, hint }: { message: string; hint?: string }): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
