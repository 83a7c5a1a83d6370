import type { Column } from "../../lib/engine/protocol.ts";
import type { TypeChange } from "../../lib/ingest/csv/exactTypes.ts";

/** Types that the other files of a relation ask of this one's columns, by lower-case name, where they are not its own. */
export function askedTypes(
  columns: readonly Column[],
  readAs: ReadonlyMap<string, string> | undefined,
): TypeChange[] {
  return columns.flatMap(({ name, type: own }, column) => {
    const type = readAs?.get(name.toLowerCase());
    if (type === undefined || type === own) return [];
    return [
      {
        column,
        type,
        note: `column ${name} read as ${type}: other files of this relation have other values`,
      },
    ];
  });
}
