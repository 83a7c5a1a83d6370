import { closestName } from "../dataflow/closestName.ts";
import type { Outcome } from "../engine/protocol.ts";
import type { BoundStep, StepDefinition } from "./stepDefinition.ts";
import { errorAt, StepError } from "./stepError.ts";
import { stepKinds } from "./stepKinds.ts";
import { type Place, readYaml, type Tree } from "./yamlTree.ts";

/** One step of a recipe as it is written. */
export interface Step {
  kind: StepDefinition;
  /** What stands behind its key. */
  tree: Tree;
  isOff: boolean;
  place: Place;
  /** Its options, or what is wrong with them. */
  bound: BoundStep | StepError;
}

/** Keys beside a step's own. */
const marks = ["off"];

/**
 * The steps of a recipe, from its text alone: a YAML list of one step an item. A step whose options cannot be read is
 * among them with its error; what is no list of known steps is an error at its place.
 */
export function readRecipe(source: string): Outcome<Step[]> {
  try {
    const tree = readYaml(source);
    if (tree === null) return { ok: true, value: [] };
    if (tree.kind !== "list")
      throw new StepError(
        "A recipe is a list of steps.",
        tree.place,
        "Write each on a line that begins with -, such as - trim: [name].",
      );
    return { ok: true, value: tree.items.map(readStep) };
  } catch (thrown) {
    if (!(thrown instanceof StepError)) throw thrown;
    return { ok: false, error: errorAt(thrown, source) };
  }
}

function readStep(item: Tree): Step {
  if (item.kind === "scalar" && item.value !== null) {
    const kind = kindOf(item.text, item.place);
    return bind(kind, { kind: "scalar", value: null, text: "", place: item.place }, false, item.place);
  }
  if (item.kind !== "map")
    throw new StepError(
      "This is no step.",
      item.place,
      "Write its name and what it works on, such as trim: [name].",
    );
  const own = item.entries.filter(({ key }) => !marks.includes(key));
  const [first, second] = own;
  if (!first)
    throw new StepError(
      "This is no step.",
      item.place,
      "Write its name and what it works on, such as trim: [name].",
    );
  const kind = kindOf(first.key, first.keyPlace);
  if (second)
    throw new StepError(
      `"${second.key}" stands beside "${first.key}".`,
      second.keyPlace,
      stepKinds.has(second.key)
        ? "Begin each step with a - on a line of its own."
        : `Indent it further than ${first.key}, if it is one of its options.`,
    );
  const off = item.entries.find(({ key }) => key === "off")?.value;
  if (off && !(off.kind === "scalar" && typeof off.value === "boolean"))
    throw new StepError("A step is off or not.", off.place, "Write off: true, or leave it out.");
  const isOff = off?.kind === "scalar" && off.value === true;
  return bind(kind, first.value, isOff, item.place);
}

function kindOf(key: string, place: Place): StepDefinition {
  const kind = stepKinds.get(key);
  if (kind) return kind;
  const near = closestName(key, stepKinds.keys());
  throw new StepError(
    `There is no step "${key}".`,
    place,
    near ? `Did you mean ${near}?` : `Steps are ${[...stepKinds.keys()].join(", ")}.`,
  );
}

function bind(kind: StepDefinition, tree: Tree, isOff: boolean, place: Place): Step {
  try {
    return { kind, tree, isOff, place, bound: kind.bind(tree) };
  } catch (thrown) {
    if (!(thrown instanceof StepError)) throw thrown;
    return { kind, tree, isOff, place, bound: thrown };
  }
}

/** What a step does in plain words; its label alone where its options cannot be read. */
export function wordsOf({ kind, bound }: Pick<Step, "kind" | "bound">): string {
  return bound instanceof StepError ? kind.label : bound.words;
}
