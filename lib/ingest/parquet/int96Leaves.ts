import { parquetSchema } from "hyparquet";
import { rawColumns } from "./hyparquetBatches.ts";
import type { ParquetFooter } from "./parquetFooter.ts";
import type { ParquetLeaf } from "./parquetLeaves.ts";

export interface Int96Found {
  /** Indexes of the leaves whose times have no digits below the microsecond: they can be TIMESTAMP. */
  micros: Set<number>;
  /** Some time is too far from 1970 for nanoseconds in 64 bits, where parquet-wasm would wrap round in silence. */
  beyondNanoseconds: boolean;
}

/** Looks through the INT96 times of a file, which carry no statistics that could be trusted. */
export async function int96Leaves(
  footer: ParquetFooter,
  leaves: readonly ParquetLeaf[],
  signal: AbortSignal,
): Promise<Int96Found> {
  const found: Int96Found = { micros: new Set(), beyondNanoseconds: false };
  const asked = leaves.flatMap((leaf, index) => (leaf.kind === "int96" ? [{ leaf, index }] : []));
  if (asked.length === 0) return found;
  const columns = parquetSchema(footer.metadata).children;
  for (const { leaf, index } of asked) {
    const column = columns[leaf.column]?.element.name ?? leaf.name;
    let isMicro = true;
    for (const group of footer.groupRows.keys()) {
      signal.throwIfAborted();
      const values = (await rawColumns(footer, group, [column])).get(column) ?? [];
      each(values, (value) => {
        if (BigInt.asIntN(64, value) !== value) found.beyondNanoseconds = true;
        if (value % 1000n !== 0n) isMicro = false;
      });
      if (found.beyondNanoseconds) return found;
    }
    if (isMicro) found.micros.add(index);
  }
  return found;
}

function each(value: unknown, look: (value: bigint) => void): void {
  if (typeof value === "bigint") look(value);
  else if (Array.isArray(value)) for (const item of value) each(item, look);
  else if (typeof value === "object" && value !== null)
    for (const item of Object.values(value)) each(item, look);
}
