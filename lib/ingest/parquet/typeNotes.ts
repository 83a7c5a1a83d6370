import type { ParquetLeaf } from "./parquetLeaves.ts";
import type { RemoteParquet } from "./remoteParquet.ts";

/** What a receipt says of columns that are kept otherwise than they are stored; `names` are those of the top-level columns. */
export function storedNotes(
  leaves: readonly ParquetLeaf[],
  names: readonly string[],
  isSlow: boolean,
): string[] {
  const columns = (kind: ParquetLeaf["kind"]) =>
    [...new Set(leaves.filter((leaf) => leaf.kind === kind).map((leaf) => names[leaf.column]))].join(", ");
  const notes: string[] = [];
  const utc = columns("utc-timestamp");
  if (utc) notes.push(`times adjusted to UTC are kept as UTC TIMESTAMP: ${utc}`);
  const times = columns("utc-time");
  if (times) notes.push(`times of day adjusted to UTC are kept as TIME: ${times}`);
  const wide = leaves.filter(
    ({ element: { precision = 0, converted_type: type } }) => type === "DECIMAL" && precision > 38,
  );
  if (wide.length > 0)
    notes.push(
      `decimals of more than 38 digits are kept as text: ${wide.map((leaf) => leaf.name).join(", ")}`,
    );
  if (isSlow && columns("int96")) notes.push(`INT96 times are kept to the microsecond: ${columns("int96")}`);
  return notes;
}

/** The same of several files, each once. */
export function typeNotes(parquets: readonly RemoteParquet[]): string[] {
  const notes = parquets.flatMap(({ leaves, columns }) =>
    storedNotes(
      leaves,
      columns.map(({ name }) => name),
      true,
    ),
  );
  return [...new Set(notes)];
}
