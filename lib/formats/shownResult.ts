import type { Column } from "../engine/protocol.ts";
import type { CellId } from "../notebook/document.ts";

/** What a cell showed when it last ran, as far as a file of another format can show it too. */
export type ShownResult =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "table";
      readonly columns: readonly Column[];
      /** The first rows, as DuckDB prints their values; NULL is null. */
      readonly rows: readonly (readonly (string | null)[])[];
      readonly rowCount: number;
    }
  | {
      readonly type: "chart";
      /** A Vega-Lite specification with its rows inside. */
      readonly spec: Readonly<Record<string, unknown>>;
      /** The chart in words. */
      readonly summary: string;
      /** A picture of it, as the address `data:image/png;base64,…`. */
      readonly picture?: string;
    };

/** What each cell showed, in its order; cells that showed nothing are left out. */
export type ShownResults = ReadonlyMap<CellId, readonly ShownResult[]>;

/** The bytes of a picture in base64, from its address; null where it is no PNG. */
export function pictureBytes(address: string | undefined): string | null {
  return /^data:image\/png;base64,([A-Za-z0-9+/=]+)$/.exec(address ?? "")?.[1] ?? null;
}

/** How many rows are shown of how many, or null where all are. */
export function rowsLeftOut(shown: number, rowCount: number): string | null {
  if (shown >= rowCount) return null;
  return `First ${shown.toLocaleString("en")} of ${rowCount.toLocaleString("en")} rows.`;
}
