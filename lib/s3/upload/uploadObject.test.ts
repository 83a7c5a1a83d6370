import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startS3 } from "../../../bin/testing/startS3.mjs";
import { type S3Stub, startS3Stub } from "../../../e2e/s3/startS3Stub.ts";
import { grantedBucket } from "../../../workers/sw/testing/grantedBucket.ts";
import type { S3Upload } from "../s3.ts";
import { wayTo } from "../testing/wayTo.ts";
import { uploadObject } from "./uploadObject.ts";

const body = Uint8Array.from({ length: 100_003 }, (_, index) => (index * 7) % 251);
const key = "out/a+b (1).bin";
const streamOf = (bytes: Uint8Array, step = 7000) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + step));
      at += step;
    },
  });
};

let stub: S3Stub;
beforeEach(async () => {
  stub = await startS3Stub({ hasChecksums: true });
});
afterEach(() => stub.close());

/** Writes through the service worker's own answers; parts are of 20,000 bytes. */
async function upload(change: Partial<S3Upload> = {}) {
  const { answer } = await grantedBucket({ endpoint: stub.url }, { mayWrite: true });
  const connection = wayTo(stub).connection;
  const progress: number[] = [];
  const request = {
    key,
    body: streamOf(body),
    contentType: "application/octet-stream",
    mayOverwrite: false,
    onProgress: (done: number) => progress.push(done),
    signal: new AbortController().signal,
    ...change,
  };
  const wait = async (_: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
  };
  const written = await uploadObject({ connection, send: answer }, request, { wait, bytesOfPart: 20_000 });
  return { written, progress };
}
const isWhole = () => stub.objects.get(key)?.equals(body) === true;
const messageOf = ({ written }: Awaited<ReturnType<typeof upload>>) =>
  written.ok ? "" : written.error.message;

describe("an object is written", () => {
  test("in parts, some at once, and its checksum is read back", async () => {
    const { written, progress } = await upload();
    expect(isWhole()).toBe(true);
    expect(written).toMatchObject({
      ok: true,
      value: { bytes: 100_003, checked: "Its size and SHA-256 were read back and are right." },
    });
    expect(stub.hits.filter((hit) => hit.startsWith("PUT"))).toHaveLength(6);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    expect(progress.at(-1)).toBe(100_003);
    expect(stub.uploads.size).toBe(0);
  });

  test("at once where it fits a part, also where it is empty or ends with a part", async () => {
    for (const size of [0, 1, 20_000]) {
      stub.objects.clear();
      const { written } = await upload({ body: streamOf(body.subarray(0, size)) });
      expect(written).toMatchObject({ ok: true, value: { bytes: size } });
      expect(stub.objects.get(key)?.length).toBe(size);
    }
    expect(stub.hits.filter((hit) => hit.includes("?upload"))).toEqual([]);
  });

  test("and its first and last bytes are compared where the store gives no checksum", async () => {
    stub.settings.hasChecksums = false;
    const { written } = await upload();
    expect(written.ok && written.value.checked).toBe(
      "Its size and its first and last 65,536 bytes were read back and are right.",
    );
  });

  test("through a part that fails, and one whose answer is lost", async () => {
    stub.expect(
      { kind: "silence", on: /^PUT/ },
      { kind: "error", status: 500, code: "InternalError", on: /^PUT/ },
      { kind: "silence", isDone: true, on: /^PUT/ },
      { kind: "error", status: 503, code: "SlowDown", on: /^POST/ },
    );
    expect((await upload()).written.ok).toBe(true);
    expect(isWhole()).toBe(true);
  });

  test("although the answer to its last step was lost", async () => {
    stub.expect({ kind: "silence", isDone: true, on: /^POST.*uploadId/ });
    expect((await upload()).written.ok).toBe(true);
    expect(isWhole()).toBe(true);
  });
});

describe("an object that is there already", () => {
  beforeEach(() => stub.objects.set(key, Buffer.from("old")));

  test("is not touched, also by a store that ignores conditions", async () => {
    for (const ignoresConditions of [false, true]) {
      stub.settings.ignoresConditions = ignoresConditions;
      expect(messageOf(await upload())).toBe(`There is already an object s3://eider/${key}.`);
    }
    expect(stub.objects.get(key)?.toString()).toBe("old");
  });

  test("is looked for first where a store has no conditions", async () => {
    stub.objects.clear();
    const none = { kind: "error", status: 501, code: "NotImplemented" } as const;
    stub.expect({ ...none, on: /^POST.*uploadId/ });
    expect((await upload()).written.ok).toBe(true);
    stub.objects.clear();
    stub.expect({ ...none, on: /^PUT/ });
    expect((await upload({ body: streamOf(body.subarray(0, 9)) })).written.ok).toBe(true);
  });

  test("is replaced where that was asked for", async () => {
    expect((await upload({ mayOverwrite: true })).written.ok).toBe(true);
    expect(isWhole()).toBe(true);
  });

  test("is not touched where it came while the parts were sent", async () => {
    stub.objects.clear();
    const sent = await upload({ onProgress: () => stub.objects.set(key, Buffer.from("other")) });
    expect(messageOf(sent)).toBe(`There is already an object s3://eider/${key}.`);
    expect(stub.objects.get(key)?.toString()).toBe("other");
    expect(stub.uploads.size).toBe(0);
  });
});

describe("nothing is left behind", () => {
  test("where it is stopped", async () => {
    const stop = new AbortController();
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(7000)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const { written } = await upload({ body: endless, signal: stop.signal, onProgress: () => stop.abort() });
    expect(!written.ok && written.error.code).toBe("cancelled");
    expect([stub.objects.size, stub.uploads.size, isCancelled]).toEqual([0, 0, true]);
  });

  test("where what is to be written breaks off", async () => {
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 7000;
        if (sent > 60_000) controller.error(new Error("the cell was stopped"));
        else controller.enqueue(new Uint8Array(7000));
      },
    });
    expect(messageOf(await upload({ body: broken }))).toContain("broke off: the cell was stopped");
    expect([stub.objects.size, stub.uploads.size]).toEqual([0, 0]);
  });

  test("where a part is refused for good, also where taking it back fails at first", async () => {
    stub.expect(
      { kind: "error", status: 403, code: "AccessDenied", on: /partNumber=2/ },
      { kind: "error", status: 503, code: "SlowDown", on: /^DELETE/ },
    );
    expect(messageOf(await upload())).toContain("refuses access");
    expect(stub.hits.filter((hit) => hit.startsWith("DELETE"))).toHaveLength(2);
    expect([stub.objects.size, stub.uploads.size]).toEqual([0, 0]);
  });
});

test("what another wrote over it is noticed when it is read back", async () => {
  const sent = upload({
    body: streamOf(body.subarray(0, 9)),
    onProgress: () => stub.objects.set(key, Buffer.from("x")),
  });
  expect(messageOf(await sent)).toContain("is not what was written: it has 1 bytes and not 9");
});

test("a real server takes an object in parts", async () => {
  const server = await startS3();
  const way = wayTo(server);
  const written = await uploadObject(
    way,
    {
      key,
      body: streamOf(body),
      contentType: "text/csv",
      mayOverwrite: false,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    },
    { wait: async () => undefined, bytesOfPart: 40_000 },
  );
  expect(written).toMatchObject({ ok: true, value: { bytes: 100_003 } });
  const back = await way.send({ kind: "object", key });
  expect(Buffer.from(await back.arrayBuffer()).equals(body)).toBe(true);
  await server.close();
});
