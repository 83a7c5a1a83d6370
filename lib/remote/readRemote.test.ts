import { describe, expect, it } from "vitest";
import { readRemote } from "./readRemote.ts";
import { refusalHeader } from "./refusalHeader.ts";
import type { RemoteWatch } from "./remoteFiles.ts";

const url = new URL("https://data.example.org/a%20b/sales%202024.csv?v=1");

function watch(more: Partial<RemoteWatch> = {}) {
  const seen: [number, number | null][] = [];
  const all: RemoteWatch = {
    confirm: async () => true,
    onProgress: (done, total) => seen.push([done, total]),
    signal: new AbortController().signal,
    ...more,
  };
  return { all, seen };
}

const read = (response: Response, more: Partial<RemoteWatch> = {}) =>
  readRemote(async () => response, url, watch(more).all);

describe("a file by its address", () => {
  it("comes with the name at the end of the address, and its progress is told", async () => {
    const { all, seen } = watch();
    const body = new Response("a\n1\n", { headers: { "content-length": "4" } });
    const answer = await readRemote(async () => body, url, all);
    expect(answer.ok && [answer.value.name, await answer.value.text()]).toEqual(["sales 2024.csv", "a\n1\n"]);
    expect(seen).toEqual([
      [0, 4],
      [4, 4],
    ]);
  });

  it("longer than announced, as packed answers are, has no total any more", async () => {
    const { all, seen } = watch();
    await readRemote(async () => new Response("abcdef", { headers: { "content-length": "2" } }), url, all);
    expect(seen.at(-1)).toEqual([6, null]);
  });

  it("that may only be small is refused past its limit, announced or not", async () => {
    const most = 2 ** 20;
    const late = await readRemote(async () => new Response(new Uint8Array(most + 1)), url, watch().all, most);
    const refusal = { status: 413, headers: { [refusalHeader]: "1" } };
    const early = await readRemote(async () => Response.json({}, refusal), url, watch().all, most);
    for (const answer of [late, early]) {
      expect(answer.ok ? "read" : answer.error.message).toContain("sends more than 1 MiB");
    }
    expect(
      (await readRemote(async () => new Response(new Uint8Array(most)), url, watch().all, most)).ok,
    ).toBe(true);
  });

  it("of a large size is asked for first, and not read where that is not wanted", async () => {
    const asked: number[] = [];
    let isCancelled = false;
    const body = new ReadableStream({
      cancel() {
        isCancelled = true;
      },
    });
    const answer = await readRemote(
      async (signal) => {
        signal.addEventListener("abort", () => void body.cancel());
        return new Response(body, { headers: { "content-length": "300000000" } });
      },
      url,
      watch({
        confirm: async (bytes) => {
          asked.push(bytes);
          return false;
        },
      }).all,
    );
    expect(asked).toEqual([300_000_000]);
    expect(isCancelled).toBe(true);
    expect(answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });

  it.each([
    [401, /not give this file to everybody/],
    [404, /no file at this address \(HTTP 404\)/],
    [429, /no more requests/],
    [503, /trouble of its own/],
    [206, /did not send the file/],
  ])("that the host answers with %d says why there is none", async (status, text) => {
    const answer = await read(new Response("no", { status }));
    expect(!answer.ok && answer.error.message).toMatch(text);
  });

  it("that the service worker refuses says what it says", async () => {
    const body = { error: "https://data.example.org was not allowed for this notebook.", hint: "Allow it." };
    const refusal = Response.json(body, { status: 403, headers: { [refusalHeader]: "1" } });
    expect(await read(refusal)).toEqual({
      ok: false,
      error: { code: "file", message: body.error, hint: "Allow it." },
    });
  });

  it("that breaks off is no file, and says how far it came", async () => {
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (pulls++ === 0) controller.enqueue(new Uint8Array(1000));
        else controller.error(new Error("connection lost"));
      },
    });
    const answer = await read(new Response(body));
    expect(!answer.ok && answer.error.message).toBe(
      "data.example.org broke off after 1,000 bytes (connection lost). Nothing was added.",
    );
  });

  it("that never ends can be stopped", async () => {
    const stop = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
    });
    const answer = await readRemote(
      async (signal) => {
        const response = new Response(body.pipeThrough(new TransformStream(), { signal }));
        return response;
      },
      url,
      watch({ signal: stop.signal, onProgress: (done) => done > 100 && stop.abort() }).all,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });

  it("of a host that cannot be reached says so", async () => {
    const answer = await readRemote(() => Promise.reject(new TypeError("Failed to fetch")), url, watch().all);
    expect(!answer.ok && answer.error.message).toBe(
      "data.example.org could not be reached (Failed to fetch).",
    );
  });
});
