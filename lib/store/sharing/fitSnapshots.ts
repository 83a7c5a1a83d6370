import type { CellSnapshot } from "../../share/snapshots.ts";

/** Rows of each cell, from all that a snapshot may hold to a glimpse. */
const tries = [50, 20, 10, 5, 2, 1];

/** The snapshots with as many rows a cell as fit; none where not even one row of each does. */
export async function fitSnapshots(
  snapshots: readonly CellSnapshot[],
  fits: (cut: readonly CellSnapshot[]) => Promise<boolean>,
): Promise<readonly CellSnapshot[]> {
  for (const most of tries) {
    const cut = snapshots.map((snapshot) => ({ ...snapshot, rows: snapshot.rows.slice(0, most) }));
    if (await fits(cut)) return cut;
  }
  return [];
}
