import type { Page } from "@playwright/test";
import { startS3 } from "../bin/testing/startS3.mjs";
import type { GrantedConnection } from "../lib/s3/connection.ts";
import type { S3 } from "../lib/s3/s3.ts";
import { type S3Ask, s3Path } from "../lib/s3/s3Path.ts";
import { expect, test } from "./fixtures.ts";
import { controller, fetchIn, grantId } from "./page-models/networkOf.ts";
import { createS3InPage } from "./s3/createS3InPage.ts";
import { startS3Stub } from "./s3/startS3Stub.ts";

declare global {
  var testS3: S3;
  var testStop: () => void;
  var testWriting: ReturnType<S3["upload"]>;
}

const connectionId = "connection-of-the-broker-test";
const secret = "canary-secret-of-the-broker-test";

const connectionTo = (endpoint: string, accessKeyId = "AKIDEXAMPLE") => ({
  name: "bucket",
  bucket: "eider",
  prefix: "data/",
  region: "us-east-1",
  endpoint,
  addressing: "path" as const,
  access: { kind: "keys" as const, accessKeyId, expiresAt: null, isTemporary: false },
  isKept: true,
});

/** Gives the page a permission for a bucket, as the app does: its secret is a key that only signs. */
const allowBucket = (page: Page, connection: GrantedConnection["connection"], secretKey: string) =>
  page.evaluate(
    async ([grant, id, given, text]) => {
      const raw = new TextEncoder().encode(`AWS4${text}`);
      const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, [
        "sign",
      ]);
      const accessKeyId = given.access.kind === "keys" ? given.access.accessKeyId : "";
      const connections = [
        { id, connection: given, signing: { accessKeyId, key, sessionToken: null }, mayWrite: false },
      ];
      return new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data.type);
        const grants = [{ grantId: grant, notebookId: "n", hosts: [], maxBytes: 1_000_000, connections }];
        navigator.serviceWorker.controller?.postMessage({ type: "grants", grants }, [port2]);
      });
    },
    [grantId, connectionId, connection, secretKey] as const,
  );
const pathOf = (ask: S3Ask) => s3Path(grantId, connectionId, ask);
const asksTheStore =
  /^The (service worker|page) asked for (GET|HEAD|PUT|POST|DELETE|OPTIONS) http:\/\/127\.0\.0\.1:\d+\//;

test("15 · a signed range and a listing pass the service worker; all beside them is refused without a contact", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore, /Failed to load resource: the server responded with a status of (403|404|502)/);
  const server = await startS3();
  await server.put("eider", "data/a+b (1).csv", "0123456789");
  const stub = await startS3Stub();
  stub.objects.set("secret.csv", Buffer.from("canary"));
  await notebook.open();
  await controller(page);

  expect(await allowBucket(page, connectionTo(server.url, server.accessKeyId), server.secretAccessKey)).toBe(
    "granted",
  );
  const part = await fetchIn(page, pathOf({ kind: "object", key: "data/a+b (1).csv" }), {
    headers: { range: "bytes=2-4" },
  });
  expect([part.status, part.text, part.headers["content-range"]]).toEqual([206, "234", "bytes 2-4/10"]);
  const list = await fetchIn(page, pathOf({ kind: "list", prefix: "data/", isFlat: true, after: null }));
  expect([list.status, list.text]).toEqual([200, expect.stringContaining("<Key>data/a+b (1).csv</Key>")]);

  await allowBucket(page, connectionTo(stub.url), secret);
  const base = `/__net/${grantId}/s3/${connectionId}`;
  for (const [path, method = "GET"] of [
    [`${base}/secret.csv`],
    [`${base}/data%2F..%2Fsecret.csv`],
    [`${base}/data%2F%2e%2e%2Fsecret.csv`],
    [`${base}/data%2F%252e%252e%2Fsecret.csv`],
    [`${base}/data/../secret.csv`],
    [`${base}/%2e%2e/%2e%2e/secret.csv`],
    [`${base}/?list&prefix=`],
    [`${base}/data%2Fa.csv`, "PUT"],
    [`${base}/data%2Fa.csv`, "DELETE"],
    [`${base}/data%2Fa.csv?uploads`, "POST"],
    [`/__net/grant-of-somebody-else/s3/${connectionId}/data%2Fa.csv`],
    [`/__net/${grantId}/s3/connection-of-somebody-else/data%2Fa.csv`],
  ] as const)
    expect([path, (await fetchIn(page, path, { method })).status]).toEqual([path, 403]);
  for (const path of [`${base}/data/a.csv`, `${base}/data%2Fa.csv?acl`])
    expect([path, (await fetchIn(page, path)).status]).toEqual([path, 404]);
  expect(stub.hits).toEqual([]);

  // What a browser does with a redirect is not what Node does.
  stub.expect({ kind: "redirect", location: `${stub.url}/landed` });
  expect((await fetchIn(page, pathOf({ kind: "object", key: "data/a.csv" }))).status).toBe(502);
  expect(stub.hits.filter((hit) => hit.includes("landed"))).toEqual([]);
  const body = Buffer.alloc(300_000, "0123456789");
  stub.objects.set("data/a.csv", body);
  stub.expect({ kind: "drop", afterBytes: 100_000 }, { kind: "drop", afterBytes: 50_000 });
  const resumed = await fetchIn(page, pathOf({ kind: "object", key: "data/a.csv" }));
  expect(resumed.text === body.toString()).toBe(true);
  await Promise.all([server.close(), stub.close()]);
});

/** What the doctor of the page's S3 says of a connection: the names of steps that passed, and more of all others. */
const examine = (page: Page, url: string, accessKeyId?: string) =>
  page.evaluate(
    async ([connection, secretAccessKey]) => {
      let steps: readonly { name: string; state: string; detail: string }[] = [];
      const { accessKeyId } = connection.access;
      // That of the connection that is known is taken where none is typed.
      const typed = { accessKeyId, secretAccessKey, sessionToken: null, expiresAt: null };
      const credentials = accessKeyId === "AKIDEXAMPLE" ? typed : null;
      await testS3.diagnose(connection, credentials, (told) => (steps = told), new AbortController().signal);
      return steps.map(({ name, state, detail }) => (state === "ok" ? name : `${name} ${state}: ${detail}`));
    },
    [connectionTo(url, accessKeyId), secret] as const,
  );

test("32 · the page's S3 keeps a connection without its secret, reads, writes and examines a bucket", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore, /Failed to load resource: the server responded with a status of (404|412|502)/);
  const server = await startS3();
  for (const name of ["a.csv", "b.csv", "deep/c.csv"])
    await server.put("eider", `data/${name}`, `name\n${name}\n`);
  await notebook.open();
  await controller(page);
  await createS3InPage(page);

  const saved = await page.evaluate(
    async ([connection, secretAccessKey, accessKeyId]) => {
      const credentials = { accessKeyId, secretAccessKey, sessionToken: null, expiresAt: null };
      const answer = await testS3.save(connection, credentials);
      testS3.bind("n1", connection.name);
      return answer;
    },
    [connectionTo(server.url, server.accessKeyId), server.secretAccessKey, server.accessKeyId] as const,
  );
  expect(saved).toEqual({ ok: true, value: undefined });

  // The key comes back from the device, and what it was made of does not.
  await page.reload();
  await controller(page);
  await createS3InPage(page);
  const read = await page.evaluate(async () => {
    const found = await testS3.expand("n1", "s3://eider/data/**/*.csv");
    if (!found.ok) return found.error.message;
    const [first] = found.value;
    if (!first) return "nothing";
    const file = await testS3.file("n1", "bucket", first);
    const watch = { onProgress: () => undefined, signal: new AbortController().signal };
    const whole = await testS3.fetch("n1", "bucket", first, watch);
    return {
      keys: found.value.map(({ key }) => key),
      part: file.ok ? await file.value.slice(5, 10).text() : file.error.message,
      whole: whole.ok ? await whole.value.text() : whole.error.message,
      other: await testS3.connectionFor("n2", "s3://eider/data/a.csv"),
      outside: await testS3.connectionFor("n1", "s3://eider/elsewhere/a.csv"),
    };
  });
  expect(read).toEqual({
    keys: ["data/a.csv", "data/b.csv", "data/deep/c.csv"],
    part: "a.csv",
    whole: "name\na.csv\n",
    other: null,
    outside: null,
  });
  await expect
    .poll(() => page.evaluate(() => testS3.traffic("n1")))
    .toEqual({ requests: 3, bytes: expect.any(Number) });

  expect(await examine(page, server.url, server.accessKeyId)).toEqual([
    "address",
    "clock",
    "credentials",
    "list",
    "head",
    "range",
    "cors",
  ]);
  // Whom the rules of a bucket let read is decided by the browser alone.
  const stub = await startS3Stub({ exposes: "ETag" });
  stub.objects.set("data/a.csv", Buffer.from("0123456789abcdefghij"));
  expect(await examine(page, stub.url)).toContain(
    "cors failed: The bucket's CORS rules do not expose Content-Range, Accept-Ranges.",
  );
  stub.settings.exposes = null;
  expect(await examine(page, stub.url)).toEqual(
    expect.arrayContaining([
      "address",
      expect.stringMatching(/^cors failed: .* does not let this page read/),
    ]),
  );
  await stub.close();

  const written = await page.evaluate(async () => {
    const ask = {
      connection: "bucket",
      key: "data/out.csv",
      body: new Blob(["written\n", "x".repeat(100)]).stream(),
      contentType: "text/csv",
      mayOverwrite: false,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    };
    const first = await testS3.upload(ask);
    const again = await testS3.upload({ ...ask, body: new Blob(["other"]).stream() });
    return [first.ok && first.value.bytes, !again.ok && again.error.message];
  });
  expect(written).toEqual([108, "There is already an object s3://eider/data/out.csv."]);

  // A store that does not answer: stopping must end the service worker's own request.
  const slow = await startS3Stub();
  slow.expect({ kind: "hang", on: /^PUT/ });
  await page.evaluate(
    async ([connection, secretAccessKey]) => {
      const { accessKeyId } = connection.access;
      const credentials = { accessKeyId, secretAccessKey, sessionToken: null, expiresAt: null };
      await testS3.save({ ...connection, name: "slow" }, credentials);
      const stop = new AbortController();
      const writing = testS3.upload({
        connection: "slow",
        key: "data/never.csv",
        body: new Blob(["written\n"]).stream(),
        contentType: "text/csv",
        mayOverwrite: true,
        onProgress: () => undefined,
        signal: stop.signal,
      });
      Object.assign(globalThis, { testStop: () => stop.abort(), testWriting: writing });
    },
    [connectionTo(slow.url), secret] as const,
  );
  await expect.poll(() => slow.hits).toContain("PUT /eider/data/never.csv");
  const ended = await page.evaluate(async () => {
    testStop();
    const answer = await testWriting;
    return !answer.ok && answer.error.code;
  });
  expect(ended).toBe("cancelled");
  await expect.poll(slow.hanging).toBe(0);
  expect(slow.objects.size).toBe(0);
  await slow.close();
  await server.close();
});
