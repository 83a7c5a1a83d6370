import { objectForms, takes } from "./narrow.ts";
import type { SpecPlace } from "./specPlace.ts";
import type { SpecForm, SpecSchema } from "./specSchema.ts";

/** The forms of what is written at a place: of the value itself, or of the object whose key it is. */
export function formsAt(
  schema: SpecSchema,
  { parents, role, text }: Pick<SpecPlace, "parents" | "role" | "text">,
): readonly SpecForm[] {
  let forms = schema.top();
  for (const { node, step } of parents) {
    if (node.kind === "array") forms = schema.items(forms.filter((form) => takes(form, "array")));
    else if (node.kind === "object" && typeof step === "string")
      forms = schema.property(objectForms(schema, forms, node), step);
    else if (node.kind === "object") return objectForms(schema, forms, node, role === "key" ? text : null);
  }
  return forms;
}
