import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RangeServer, startRangeServer } from "../../remote/testing/rangeServer.ts";
import { openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { remoteFooter } from "./remoteFooter.ts";

const folder = mkdtempSync(join(tmpdir(), "remote-footer-"));
const { signal } = new AbortController();
let server: RangeServer;
beforeAll(async () => {
  server = await startRangeServer();
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function parquet(columns: number): Promise<Uint8Array> {
  const native = await openNativeDuckDb();
  const list = Array.from({ length: columns }, (_, column) => `range + ${column} as column_${column}`);
  const path = join(folder, `${columns}.parquet`);
  await native.run(
    `copy (select ${list.join(", ")} from range(6000)) to '${path}' (format parquet, row_group_size 2048)`,
  );
  return new Uint8Array(readFileSync(path));
}

test("a footer comes by one request, and a long one by two", async () => {
  const short = await remoteFooter(server.add("short.parquet", await parquet(20)), signal);
  expect(short?.footer.rows).toBe(6000);
  expect(server.asked().ranges).toHaveLength(1);
  const file = server.add("long.parquet", await parquet(400));
  const long = await remoteFooter(file, signal);
  expect(long?.footer.metadata.row_groups).toHaveLength(3);
  expect(long?.end.bytes.length).toBeGreaterThan(64 << 10);
  const { ranges, bytes } = server.asked();
  expect(ranges).toHaveLength(2);
  expect(bytes).toBe(long?.fetchedBytes);
});

test("a file that does not end as Parquet does is none, and a footer that cannot be is damage", async () => {
  expect(
    await remoteFooter(server.add("text.parquet", new TextEncoder().encode("a,b\n1,2\n3,4\n")), signal),
  ).toBeNull();
  expect(await remoteFooter(server.add("tiny.parquet", new TextEncoder().encode("PAR1")), signal)).toBeNull();
  const broken = await parquet(400);
  broken.set([0xff, 0xff, 0xff, 0x7f], broken.length - 8);
  server.asked();
  await expect(remoteFooter(server.add("broken.parquet", broken), signal)).rejects.toThrow(
    /damaged: its footer claims/,
  );
  expect(server.asked().ranges).toHaveLength(1);
});
