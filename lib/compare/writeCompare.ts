import { withKey } from "../yaml/withKey.ts";
import { type CompareChoices, noChoices, type TextChoices } from "./choices.ts";

/** A change that a person made, to be written into a compare cell's text. What says nothing is written out again. */
export type CompareEdit =
  | { key: "ignore"; value: readonly string[] }
  | { key: "tolerance"; value: CompareChoices["tolerance"] }
  | { key: "text"; value: TextChoices };

/** The text with the change in it; comments, order and all else stay. Text that is no YAML stays as it is. */
export function writeCompare(source: string, edit: CompareEdit): string {
  return withKey(source, edit.key, plainOf(edit));
}

/** What stands behind the key; null where nothing has to. */
function plainOf(edit: CompareEdit): unknown {
  switch (edit.key) {
    case "ignore":
      return edit.value.length > 0 ? edit.value : null;
    case "tolerance": {
      if (typeof edit.value === "number") return edit.value > 0 ? edit.value : null;
      return Object.keys(edit.value).length > 0 ? edit.value : null;
    }
    case "text": {
      const said = Object.entries(edit.value).filter(
        ([key, value]) => value !== noChoices.text[key as keyof TextChoices],
      );
      return said.length > 0 ? Object.fromEntries(said) : null;
    }
  }
}
