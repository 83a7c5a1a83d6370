import type { Cell, CellId } from "./document.ts";
import { headingsOf } from "./headings.ts";

/**
 * What the folded sections are called on the device: cells get new ids whenever a notebook is opened, so a section is
 * known by its heading's level and text, and by how many such headings stand before it.
 */
export function namesOfFolded(cells: readonly Cell[], folded: ReadonlySet<CellId>): string[] {
  return named(cells).flatMap(({ id, name }) => (folded.has(id) ? [name] : []));
}

/** The cells that these names mean now; a heading that is gone or was changed means none. */
export function foldedByName(cells: readonly Cell[], names: Iterable<string>): Set<CellId> {
  const wanted = new Set(names);
  return new Set(named(cells).flatMap(({ id, name }) => (wanted.has(name) ? [id] : [])));
}

function named(cells: readonly Cell[]): { id: CellId; name: string }[] {
  const times = new Map<string, number>();
  return cells.flatMap((cell) => {
    const [heading] = headingsOf(cell);
    if (!heading) return [];
    const key = `${heading.level} ${heading.text}`;
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return [{ id: cell.id, name: time === 1 ? key : `${key} #${time}` }];
  });
}
