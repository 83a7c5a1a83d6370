import { mappingName } from "./mappingName.ts";
import { readRecipe } from "./readRecipe.ts";
import { checksOf, rejectsOf } from "./recipeScript.ts";
import { StepError } from "./stepError.ts";

/** What a recipe reads beside the relation that it is about, and makes beside its rows, from its text alone. */
export function recipeFacts(source: string, name: string): { reads: string[]; defines: string[] } {
  const steps = readRecipe(source);
  if (!steps.ok) return { reads: [], defines: [] };
  const reads = new Set<string>();
  const defines = new Set<string>();
  steps.value.forEach(({ bound, isOff }, index) => {
    if (isOff || bound instanceof StepError) return;
    for (const read of bound.reads) reads.add(read.name);
    if (bound.rejects) defines.add(rejectsOf(name));
    if (bound.asserts) defines.add(checksOf(name));
    for (let at = 0; at < bound.mappings; at++) defines.add(mappingName(name, index, at));
  });
  return { reads: [...reads], defines: [...defines] };
}
