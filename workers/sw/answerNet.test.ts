import { expect, test } from "vitest";
import type { Grant } from "../../lib/remote/grants.ts";
import { netPath } from "../../lib/remote/netPath.ts";
import { answerNet } from "./answerNet.ts";
import { testNetwork } from "./testing/testNetwork.ts";

const grant: Grant = {
  grantId: "grant-0123456789",
  notebookId: "n",
  hosts: ["https://data.example.org"],
  maxBytes: 10,
};
const app = "https://app.example.org";

/** A network that records what is asked of it. */
function fakeNetwork(answer: () => Response) {
  const asked: { url: string; init: RequestInit }[] = [];
  const { network } = testNetwork(grant, {
    fetch: async (url, init) => {
      asked.push({ url, init });
      return answer();
    },
    servedFromLoopback: false,
  });
  return { network, asked };
}

const request = (url: string, init?: RequestInit, grantId = grant.grantId) =>
  new Request(app + netPath(grantId, url), init);

test("a granted file is fetched without cookies, redirects or a referrer, and its range is passed on", async () => {
  const { network, asked } = fakeNetwork(
    () => new Response("abc", { status: 206, headers: { "content-range": "bytes 0-2/9" } }),
  );
  const response = await answerNet(
    request("https://data.example.org/a.csv", { headers: { range: "bytes=0-2", cookie: "x" } }),
    network,
  );
  expect(await response.text()).toBe("abc");
  expect([response.status, response.headers.get("content-range")]).toEqual([206, "bytes 0-2/9"]);
  expect(asked[0]?.url).toBe("https://data.example.org/a.csv");
  expect(asked[0]?.init).toMatchObject({
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    method: "GET",
  });
  expect([...new Headers(asked[0]?.init.headers)]).toEqual([["range", "bytes=0-2"]]);
});

test("only harmless headers come back, and the answer can never be more than bytes", async () => {
  const { network } = fakeNetwork(
    () =>
      new Response("x", {
        headers: {
          "set-cookie": "a=b",
          "content-security-policy": "script-src *",
          "x-any": "1",
          etag: '"e"',
          "content-type": "text/html",
        },
      }),
  );
  const { headers } = await answerNet(request("https://data.example.org/"), network);
  expect(headers.get("etag")).toBe('"e"');
  expect(headers.get("x-any")).toBeNull();
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("another host, another grant, a climbing path and a write reach nobody", async () => {
  const { network, asked } = fakeNetwork(() => new Response("x"));
  const statuses = await Promise.all(
    [
      request("https://evil.example/a"),
      request("https://data.example.org/a", {}, "grant-of-another-notebook"),
      request("https://data.example.org/a/%2e%2e/b"),
      request("https://data.example.org/a", { method: "PUT", body: "x" }),
      request("https://data.example.org/a", { method: "POST", body: "x" }),
      request("https://data.example.org/a", { headers: { range: "bytes=0-1,4-5" } }),
      new Request(`${app}/__net/`),
    ].map(async (asking) => (await answerNet(asking, network)).status),
  );
  expect(statuses).toEqual([403, 403, 403, 405, 405, 400, 404]);
  expect(asked).toEqual([]);
});

test("a refusal says why, as JSON", async () => {
  const { network } = fakeNetwork(() => new Response("x"));
  const response = await answerNet(request("https://evil.example/a"), network);
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(await response.json()).toEqual({
    error: "https://evil.example was not allowed for this notebook.",
    hint: "Allow evil.example when the notebook asks for it.",
  });
});

test("what would run or be shown as a page is refused, since it would be of the app's origin", async () => {
  const { network, asked } = fakeNetwork(() => new Response("x"));
  for (const destination of ["script", "worker", "style", "document", "iframe", "image"]) {
    const asking = request("https://data.example.org/a");
    Object.defineProperty(asking, "destination", { value: destination });
    expect((await answerNet(asking, network)).status, destination).toBe(403);
  }
  expect(asked).toEqual([]);
});

test("an answer announced as larger than the cap is not read", async () => {
  const { network } = fakeNetwork(() => new Response("0123456789a", { headers: { "content-length": "11" } }));
  expect((await answerNet(request("https://data.example.org/a"), network)).status).toBe(413);
});

test("an answer that runs past the cap breaks off, one that fills it passes", async () => {
  const { network } = fakeNetwork(() => new Response("0123456789a"));
  const over = await answerNet(request("https://data.example.org/a"), network);
  await expect(over.text()).rejects.toThrow("more than 10 bytes");
  const { network: exact } = fakeNetwork(() => new Response("0123456789"));
  expect(await (await answerNet(request("https://data.example.org/a"), exact)).text()).toBe("0123456789");
});

test("HEAD gives headers alone, also of a file larger than the cap", async () => {
  const { network, asked } = fakeNetwork(() => new Response(null, { headers: { "content-length": "5000" } }));
  const response = await answerNet(request("https://data.example.org/a", { method: "HEAD" }), network);
  expect([response.status, response.headers.get("content-length"), response.body]).toEqual([
    200,
    "5000",
    null,
  ]);
  expect(asked[0]?.init.method).toBe("HEAD");
});

test("a host that cannot be reached, or redirects, is an error with a reason", async () => {
  const { network } = fakeNetwork(() => {
    throw new TypeError("Failed to fetch");
  });
  const response = await answerNet(request("https://data.example.org/a"), network);
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ error: "data.example.org could not be read." });
});

test("a refusal of its own is told apart from anything that a host may send", async () => {
  const { network } = fakeNetwork(
    () => new Response("{}", { status: 403, headers: { "x-eider-refusal": "1" } }),
  );
  const own = await answerNet(request("https://other.example.org/a.csv"), network);
  const host = await answerNet(request("https://data.example.org/a.csv"), network);
  expect([own.status, own.headers.get("x-eider-refusal")]).toEqual([403, "1"]);
  expect([host.status, host.headers.get("x-eider-refusal")]).toEqual([403, null]);
});

test("an address that is signed for GET alone answers HEAD by its first byte", async () => {
  const answers = [
    () => new Response(null, { status: 403 }),
    () =>
      new Response("x", {
        status: 206,
        headers: { "content-range": "bytes 0-0/5000", "content-length": "1" },
      }),
  ];
  const { network, asked } = fakeNetwork(() => answers.shift()?.() ?? new Response("x"));
  const response = await answerNet(request("https://data.example.org/a", { method: "HEAD" }), network);
  expect([response.status, response.headers.get("content-length"), response.body]).toEqual([
    200,
    "5000",
    null,
  ]);
  expect(asked.map(({ init }) => [init.method, new Headers(init.headers).get("range")])).toEqual([
    ["HEAD", null],
    ["GET", "bytes=0-0"],
  ]);
});

test("a host that is busy is asked again, as late as it wishes, and one that wishes too long is told of", async () => {
  const busy = (after: string) => () => new Response("", { status: 429, headers: { "retry-after": after } });
  const answers = [busy("3"), () => new Response("done")];
  const { network } = fakeNetwork(() => answers.shift()?.() ?? new Response("x"));
  const waitedMs: number[] = [];
  network.clock.wait = async (ms) => void waitedMs.push(ms);
  expect(await (await answerNet(request("https://data.example.org/a"), network)).text()).toBe("done");
  expect(waitedMs).toEqual([3000]);
  answers.push(busy("3600"), () => new Response("late"));
  expect((await answerNet(request("https://data.example.org/a"), network)).status).toBe(429);
});

test("what is read by plain addresses counts, too", async () => {
  const { network } = fakeNetwork(() => new Response("12345"));
  const capped = { ...grant, totalBytes: 8 };
  network.grant = async () => capped;
  expect(await (await answerNet(request("https://data.example.org/a"), network)).text()).toBe("12345");
  expect(network.traffic.of(capped).left()).toBe(3);
  await expect((await answerNet(request("https://data.example.org/a"), network)).text()).rejects.toThrow();
  expect((await answerNet(request("https://data.example.org/a"), network)).status).toBe(403);
});
