import {
  Field,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchReader,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from "apache-arrow";
import { afterEach, describe, expect, it } from "vitest";
import { RelationClient } from "../../lib/sandbox/relationClient.ts";
import { type RelationServer, serveRelations } from "./relationPort.ts";

const columns = [{ name: "a", type: "INTEGER" }];

/** The messages of one IPC stream with so many batches of so many rows, the schema first, as DuckDB streams them. */
function messages(batches: number, rows: number): Uint8Array[] {
  const schema = new Schema([new Field("a", new Int32(), true)]);
  const stream = (count: number) => {
    const writer = new RecordBatchStreamWriter();
    if (count === 0) writer.reset(undefined, schema);
    for (let i = 0; i < count; i++) {
      const child = makeData({
        type: new Int32(),
        length: rows,
        nullCount: 0,
        data: new Int32Array(rows).fill(i),
      });
      const data = makeData({
        type: new Struct(schema.fields),
        length: rows,
        nullCount: 0,
        children: [child],
      });
      writer.write(new RecordBatch(schema, data));
    }
    return writer.finish().toUint8Array(true);
  };
  const end = 8;
  const empty = stream(0);
  const header = empty.slice(0, empty.length - end);
  const one = stream(1);
  const size = one.length - end - header.length;
  const all = stream(batches);
  return [
    header,
    ...Array.from({ length: batches }, (_, i) =>
      all.slice(header.length + i * size, header.length + (i + 1) * size),
    ),
  ];
}

class FakeServer implements RelationServer {
  readonly statements: string[] = [];
  pulled = 0;
  isReturned = false;
  constructor(private readonly parts: Uint8Array[]) {}
  async columns(relation: string) {
    if (relation.toLowerCase() !== "orders") throw new Error(`no ${relation}`);
    return columns;
  }
  async count() {
    return 7;
  }
  async prepare(text: string) {
    return { sql: text, columns, reads: [/from (\w+)/.exec(text)?.[1] ?? ""] };
  }
  async *stream(sql: string) {
    this.statements.push(sql);
    try {
      for (const part of this.parts) {
        this.pulled++;
        yield part;
      }
    } finally {
      this.isReturned = true;
    }
  }
  async write(ipc: Uint8Array) {
    this.statements.push(`${ipc.byteLength} bytes`);
  }
  async widen(column: string, to: string, using: string | null) {
    this.statements.push(`${column} ${to} ${using}`);
  }
  async addColumn(column: string, to: string) {
    this.statements.push(`+${column} ${to}`);
  }
  async reject(rows: readonly unknown[]) {
    this.statements.push(`${rows.length} rejected`);
  }
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function connected(parts: Uint8Array[], reads = ["orders"]) {
  const server = new FakeServer(parts);
  const { port1, port2 } = new MessageChannel();
  const served = serveRelations(port1, server, {
    reads,
    toError: (thrown) => ({
      code: "sql",
      message: thrown instanceof Error ? thrown.message : String(thrown),
    }),
  });
  closers.push(() => {
    void served.close();
    port2.close();
  });
  return { server, served, client: new RelationClient(port2), port: port2 };
}

const rowsIn = (ipc: Uint8Array) =>
  [...RecordBatchReader.from(ipc)].reduce((sum, batch) => sum + batch.numRows, 0);

describe("serveRelations", () => {
  it("gives a relation in complete streams, a small one first", async () => {
    const { server, client } = connected(messages(100, 2048));
    const { batches } = await client.scan("orders", null);
    const sizes: number[] = [];
    for await (const ipc of batches) sizes.push(rowsIn(ipc));
    expect(sizes[0]).toBe(2048);
    expect(sizes.length).toBeLessThan(20);
    expect(sizes.reduce((sum, rows) => sum + rows, 0)).toBe(204_800);
    expect(server.statements).toEqual(['select "a" from "orders"']);
  });

  it("gives the schema of a relation without rows", async () => {
    const { client } = connected(messages(0, 0));
    const { batches } = await client.scan("orders", null);
    const all: Uint8Array[] = [];
    for await (const ipc of batches) all.push(ipc);
    expect(all).toHaveLength(1);
    expect(
      RecordBatchReader.from(all[0] ?? new Uint8Array())
        .open()
        .schema.fields.map(({ name }) => name),
    ).toEqual(["a"]);
  });

  it("pulls no further than one batch ahead of the reader", async () => {
    const { server, client } = connected(messages(1000, 2048));
    const { batches } = await client.scan("orders", null);
    for await (const _ of batches) break;
    await client.count("orders");
    expect(server.pulled).toBeLessThan(50);
    expect(server.isReturned).toBe(true);
  });

  it("refuses relations that the cell does not name, in scans, counts and templates", async () => {
    const { client, server } = connected(messages(1, 1));
    await expect(client.scan("secrets", null)).rejects.toThrow('does not name the relation "secrets"');
    await expect(client.count("secrets")).rejects.toThrow("does not name");
    await expect(client.sql("select * from secrets", {})).rejects.toThrow("does not name");
    expect(server.statements).toEqual([]);
    await expect(client.count("ORDERS")).resolves.toBe(7);
  });

  it("answers a failure as an error of the call and goes on", async () => {
    const { client } = connected(messages(1, 1));
    await expect(client.scan("orders", ["b"])).rejects.toThrow('"orders" has no column "b"');
    await expect(client.count("orders")).resolves.toBe(7);
  });

  it("drops what is no request", async () => {
    const { client, port, server } = connected(messages(1, 1));
    port.postMessage({ id: 99, type: "widen", column: "a", to: "INTEGER; drop table x", how: "cast" });
    port.postMessage({ id: 98, type: "stream", sql: "select 1" });
    port.postMessage("junk");
    await expect(client.count("orders")).resolves.toBe(7);
    expect(server.statements).toEqual([]);
  });

  it("ends open scans when closed", async () => {
    const { client, served, server } = connected(messages(100, 2048));
    const { batches } = await client.scan("orders", null);
    await batches[Symbol.asyncIterator]().next();
    await served.close();
    expect(server.isReturned).toBe(true);
  });
});
