/** The relation of a step's mapping: `step` counts from 0, and so does `at` among those of one step. */
export function mappingName(relation: string, step: number, at: number): string {
  return `${relation}__map_${step + 1}${at === 0 ? "" : `_${at + 1}`}`;
}
