import { afterEach, expect, test } from "vitest";
import { type S3Stub, startS3Stub } from "../../e2e/s3/startS3Stub.ts";
import { grantedBucket } from "../../workers/sw/testing/grantedBucket.ts";
import type { Connection } from "./connection.ts";
import { runDoctor } from "./doctor.ts";
import type { DoctorStep } from "./s3.ts";

let stub: S3Stub;
afterEach(() => stub.close());

interface Circumstances {
  change?: Partial<Connection>;
  /** What the CORS rules let a page read; in Node there are none. */
  exposed?: readonly string[];
  /** Called once the stub is there. */
  prepare?: () => void;
}

/** What the doctor finds at a stub, through the service worker's own answers. */
async function examine(
  options: Parameters<typeof startS3Stub>[0] = {},
  { change = {}, exposed, prepare }: Circumstances = {},
) {
  stub = await startS3Stub(options);
  stub.objects.set("data/a.csv", Buffer.from("0123456789abcdefghij"));
  const { answer, network, told } = await grantedBucket({ endpoint: stub.url, prefix: "data/", ...change });
  const { fetch: inner } = network;
  network.fetch = async (url, init) => {
    const response = await inner(url, init);
    if (!exposed) return response;
    const headers = [...response.headers].filter(([name]) => exposed.includes(name));
    return new Response(response.body, { status: response.status, headers });
  };
  prepare?.();
  const seen: (readonly DoctorStep[])[] = [];
  const connection = { ...connectionOf(stub.url), ...change };
  await runDoctor(
    { connection, send: answer },
    "https://app.example.org",
    (steps) => seen.push(steps),
    new AbortController().signal,
  );
  const last = seen.at(-1) ?? [];
  const failed = last.find(({ state }) => state === "failed");
  return { states: last.map(({ name, state }) => `${name} ${state}`), failed, seen, told, network };
}

const connectionOf = (endpoint: string): Connection => ({
  name: "test",
  bucket: "eider",
  prefix: "data/",
  region: "us-east-1",
  endpoint,
  addressing: "path",
  access: { kind: "keys", accessKeyId: "AKIDEXAMPLE", expiresAt: null, isTemporary: false },
  isKept: false,
});
const all = ["address", "clock", "credentials", "list", "head", "range", "cors"];

test("a connection that works passes every step, each told as it is tried", async () => {
  const { states, seen } = await examine();
  expect(states).toEqual(all.map((name) => `${name} ok`));
  expect(seen.some((steps) => steps.some(({ name, state }) => name === "range" && state === "running"))).toBe(
    true,
  );
});

test("a store that refuses HEAD passes, and it is said how", async () => {
  const { states, seen } = await examine({ refusesHead: true });
  expect(states).toEqual(all.map((name) => `${name} ok`));
  expect(seen.at(-1)?.find(({ name }) => name === "head")?.detail).toContain("refuses HEAD");
});

test("a clock that is wrong is the step that failed", async () => {
  const { states, failed } = await examine({ skewMs: -3 * 3_600_000 + 6 * 3_600_000 });
  expect(states.slice(0, 3)).toEqual(["address ok", "clock failed", "credentials skipped"]);
  expect(failed?.detail).toContain("180 minutes behind");
});

test.each([
  ["InvalidAccessKeyId", 403, "credentials"],
  ["SignatureDoesNotMatch", 403, "credentials"],
  ["ExpiredToken", 400, "credentials"],
  ["NoSuchBucket", 404, "address"],
  ["AccessDenied", 403, "list"],
])("%s is a matter of the right step", async (code, status, name) => {
  const { failed, states } = await examine(
    {},
    { prepare: () => stub.expect({ kind: "error", code, status }) },
  );
  expect(failed?.name).toBe(name);
  expect(states.slice(all.indexOf(name) + 1).every((state) => state.endsWith("skipped"))).toBe(true);
});

test("a missing right comes with the least policy that gives it, for the prefix alone", async () => {
  const { failed } = await examine(
    {},
    { prepare: () => stub.expect({ kind: "error", code: "AccessDenied", status: 403 }) },
  );
  const policy = JSON.parse(
    failed?.fix.find(({ title }) => title === "The least rights to read")?.text ?? "",
  );
  expect(policy.Statement).toEqual([
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: "arn:aws:s3:::eider",
      Condition: { StringLike: { "s3:prefix": ["data/*"] } },
    },
    { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::eider/data/*" },
  ]);
});

test("a store that is not there is said so", async () => {
  const { failed } = await examine({}, { change: { endpoint: "http://127.0.0.1:1" } });
  expect([failed?.name, failed?.detail]).toEqual(["address", "127.0.0.1:1 could not be reached."]);
});

test("missing CORS rules are named, with rules for this app", async () => {
  stub = await startS3Stub();
  const { answer, network } = await grantedBucket({ endpoint: stub.url, prefix: "data/" });
  network.fetch = async (_, init) => {
    if (init.mode === "no-cors") return new Response("");
    throw new TypeError("Failed to fetch");
  };
  let steps: readonly DoctorStep[] = [];
  const way = { connection: connectionOf(stub.url), send: answer };
  await runDoctor(way, "https://app.example.org", (told) => (steps = told), new AbortController().signal);
  const cors = steps.find(({ name }) => name === "cors");
  expect(steps.map(({ state }) => state)).toEqual([
    "ok",
    "skipped",
    "skipped",
    "skipped",
    "skipped",
    "skipped",
    "failed",
  ]);
  expect(JSON.parse(cors?.fix[0]?.text ?? "")).toEqual([
    {
      AllowedOrigins: ["https://app.example.org"],
      AllowedMethods: ["GET", "HEAD"],
      AllowedHeaders: ["*"],
      ExposeHeaders: expect.arrayContaining(["ETag", "Content-Range", "Accept-Ranges"]),
      MaxAgeSeconds: 3600,
    },
  ]);
});

test("headers that the CORS rules hide are named one by one", async () => {
  const { failed } = await examine({}, { exposed: ["content-length", "content-type", "etag"] });
  expect([failed?.name, failed?.detail]).toEqual([
    "cors",
    "The bucket's CORS rules do not expose Content-Range, Accept-Ranges.",
  ]);
});

test("a bucket without an object is as well as can be told, and an anonymous one needs no keys", async () => {
  const { states } = await examine(
    {},
    { prepare: () => stub.objects.clear(), change: { access: { kind: "anonymous" } } },
  );
  expect(states).toEqual([
    "address ok",
    "clock skipped",
    "credentials skipped",
    "list ok",
    "head skipped",
    "range skipped",
    "cors skipped",
  ]);
});
