import { entryOf, type JsonNode } from "../chartBuilder/jsonTree.ts";
import type { SpecForm, SpecSchema } from "./specSchema.ts";

/** The JSON type of a value; null of something that is none. */
export function typeOf(node: JsonNode): "object" | "array" | "string" | "number" | "boolean" | "null" | null {
  if (node.kind !== "word") return node.kind;
  if (node.value === null) return "null";
  if (node.value === undefined) return null;
  return typeof node.value === "number" ? "number" : "boolean";
}

export function takes(form: SpecForm, type: string): boolean {
  if (form.types.length === 0) return true;
  return form.types.includes(type) || (type === "number" && form.types.includes("integer"));
}

/**
 * The forms that an object most likely has: those that know most of its keys, and whose fixed words it says. `except`
 * is a key that is still being typed.
 */
export function objectForms(
  schema: SpecSchema,
  forms: readonly SpecForm[],
  node: Extract<JsonNode, { kind: "object" }>,
  except: string | null = null,
): readonly SpecForm[] {
  const objects = forms.filter(
    (form) => form.types.includes("object") || Object.keys(form.properties).length > 0,
  );
  const keys = new Set(node.entries.map(({ key }) => key.value));
  if (except !== null) keys.delete(except);
  const scored = objects.map((form) => {
    let score = 0;
    for (const key of keys) {
      // A word that is still being typed contradicts, and a key that is not known weighs more.
      if (!Object.hasOwn(form.properties, key)) score -= form.isOpen ? 0 : 1;
      else if (!contradicts(schema, form, key, entryOf(node, key)?.value ?? null)) score += 1;
    }
    return { form, score };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ form }) => form);
}

/** Whether a key's value is one that only other forms take. */
function contradicts(schema: SpecSchema, form: SpecForm, key: string, value: JsonNode | null): boolean {
  if (!value) return false;
  const type = typeOf(value);
  const fitting = schema.property([form], key).filter((one) => type === null || takes(one, type));
  if (fitting.length === 0) return true;
  if (value.kind !== "string" && value.kind !== "word") return false;
  return fitting.every(({ values }) => values !== null && !values.includes(value.value));
}
