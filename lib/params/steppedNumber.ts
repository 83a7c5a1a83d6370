import { checkValue } from "./checkValue.ts";
import { exactText, readExact, stepsBetween, stepsFrom } from "./exactNumber.ts";
import type { NumberDefinition } from "./param.ts";

/** The number so many steps up or down, exactly; null where that is past a bound. Nothing entered counts as the lower bound, or 0. */
export function steppedNumber(definition: NumberDefinition, value: string, by: number): string | null {
  const from = readExact(value === "" ? (definition.min ?? "0") : value);
  if (!from) return null;
  const step = readExact(definition.step ?? "1") ?? { digits: 1n, scale: 0 };
  const text = exactText(stepsFrom(from, step, BigInt(by)));
  const checked = checkValue(definition, text);
  return checked.ok && typeof checked.value === "string" ? checked.value : null;
}

/** A slider as whole places from 0 to `last`, each of which is one value: what a range control can count in. */
export function sliderPlaces({ min, max, step }: { min: string; max: string; step: string }) {
  const zero = { digits: 0n, scale: 0 };
  const [least, most, size] = [min, max, step].map((text) => readExact(text) ?? zero);
  if (!least || !most || !size) throw new Error("A slider has min, max and step.");
  const scale = Math.max(size.scale, least.scale);
  return {
    last: Number(stepsBetween(least, most, size).steps),
    /** The value at a place. */
    valueAt: (place: number) => exactText(stepsFrom(least, size, BigInt(place)), scale),
    /** The place of a value; that below it where it lies between two. */
    placeOf: (value: string) => Number(stepsBetween(least, readExact(value) ?? least, size).steps),
  };
}
