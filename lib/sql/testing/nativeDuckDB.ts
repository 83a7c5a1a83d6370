import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** Native DuckDB 1.4.3 with ICU and TimeZone UTC: the oracle that answers are compared with. */
export class NativeDuckDB {
  private constructor(private readonly connection: DuckDBConnection) {}

  static async start(setup: readonly string[] = []): Promise<NativeDuckDB> {
    const instance = await DuckDBInstance.create(":memory:");
    const native = new NativeDuckDB(await instance.connect());
    for (const sql of ["SET TimeZone='UTC'", ...setup]) await native.connection.run(sql);
    return native;
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  /** Names and types of a query's columns, as DESCRIBE gives them; throws DuckDB's error. */
  async described(sql: string): Promise<[name: string, type: string][]> {
    const described = await this.connection.runAndReadAll(`DESCRIBE ${sql}`);
    return described.getRowsJS().map((row) => [String(row[0]), String(row[1])]);
  }

  /** Every value as DuckDB's own text cast prints it, with the types that DESCRIBE gives; throws DuckDB's error. */
  async texts(sql: string): Promise<{ types: string[]; rows: (string | null)[][] }> {
    const described = await this.connection.runAndReadAll(`DESCRIBE ${sql}`);
    const types = described.getRowsJS().map((row) => String(row[1]));
    const read = await this.connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
    const rows = read.getRowsJS().map((row) => row.map((value) => (value === null ? null : String(value))));
    return { types, rows };
  }

  /** Rows by the names of their columns, every value as DuckDB's own text cast prints it; throws DuckDB's error. */
  async rows(sql: string): Promise<Record<string, string | null>[]> {
    const read = await this.connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
    const names = read.columnNames();
    return read
      .getRowsJS()
      .map((row) =>
        Object.fromEntries(names.map((name, at) => [name, row[at] == null ? null : String(row[at])])),
      );
  }

  stop(): void {
    this.connection.closeSync();
  }
}
