import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { makeTar } from "../../lib/ingest/testing/makeTar.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

/** A file that counts the bytes asked of it. */
class CountedFile extends File {
  read = 0;

  override slice(from = 0, to = this.size, type?: string): Blob {
    this.read += Math.max(0, Math.min(to, this.size) - from);
    return super.slice(from, to, type);
  }
}

const count = 40;
/** Files of different columns, so that each is a table of its own, of bytes that hardly shrink. */
const members = Array.from({ length: count }, (_, n) => {
  const lines = Array.from({ length: 200 }, (_, row) => `${Math.imul(row + n, 2_654_435_761)},${row}\n`);
  return { name: `f/table${n}.csv`, content: `a${n},b${n}\n${lines.join("")}` };
});

test("a compressed archive that many sources come from is read a few times, not once for each of them", async () => {
  const packed = gzipSync(makeTar(members));
  const file = new CountedFile([new Uint8Array(packed)], "tables.tar.gz");
  const requests = members.map(({ name }, at) => ({
    id: 1000 + at,
    file,
    relation: `t${at}`,
    options: { members: name },
  }));
  const receipts = await engine.api.addSources(requests, () => undefined);
  expect(receipts.map(({ loaded, error }) => [loaded, error])).toEqual(members.map(() => [200, null]));
  expect(file.read).toBeLessThan(packed.length * 6);
  const [last] = await engine.rows(`select sum(b${count - 1})::varchar from t${count - 1}`);
  expect(last).toEqual([String((199 * 200) / 2)]);
});
