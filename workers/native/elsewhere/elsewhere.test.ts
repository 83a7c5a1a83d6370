import { createHmac } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type S3Stub, startS3Stub } from "../../../e2e/s3/startS3Stub.ts";
import type { BatchManifest } from "../../../lib/batch/batchManifest.ts";
import { runAsked } from "../testing/runAsked.ts";
import type { AwsSurroundings } from "./awsSettings.ts";

let folder = "";
let stub: S3Stub;
let machine: AwsSurroundings;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-elsewhere-"));
  stub = await startS3Stub();
  machine = {
    env: {
      AWS_ENDPOINT_URL: stub.url,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "s3cret",
      EIDER_NOTIFY_SECRET: "shared",
    },
    home: folder,
    readFile: (path) => readFile(path, "utf8").catch(() => null),
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
  };
});
afterEach(async () => {
  await stub.close();
  await rm(folder, { recursive: true });
});

async function notebook(sources: Record<string, string>, cells: Record<string, string>): Promise<string> {
  const path = join(folder, "test.nb.md");
  const lines = Object.entries(sources).map(([name, location]) => `  ${name}: ${location}\n`);
  const front = lines.length > 0 ? `---\nsources:\n${lines.join("")}---\n\n` : "";
  const text = Object.entries(cells).map(([name, sql]) => `\`\`\`sql name=${name}\n${sql}\n\`\`\`\n`);
  await writeFile(path, front + text.join("\n"));
  return path;
}

/** What native DuckDB makes of a statement, or of reading bytes as Parquet. */
async function rowsOf(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = (await connection.runAndReadAll(sql)).getRowsJson();
  connection.closeSync();
  return rows;
}
async function parquet(sql: string, options = ""): Promise<Buffer> {
  const path = join(folder, "made.parquet");
  await rowsOf(`copy (${sql}) to '${path}' (format parquet${options})`);
  return readFile(path);
}
async function objectRows(key: string, sql: string): Promise<unknown[][]> {
  const path = join(folder, "got.parquet");
  await writeFile(path, stub.objects.get(key) ?? "");
  return rowsOf(`select ${sql} from '${path}'`);
}
const run = (request: Partial<Parameters<typeof runAsked>[0]> & { notebook: string }) =>
  runAsked(request, { machine });
const failures = ({ events }: Awaited<ReturnType<typeof run>>) =>
  events.flatMap((event) =>
    event.event === "end"
      ? [event.code, event.message]
      : event.event === "cell" && event.status === "failed"
        ? [event.error.message]
        : event.event === "source" && event.receipt.error !== null
          ? [event.receipt.error]
          : [],
  );
const endOf = ({ events }: Awaited<ReturnType<typeof run>>) => {
  const end = events.at(-1);
  return end?.event === "end" ? end.message : "";
};

describe("sources and outputs elsewhere", () => {
  test("Parquet in a bucket is read by the parts that are needed, and outputs go into one with a manifest", async () => {
    const rows = "select i, md5(i::varchar) as text, i % 7 as n from range(200000) r(i)";
    stub.objects.set("data/day=1/a.parquet", await parquet(rows, ", row_group_size 20000"));
    stub.objects.set("data/day=2/a.parquet", await parquet(rows, ", row_group_size 20000"));
    const size = stub.objects.get("data/day=1/a.parquet")?.length ?? 0;
    const path = await notebook(
      { events: "file:none.parquet" },
      { sums: "select day, sum(n)::bigint as n from events where i < 20000 group by day order by day" },
    );
    const inputs = { events: "s3://eider/data/**/*.parquet" };
    const ran = await run({ notebook: path, inputs, out: "s3://eider/out" });
    expect(failures(ran)).toEqual([0, expect.any(String)]);
    const native = await rowsOf(
      `select d, sum(n) from (${rows}), (values (1), (2)) t(d) where i < 20000 group by d order by d`,
    );
    expect(await objectRows("out/sums.parquet", "day, n")).toEqual(
      native.map(([d, n]) => [d === 1 ? "1" : "2", n]),
    );
    const manifest: BatchManifest = JSON.parse(String(stub.objects.get("out/manifest.json")));
    expect(manifest.files).toMatchObject([{ file: "sums.parquet", rows: 2 }]);
    expect(manifest.sources).toMatchObject([{ location: "s3://eider/data/**/*.parquet" }]);
    const read = stub.requests
      .filter(({ method, url }) => method === "GET" && url?.includes("data/day"))
      .map(({ headers }) => /bytes=(\d+)-(\d+)/.exec(headers.range ?? ""))
      .reduce((sum, range) => sum + Number(range?.[2] ?? size) + 1 - Number(range?.[1] ?? 0), 0);
    expect(read).toBeLessThan(size / 4);
    expect(stub.requests.every(({ headers }) => headers.authorization?.includes("AKIDEXAMPLE"))).toBe(true);
  });

  test("other formats are fetched first, one file or many; what the notebook itself names needs leave", async () => {
    stub.objects.set("in/a.csv", Buffer.from("id,city\n1,Köln\n2,Bonn\n"));
    stub.objects.set("in/b.csv", Buffer.from("id,city\n3,Jena\n"));
    const path = await notebook(
      { many: "s3://eider/in/*.csv", one: `${stub.url}/eider/in/a.csv?X-Amz-Signature=hidden` },
      { both: "select (select count(*) from many) as m, (select string_agg(city) from one) as o" },
    );
    const host = new URL(stub.url).origin;
    const refused = await run({ notebook: path, allowHosts: [host] });
    expect(refused.code).toBe(2);
    expect(endOf(refused)).toContain("--allow-host s3://eider");
    expect(stub.hits).toEqual([]);
    const other = await run({ notebook: path, allowHosts: ["s3://eider/other/", host] });
    expect(other.code).toBe(2);

    const out = join(folder, "out");
    const ran = await run({ notebook: path, allowHosts: ["s3://eider/in/", host], out });
    expect(failures(ran)).toEqual([0, expect.any(String)]);
    expect(await rowsOf(`from '${join(out, "both.parquet")}'`)).toEqual([["3", "Köln,Bonn"]]);
    const text = await readFile(join(out, "manifest.json"), "utf8");
    expect(text).not.toContain("hidden");
  });

  test("an address in SQL is a source too, where its bucket is allowed", async () => {
    stub.objects.set("in/a.csv", Buffer.from("id\n1\n2\n"));
    const path = await notebook({}, { n: "select count(*) as n from 's3://eider/in/*.csv'" });
    const refused = await run({ notebook: path });
    expect([refused.code, endOf(refused)]).toEqual([2, expect.stringContaining("--allow-host s3://eider")]);
    const ran = await run({ notebook: path, allowHosts: ["s3://eider"], out: join(folder, "out") });
    expect(failures(ran)).toEqual([0, expect.any(String)]);
    expect(await rowsOf(`from '${join(folder, "out/n.parquet")}'`)).toEqual([["2"]]);
  });

  test("what cannot be read or written says so before anything runs, with the store's reason", async () => {
    const path = await notebook({ a: "file:a.csv" }, { b: "from a" });
    const inputs = { a: "s3://eider/none.csv" };
    const none = await run({ notebook: path, inputs });
    expect([none.code, endOf(none)]).toEqual([2, expect.stringContaining("none.csv")]);
    stub.expect({ kind: "error", status: 403, code: "AccessDenied" });
    const denied = await run({ notebook: path, inputs: { a: "s3://eider/*.csv" } });
    expect([denied.code, endOf(denied)]).toEqual([2, expect.stringContaining("s3:ListBucket")]);
    const keyless = await runAsked(
      { notebook: path, out: "s3://eider/out/" },
      { machine: { ...machine, env: { AWS_ENDPOINT_URL: stub.url, AWS_EC2_METADATA_DISABLED: "true" } } },
    );
    expect([keyless.code, endOf(keyless)]).toEqual([2, expect.stringContaining("AWS_PROFILE")]);
  });

  test("an upload that fails, or another writer, leaves no manifest that is not true", async () => {
    const path = await notebook({}, { a: "select 1 as n" });
    stub.objects.set("out/manifest.json", Buffer.from("{}"));
    stub.expect(
      ...Array.from({ length: 20 }, () => ({
        kind: "error" as const,
        status: 403,
        code: "AccessDenied",
        on: /^PUT .*a\.parquet/,
      })),
    );
    const failed = await run({ notebook: path, out: "s3://eider/out/" });
    expect([failed.code, endOf(failed)]).toEqual([1, expect.stringContaining("could not be written")]);
    expect([...stub.objects.keys()]).toEqual([]);

    stub.expect();
    const raced: AwsSurroundings = {
      ...machine,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        if (init.method === "PUT" && url.includes("a.parquet"))
          stub.objects.set("out/manifest.json", Buffer.from("theirs"));
        return response;
      },
    };
    const other = await runAsked({ notebook: path, out: "s3://eider/out/" }, { machine: raced });
    expect([other.code, endOf(other)]).toEqual([1, expect.stringContaining("Another run wrote")]);
    expect(String(stub.objects.get("out/manifest.json"))).toBe("theirs");
  });

  test("a stop while data is fetched ends the run and leaves nothing", async () => {
    stub.objects.set("in/a.csv", Buffer.from("id\n1\n"));
    stub.expect({ kind: "hang", on: /^GET .*a\.csv/ });
    const path = await notebook({ a: "file:a.csv" }, { b: "from a" });
    const abort = new AbortController();
    const before = new Set(await readdir(tmpdir()));
    const hears: AwsSurroundings = {
      ...machine,
      fetch: (url, init) => {
        if (init.method !== "HEAD" && url.endsWith("a.csv")) setImmediate(() => abort.abort());
        return fetch(url, init);
      },
    };
    const ran = await runAsked(
      { notebook: path, inputs: { a: "s3://eider/in/a.csv" } },
      { machine: hears, signal: abort.signal },
    );
    expect(ran.code).toBe(130);
    const left = (await readdir(tmpdir())).filter(
      (name) => /^eider-run-\w{6}$/.test(name) && !before.has(name),
    );
    expect(left).toEqual([]);
  });
});

describe("--notify", () => {
  test("after the write a webhook is told, signed, and a marker is put; a subscriber that refuses makes code 4", async () => {
    const heard: { body: string; signature: string; files: string[] }[] = [];
    let status = 204;
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      heard.push({
        body,
        signature: String(request.headers["eider-signature"]),
        files: [...stub.objects.keys()],
      });
      response.writeHead(status).end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/t0ken`;
      const path = await notebook({}, { a: "select 1 as n" });
      const asked = { notebook: path, out: "s3://eider/out/", notify: [url, "s3://eider/done.json"] };
      const ran = await run(asked);
      expect(ran.code).toBe(0);
      const [one] = heard;
      expect(one?.files).toContain("out/manifest.json");
      const [, seconds, hex] = /^t=(\d+),v1=(\w+)$/.exec(one?.signature ?? "") ?? [];
      expect(createHmac("sha256", "shared").update(`${seconds}.${one?.body}`).digest("hex")).toBe(hex);
      expect(JSON.parse(one?.body ?? "")).toMatchObject({
        event: "data.written",
        place: "s3://eider/out/",
        files: [{ relation: "a", file: "a.parquet", rows: 1 }],
      });
      expect(String(stub.objects.get("done.json"))).toBe(one?.body);

      status = 410;
      const untold = await run({ ...asked, out: join(folder, "out") });
      expect(untold.code).toBe(4);
      expect(untold.events.filter(({ event }) => event === "notified")).toMatchObject([
        { target: new URL(url).origin, told: false, attempts: 1 },
        { target: "s3://eider/done.json", told: true },
      ]);
      expect(JSON.stringify(untold.events)).not.toContain("t0ken");
      expect(JSON.parse(heard.at(-1)?.body ?? "").place).toBeNull();
      expect(await readdir(join(folder, "out"))).toContain("manifest.json");

      const silent = await runAsked(asked, { machine: { ...machine, env: { AWS_ENDPOINT_URL: stub.url } } });
      expect([silent.code, endOf(silent)]).toEqual([2, expect.stringContaining("EIDER_NOTIFY_SECRET")]);
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });
});
