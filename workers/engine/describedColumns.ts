import type { Table } from "apache-arrow";
import type { Column } from "../../lib/engine/protocol.ts";

/** The columns in the answer to DESCRIBE. */
export function describedColumns(described: Table): Column[] {
  const names = described.getChild("column_name");
  const types = described.getChild("column_type");
  return Array.from({ length: described.numRows }, (_, i) => ({
    name: String(names?.get(i)),
    type: String(types?.get(i)),
  }));
}
