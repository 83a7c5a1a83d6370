import { afterAll, beforeAll, expect, test } from "vitest";
import { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { type RangeServer, startRangeServer } from "../../../lib/remote/testing/rangeServer.ts";
import { engineSetupSql, timeSetupSql } from "../../../lib/sql/engineSetup.ts";
import { mentionsTime } from "../../../lib/sql/time/mentionsTime.ts";
import { fileLoader } from "../fileLoader.ts";
import { EngineSession } from "../session.ts";
import { startDuckDB } from "../startDuckDB.ts";
import { nodePlatform } from "../testing/nodePlatform.ts";
import { fetchedRequest } from "./remoteInput.ts";

let server: RangeServer;
let session: EngineSession;
beforeAll(async () => {
  server = await startRangeServer();
  const { host } = await startDuckDB(nodePlatform(), "http://localhost/");
  const later = { sql: timeSetupSql(), isNeededBy: mentionsTime };
  session = await EngineSession.open(host, engineSetupSql(), later);
});
afterAll(() => server.stop());

const bytes = (text: string) => new TextEncoder().encode(text);
const rows = Array.from({ length: 5000 }, (_, id) => `${id},city ${id % 7}`);
const { signal } = new AbortController();
const asked = (file: File, id: number) => ({
  request: { id, file, relation: `r${id}` },
  signal,
  onEvent: () => undefined,
});

async function loaded(file: File, id: number) {
  const { request } = asked(file, id);
  const load = fileLoader(
    { session, baseUrl: "http://localhost/", startedAt: performance.now(), signal },
    { paths: [], database: null, readers: new Map() },
  );
  return load(request, () => undefined, { place: "" });
}

test("a plain text larger than the limit stays at its host, and nothing else does", async () => {
  const text = server.add("large.csv", bytes(`id,city\n${rows.join("\n")}\n`));
  const kept = await fetchedRequest(asked(text, 1), 1000);
  expect(kept.file).toBe(text);
  const small = await fetchedRequest(asked(text, 1), 1_000_000);
  expect(small.file).not.toBeInstanceOf(RemoteFile);
  expect(small.file.size).toBe(text.size);
  const json = server.add("large.ndjson", bytes(`${'{"a":1}\n'.repeat(5000)}`));
  expect((await fetchedRequest(asked(json, 1), 1000)).file).not.toBeInstanceOf(RemoteFile);
});

test("its receipt says that nothing is counted, and its rows are counted when somebody asks", async () => {
  const file = server.add("counted.csv", bytes(`id,city\n${rows.join("\n")}\n`));
  const receipt = await loaded(file, 2);
  expect(receipt).toMatchObject({
    error: null,
    exact: false,
    uncounted: true,
    rows: 0,
    loaded: 0,
    rejected: 0,
  });
  expect(receipt.notes[0]).toContain("its rows are not counted");
  expect(await session.rowCountOf("r2")).toBe(5000);
  expect(session.rowsOf("r2")?.rowCount).toBe(5000);
});

test("a row that does not fit fails what reads it, instead of being left out", async () => {
  const bad = [...rows.slice(0, 4000), "no number,city 9", ...rows.slice(4000)];
  const file = server.add(
    "bad.csv",
    bytes(
      `id,city\n${rows.join("\n")}\n${rows.join("\n")}\n${rows.join("\n")}\n${rows.join("\n")}\n${rows.join("\n")}\n${bad.join("\n")}\n`,
    ),
  );
  expect((await loaded(file, 3)).error).toBeNull();
  await expect(session.rowCountOf("r3")).resolves.toBeGreaterThan(0);
  await expect(
    session.withConnection((connection) => session.host.table(connection, "select sum(id) from r3")),
  ).rejects.toThrow(/no number/);
});
