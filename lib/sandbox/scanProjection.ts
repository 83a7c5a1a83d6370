import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { cellType, type Decode } from "./cellType.ts";

/** How columns travel to a cell: one SQL expression each, and how to read what Arrow then carries. */
export interface ScanProjection {
  select: string[];
  decoders: { name: string; decode: Decode }[];
}

/** The projection under which every value of the columns arrives exactly. */
export function scanProjection(columns: readonly Column[]): ScanProjection {
  const types = columns.map(({ type }) => cellType(type));
  return {
    select: columns.map(({ name }, i) => {
      const quoted = quoteIdentifier(name);
      const carrier = types[i]?.carrier;
      return carrier ? `CAST(${quoted} AS ${carrier}) AS ${quoted}` : quoted;
    }),
    decoders: decodersOf(columns),
  };
}

/** Only the reading half of `scanProjection`: for the side that does not speak SQL. */
export function decodersOf(columns: readonly Column[]): ScanProjection["decoders"] {
  return columns.map(({ name, type }) => ({ name, decode: cellType(type).decode }));
}
