import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type S3Stub, startS3Stub } from "../../../e2e/s3/startS3Stub.ts";
import { wayTo } from "../../../lib/s3/testing/wayTo.ts";
import type { OutManifest } from "../../../lib/writeOut/plan.ts";
import { s3Store } from "../../../lib/writeOut/s3Store.ts";
import { serveStore } from "../../../lib/writeOut/storePort.ts";
import { expectTrue } from "./testing/expectTrue.ts";
import { type OutStage, outStage } from "./testing/outStage.ts";

let stage: OutStage;
beforeAll(async () => {
  stage = await outStage();
  await stage.make(
    "things",
    "select range::INTEGER as id, case when range % 3 > 0 then 'x' || range end as t, range / 7.0 as d from range(5000)",
  );
}, 60_000);
afterAll(() => stage.stop());

describe("a bucket", () => {
  let stub: S3Stub;
  beforeEach(async () => {
    stub = await startS3Stub({ hasChecksums: true });
    return () => stub.close();
  });

  async function toBucket(
    plan: Parameters<OutStage["write"]>[0],
    { overwrite = false, onProgress = () => undefined, runId = 77 } = {},
  ) {
    const { port1, port2 } = new MessageChannel();
    const wait = async () => undefined;
    serveStore(port1, s3Store(wayTo(stub), { prefix: "out/", overwrite, wait, bytesOfPart: 20_000 }));
    const target = { kind: "s3", connection: "test", bucket: "eider", prefix: "out/", overwrite } as const;
    return stage.write(plan, target, { bucket: port2, onProgress, runId });
  }
  const plan = { format: "csv", maxRows: 2500, manifest: true } as const;

  test("gets every file as an object, the manifest last", async () => {
    for (const hasChecksums of [true, false]) {
      stub.objects.clear();
      stub.settings.hasChecksums = hasChecksums;
      const answer = await toBucket(plan);
      if (!answer.ok) throw new Error(answer.error.message);
      expect([...stub.objects.keys()]).toEqual([
        "out/things-00001.csv",
        "out/things-00002.csv",
        "out/manifest.json",
      ]);
      const manifest: OutManifest = JSON.parse(stub.objects.get("out/manifest.json")?.toString() ?? "");
      expectTrue(manifest, (file) => stub.objects.get(`out/${file}`));
    }
    expect(stub.uploads.size).toBe(0);
  });

  test("is left as it was where a part fails five times", async () => {
    const bad = { kind: "error", status: 503, code: "SlowDown", on: /^PUT .*00002.*partNumber=1/ } as const;
    stub.expect(bad, bad, bad, bad, bad);
    const answer = await toBucket(plan);
    expect(!answer.ok && answer.error.message).toMatch(
      /has trouble of its own \(HTTP 503\). Try again later/,
    );
    expect([[...stub.objects.keys()], stub.uploads.size]).toEqual([[], 0]);
  });

  test("is left as it was where another has written there, and its file stays", async () => {
    stub.objects.set("out/things-00002.csv", Buffer.from("theirs"));
    const answer = await toBucket(plan);
    expect(!answer.ok && answer.error.message).toMatch(
      /already an object s3:\/\/eider\/out\/things-00002.csv.*Choose another name, or allow it to be replaced/,
    );
    expect([...stub.objects].map(([key, bytes]) => [key, bytes.toString()])).toEqual([
      ["out/things-00002.csv", "theirs"],
    ]);
  });

  test("another's file is replaced where that was asked for, and not deleted by a later failure", async () => {
    stub.objects.set("out/things-00001.csv", Buffer.from("old"));
    const bad = { kind: "error", status: 403, code: "AccessDenied", on: /^(PUT|POST) .*00002/ } as const;
    stub.expect(bad);
    const failed = await toBucket(plan, { overwrite: true });
    expect(!failed.ok && failed.error.message).toMatch(/replaced by then: out\/things-00001.csv/);
    expect([...stub.objects.keys()]).toEqual(["out/things-00001.csv"]);
    expect((await toBucket(plan, { overwrite: true })).ok).toBe(true);
    expect(stub.objects.size).toBe(3);
  });

  test("says what it could not delete again", async () => {
    const refused = { kind: "error", status: 403, code: "AccessDenied" } as const;
    const kept = { ...refused, on: /^DELETE .*00001/ };
    stub.expect({ ...refused, on: /^POST .*00002/ }, kept, kept, kept, kept);
    const answer = await toBucket(plan);
    expect(!answer.ok && answer.error.message).toMatch(
      /did not let these be deleted again: out\/things-00001.csv/,
    );
  });

  test("is left as it was where the engine dies in the middle of a file", async () => {
    const wait = async () => undefined;
    const store = s3Store(wayTo(stub), { prefix: "out/", overwrite: false, wait, bytesOfPart: 1000 });
    const whole = await store.open("a.csv");
    await whole.write(new Uint8Array(5000));
    await whole.close();
    const begun = await store.open("b.csv");
    await begun.write(new Uint8Array(5000));
    expect(stub.objects.size).toBe(1);
    expect(await store.undo()).toBe("");
    expect([[...stub.objects.keys()], stub.uploads.size]).toEqual([[], 0]);
  });

  test("is left as it was where the run is stopped", async () => {
    await stage.make("many", "select range as n, repeat('x', 50) as t from range(400000)");
    let isStopped = false;
    const answer = await toBucket(
      { ...plan, relations: ["many"], maxRows: 50_000 },
      {
        runId: 78,
        onProgress: () => {
          isStopped = true;
          void stage.engine.api.cancel(78);
        },
      },
    );
    expect([isStopped, !answer.ok && answer.error.code]).toEqual([true, "cancelled"]);
    expect([[...stub.objects.keys()], stub.uploads.size]).toEqual([[], 0]);
  });
});
