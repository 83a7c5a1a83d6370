import type { Column } from "../../../lib/engine/protocol.ts";
import type { FileUnion } from "../../../lib/ingest/many/unionSql.ts";
import type { RemoteParquet } from "../../../lib/ingest/parquet/remoteParquet.ts";
import { remoteViewName } from "../../../lib/sql/notFetched.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";

/** A row group of one of the relation's files. */
export interface RemoteGroup {
  /** Which file, and which of its row groups. */
  part: number;
  group: number;
  rows: number;
  /** Rows of the relation before it. */
  firstRow: number;
}

/** A relation whose files stay at their host: what their footers tell, and how their columns become the relation's. */
export class RemoteRelation {
  /** All row groups with rows, in the order of the files. */
  readonly groups: readonly RemoteGroup[];
  readonly rowCount: number;
  /** What its rows are read from. */
  readonly query: string;

  constructor(
    readonly id: number,
    /** What people call it. */
    readonly name: string,
    readonly parts: readonly RemoteParquet[],
    private readonly union: Pick<FileUnion, "columns" | "projections">,
  ) {
    const groups: RemoteGroup[] = [];
    let firstRow = 0;
    for (const [part, { footer }] of parts.entries()) {
      for (const [group, rows] of footer.groupRows.entries()) {
        if (rows > 0) groups.push({ part, group, rows, firstRow });
        firstRow += rows;
      }
    }
    this.groups = groups;
    this.rowCount = firstRow;
    this.query = `select * from main.${quoteIdentifier(remoteViewName(id))}`;
  }

  get columns(): readonly Column[] {
    return this.union.columns;
  }

  /** How a column of the relation is made from a file's own: an expression in SQL. */
  projection(part: number, column: number): string {
    return this.union.projections[part]?.[column] ?? "NULL";
  }

  /** The index of the file's own column behind one of the relation; null where its folder tells the value, or nothing does. */
  ownColumn(part: number, column: number): number | null {
    const wanted = /^(?:CAST\()?("(?:[^"]|"")*")/.exec(this.projection(part, column))?.[1];
    const own = this.parts[part]?.columns ?? [];
    const index = own.findIndex(({ name }) => quoteIdentifier(name) === wanted);
    return index < 0 ? null : index;
  }

  /** Whether rows of a file can be taken as they are: these columns, without a cast, in the order of the file. */
  isAsStored(part: number, columns: readonly number[]): boolean {
    const own = this.parts[part]?.columns ?? [];
    let before = -1;
    return columns.every((column) => {
      const at = this.ownColumn(part, column) ?? -1;
      const isNext = at > before && own[at]?.type === this.columns[column]?.type;
      before = at;
      return isNext;
    });
  }
}
