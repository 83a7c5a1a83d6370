import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { notification } from "./notification.ts";
import { notifyTarget } from "./notifyTarget.ts";
import { type NotifyWays, sendNotification } from "./sendNotification.ts";

/** What the subscriber does to the next requests: a status with headers, or "drop"; 204 once they are used up. */
let answers: (readonly [number, Record<string, string>?] | "drop")[] = [];
let heard: { request: IncomingMessage; body: string }[] = [];
let waited: number[] = [];
let url = "";
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  heard.push({ request, body });
  const answer = answers.shift() ?? [204];
  if (answer === "drop") request.socket.destroy();
  else response.writeHead(...answer).end();
});
beforeEach(async () => {
  [answers, heard, waited] = [[], [], []];
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=s3cret`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
});

const nowMs = Date.UTC(2024, 4, 1);
const ways: NotifyWays = {
  fetch: (address, init) => fetch(address, init),
  now: () => nowMs,
  random: () => 0.5,
  async wait(ms, signal) {
    signal.throwIfAborted();
    waited.push(ms);
  },
};
const send = (signal = new AbortController().signal) =>
  sendNotification({ url, shown: "the subscriber" }, "{}", { secret: "käse", delivery: "d-1", signal }, ways);

test("a notification is signed over time and body, as a subscriber can make sure of by itself", async () => {
  expect(await send()).toEqual({ ok: true, attempts: 1 });
  const [one] = heard;
  const seconds = nowMs / 1000;
  const wanted = createHmac("sha256", "käse").update(`${seconds}.${one?.body}`).digest("hex");
  expect(one?.request.method).toBe("POST");
  expect(one?.request.headers).toMatchObject({
    "content-type": "application/json",
    "eider-delivery": "d-1",
    "eider-signature": `t=${seconds},v1=${wanted}`,
  });
});

test("a busy, broken or silent subscriber is asked again, each time later, with the same delivery", async () => {
  answers = [[503], [429, { "retry-after": "7" }], "drop"];
  expect(await send()).toEqual({ ok: true, attempts: 4 });
  expect(waited).toEqual([750, 7000, 3000]);
  expect(new Set(heard.map(({ request }) => request.headers["eider-delivery"]))).toEqual(new Set(["d-1"]));
});

test.each([400, 401, 404, 410, 422, 302])(
  "a refusal (%d) is not asked again, and says nothing of the address",
  async (status) => {
    answers = [[status, { location: "/elsewhere" }]];
    const told = await send();
    expect(told).toMatchObject({
      ok: false,
      attempts: 1,
      error: { message: `the subscriber was not told: it answered ${status}.` },
    });
    expect(JSON.stringify(told)).not.toContain("s3cret");
    expect(waited).toEqual([]);
  },
);

test("after five tries it is given up, and a stop ends it at once", async () => {
  answers = Array.from({ length: 5 }, () => [500] as const);
  expect(await send()).toMatchObject({
    ok: false,
    attempts: 5,
    error: { message: expect.stringContaining("500, 5 times") },
  });
  answers = [[500]];
  const stopped = new AbortController();
  const told = sendNotification(
    { url, shown: "the subscriber" },
    "{}",
    { secret: "s", delivery: "d", signal: stopped.signal },
    {
      ...ways,
      async wait(_, signal) {
        stopped.abort();
        signal.throwIfAborted();
      },
    },
  );
  expect(await told).toMatchObject({ ok: false, attempts: 1 });
});

test("a target is https, this machine, or an object in a bucket", () => {
  const targetOf = (text: string) => {
    const target = notifyTarget(text);
    return target.ok ? target.value : null;
  };
  expect(targetOf("https://hooks.example.org/a?token=b#c")).toEqual({
    kind: "webhook",
    url: "https://hooks.example.org/a?token=b",
    shown: "https://hooks.example.org",
  });
  expect(targetOf("http://localhost:8080/a")).toMatchObject({ kind: "webhook" });
  expect(targetOf("s3://bucket/a/_SUCCESS")).toMatchObject({
    kind: "object",
    bucket: "bucket",
    key: "a/_SUCCESS",
  });
  const refused = [
    "http://example.org/a",
    "s3://bucket",
    "s3://bucket/a/",
    "ftp://a/b",
    "nothing",
    "https://a:b@c/",
  ];
  expect(refused.map(targetOf)).toEqual(refused.map(() => null));
});

test("what is told is the manifest's summary and nothing of the machine", () => {
  const file = { relation: "a", file: "a.parquet", rows: 3, bytes: 99, sha256: "ab", columns: [], notes: [] };
  const manifest = {
    eider: "1",
    made: "2024-05-01T00:00:00.000Z",
    notebook: { file: "a.nb.md", sha256: "cd" },
    params: { key: "secret" },
    files: [file],
  };
  const body = notification(manifest, null, "ef");
  expect(JSON.parse(body)).toEqual({
    event: "data.written",
    eider: "1",
    made: manifest.made,
    notebook: manifest.notebook,
    place: null,
    manifest: { file: "manifest.json", sha256: "ef" },
    files: [{ relation: "a", file: "a.parquet", rows: 3, bytes: 99, sha256: "ab" }],
  });
});
