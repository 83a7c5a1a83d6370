import { afterEach, expect, test } from "vitest";
import { type S3Stub, startS3Stub } from "../../e2e/s3/startS3Stub.ts";
import { grantedBucket, list, object } from "./testing/grantedBucket.ts";

const body = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
let stub: S3Stub;
afterEach(() => stub.close());

async function bucket(options: Parameters<typeof startS3Stub>[0] = {}, change = {}) {
  stub = await startS3Stub(options);
  stub.objects.set("a.bin", body);
  return grantedBucket({ endpoint: stub.url, ...change }, { mayWrite: true });
}
const slowDown = { kind: "error", status: 503, code: "SlowDown" } as const;

test("a store that throttles is asked again, each time later", async () => {
  const { answer, waitedMs } = await bucket();
  stub.expect(slowDown, { kind: "error", status: 500, code: "InternalError" }, slowDown);
  expect((await answer(object("a.bin"))).status).toBe(200);
  expect(waitedMs).toEqual([100, 200, 400]);
});

test("a store that goes on throttling is told of", async () => {
  const { answer } = await bucket();
  stub.expect(slowDown, slowDown, slowDown, slowDown);
  const refused = await answer(object("a.bin"));
  expect([refused.status, (await refused.json()).code]).toEqual([503, "SlowDown"]);
  expect(stub.hits).toHaveLength(4);
});

test("a request that is given up is not asked again", async () => {
  const { answer, network } = await bucket();
  const stop = new AbortController();
  network.clock.wait = async (_, signal) => {
    stop.abort();
    signal.throwIfAborted();
  };
  stub.expect(slowDown, slowDown);
  const refused = await answer(object("a.bin"), { signal: stop.signal });
  expect(refused.status).toBe(502);
  expect(stub.hits).toHaveLength(1);
});

test("a connection that drops in mid-body is gone on with where it broke", async () => {
  const { answer, told } = await bucket();
  stub.expect(
    { kind: "drop", afterBytes: 30_000 },
    { kind: "silence" },
    { kind: "drop", afterBytes: 20_000 },
  );
  const whole = await answer(object("a.bin"));
  expect(Buffer.from(await whole.arrayBuffer()).equals(body)).toBe(true);
  const ranges = stub.requests.map(({ headers }) => headers.range);
  expect(ranges).toEqual([undefined, "bytes=30000-99999", "bytes=30000-99999", "bytes=50000-99999"]);
  expect(told.at(-1)).toEqual({ requests: 4, bytes: 100_000 });
});

test("what was changed while it broke off is an error and no mixture", async () => {
  const { answer } = await bucket();
  stub.expect({ kind: "drop", afterBytes: 30_000 });
  const broken = await answer(object("a.bin"), { headers: { range: "bytes=10-99999" } });
  const reader = broken.body?.getReader();
  await reader?.read();
  stub.objects.set("a.bin", Buffer.alloc(100_000));
  const rest = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(rest()).rejects.toThrow("changed meanwhile");
});

test("a store that refuses HEAD is asked for the first byte", async () => {
  const { answer } = await bucket({ refusesHead: true });
  stub.objects.set("empty", Buffer.alloc(0));
  const head = await answer(object("a.bin"), { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), head.headers.get("etag") !== null]).toEqual([
    200,
    "100000",
    true,
  ]);
  const empty = await answer(object("empty"), { method: "HEAD" });
  expect([empty.status, empty.headers.get("content-length")]).toEqual([200, "0"]);
  const none = await answer(object("none"), { method: "HEAD" });
  expect([none.status, none.headers.get("x-eider-refusal")]).toEqual([404, "NoSuchKey"]);
});

test("a bucket in another region is signed for that region, which is remembered", async () => {
  const { answer } = await bucket({ region: "eu-central-1" });
  expect((await answer(object("a.bin"))).status).toBe(200);
  expect((await answer(object("a.bin"))).status).toBe(200);
  expect((await answer(object("a.bin"), { method: "HEAD" })).status).toBe(200);
  expect(stub.hits).toHaveLength(4);
});

test("an AWS bucket elsewhere is asked for at its region's host, and a region that is no name is not", async () => {
  stub = await startS3Stub();
  const { answer, network, asked } = await grantedBucket({ addressing: "virtual" });
  let region = "eu-west-3";
  network.fetch = async (url) => {
    asked.push(url);
    return url.includes("eu-west-3")
      ? new Response("found")
      : new Response(
          `<Error><Code>PermanentRedirect</Code><Endpoint>eider.s3.${region}.amazonaws.com</Endpoint></Error>`,
          {
            status: 301,
          },
        );
  };
  expect(await (await answer(object("x"))).text()).toBe("found");
  expect(asked.map((url) => url.replace(/\?.*/, ""))).toEqual([
    "https://eider.s3.us-east-1.amazonaws.com/x",
    "https://eider.s3.eu-west-3.amazonaws.com/x",
  ]);
  network.regions.clear();
  region = "evil.example/x";
  const refused = await answer(object("x"));
  expect([refused.status, (await refused.json()).code]).toEqual([502, "PermanentRedirect"]);
  expect(asked).toHaveLength(3);
});

test("a redirect is never followed", async () => {
  const { answer } = await bucket();
  stub.expect({ kind: "redirect", location: `${stub.url}/landed` });
  expect((await answer(object("a.bin"))).status).toBe(502);
  expect(stub.hits).toEqual(["GET /eider/a.bin"]);
});

test("a session token goes along as a header, and an expired one is said so", async () => {
  stub = await startS3Stub();
  const { answer } = await grantedBucket({ endpoint: stub.url }, { sessionToken: "token+/=" });
  stub.expect({ kind: "error", status: 400, code: "ExpiredToken" });
  const refused = await answer(list(""));
  expect((await refused.json()).error).toBe("The session token of this connection has expired.");
  const { headers } = stub.requests[0] ?? {};
  expect(headers?.["x-amz-security-token"]).toBe("token+/=");
  expect(headers?.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
});

test("what reads is signed in its address, which needs no leave beforehand, unless a store takes headers alone", async () => {
  const { answer, asked, network } = await bucket();
  const range = { headers: { range: "bytes=1-3" } };
  expect((await answer(object("a.bin"), range)).status).toBe(206);
  const { headers } = stub.requests[0] ?? {};
  expect([headers?.authorization, headers?.["x-amz-date"]]).toEqual([undefined, undefined]);
  const signed = new URL((asked[0] ?? "").replace("GET ", "")).searchParams;
  expect([signed.get("X-Amz-Expires"), signed.get("X-Amz-SignedHeaders")]).toEqual(["300", "host"]);

  const inner = network.fetch;
  network.fetch = async (url, init) =>
    url.includes("X-Amz-Signature") ? new Response(null, { status: 403 }) : inner(url, init);
  for (const _ of [1, 2]) expect((await answer(object("a.bin"), range)).status).toBe(206);
  expect(asked.slice(1).map((url) => url.includes("X-Amz"))).toEqual([false, false]);
});

test("a clock that is wrong is said by how much, and so is a missing right", async () => {
  const { answer } = await bucket({ skewMs: 3 * 3_600_000 });
  expect((await (await answer(object("a.bin"))).json()).error).toMatch(/\(it is 180 minutes behind\)/);
  stub.settings.skewMs = 0;
  const inside = "<Message>User arn:aws:iam::1:user/x may not s3:GetObject</Message>";
  stub.expect({ kind: "error", status: 403, code: "AccessDenied", inside });
  const denied = await (await answer(object("a.bin"))).json();
  expect(denied.hint).toContain("It asks for the right to s3:GetObject.");
  expect(JSON.stringify(denied)).not.toContain("arn:aws");
});

test("a store that cannot be reached is told from one that does not let the page read", async () => {
  const { answer, network } = await bucket();
  network.fetch = async (_, init) => {
    if (init.mode === "no-cors") return new Response("");
    throw new TypeError("Failed to fetch");
  };
  expect((await (await answer(object("a.bin"))).json()).code).toBe("Cors");
  network.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  expect((await (await answer(object("a.bin"))).json()).code).toBe("Unreachable");
});

test("what begins or ends an upload, or is written on a condition, is not sent twice where nothing came back", async () => {
  const { answer } = await bucket();
  stub.expect({ kind: "silence" }, { kind: "silence" });
  await answer({ kind: "startUpload", key: "b" }, { method: "POST" });
  await answer(object("b"), { method: "PUT", body: "x", headers: { "if-none-match": "*" } });
  expect(stub.hits.filter((hit) => hit.startsWith("PO") || hit.startsWith("PU"))).toHaveLength(2);
  stub.expect({ kind: "silence" });
  expect((await answer(object("b"), { method: "PUT", body: "x" })).status).toBe(200);
});

test("only headers with a known meaning reach the store, and the written bytes are part of the signature", async () => {
  const { answer } = await bucket();
  const headers = { "x-amz-acl": "public-read", "content-type": "text/csv", "x-amz-checksum-mode": "ALL" };
  await answer(object("b"), { method: "PUT", body: "abc", headers });
  const sent = stub.requests[0]?.headers;
  expect([sent?.["x-amz-acl"], sent?.["content-type"], sent?.["x-amz-checksum-mode"]]).toEqual([
    undefined,
    "text/csv",
    undefined,
  ]);
  expect(sent?.["x-amz-content-sha256"]).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
