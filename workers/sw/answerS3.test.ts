import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startS3 } from "../../bin/testing/startS3.mjs";
import type { Connection } from "../../lib/s3/connection.ts";
import { connectionId, grantedBucket, grantId, list, object } from "./testing/grantedBucket.ts";

let server: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  server = await startS3({ buckets: ["eider", "other"] });
  await server.put("eider", "data/hello.txt", "hello, world");
  await server.put("eider", "secret.txt", "canary");
  await server.put("other", "a.txt", "another bucket");
});
afterAll(() => server.close());

/** A grant of the bucket "eider" below "data/" on the server. */
const granted = (change: Partial<Connection> = {}, secret = server.secretAccessKey, mayWrite = false) => {
  const access = {
    kind: "keys",
    accessKeyId: server.accessKeyId,
    expiresAt: null,
    isTemporary: false,
  } as const;
  return grantedBucket({ endpoint: server.url, prefix: "data/", access, ...change }, { secret, mayWrite });
};

describe("a bucket on a server that checks signatures", () => {
  test("is read whole, in part, and by its headers", async () => {
    const { answer, told } = await granted();
    const whole = await answer(object("data/hello.txt"));
    expect([whole.status, await whole.text()]).toEqual([200, "hello, world"]);
    const part = await answer(object("data/hello.txt"), { headers: { range: "bytes=7-11" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      "bytes 7-11/12",
      "world",
    ]);
    const head = await answer(object("data/hello.txt"), { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.body]).toEqual([200, "12", null]);
    expect(whole.headers.get("content-security-policy")).toContain("sandbox");
    expect(told.at(-1)).toEqual({ requests: 3, bytes: 17 });
  });

  test("is listed below its prefix", async () => {
    const { answer } = await granted();
    const answered = await answer(list("data/"));
    expect(answered.status).toBe(200);
    expect(await answered.text()).toContain("<Key>data/hello.txt</Key>");
  });

  test.each([
    "plus+plus.csv",
    "space in name.csv",
    "100%.csv",
    "%41.csv",
    "a%2Fb.csv",
    "grün 🦆.csv",
    "!'()*.csv",
    "year=2024/month=01/a&b=c;d,e@f:g$h~i.csv",
    "a#b?c[d]{e}|f^g`h.csv",
    '"quoted"<tag>.csv',
  ])("gives an object named %s", async (name) => {
    const key = `data/${name}`;
    await server.put("eider", key, name);
    const { answer } = await granted();
    const answered = await answer(object(key));
    expect([answered.status, await answered.text()]).toEqual([200, name]);
  });

  test("refuses in plain words a wrong secret, an unknown key, a missing object and a missing bucket", async () => {
    const told = async (of: Awaited<ReturnType<typeof granted>>, ask = object("data/hello.txt")) => {
      const response = await of.answer(ask);
      const body = await response.json();
      expect(JSON.stringify(body)).not.toContain("AWS4");
      return [response.status, response.headers.get("x-eider-refusal"), body.error];
    };
    const host = new URL(server.url).host;
    expect(await told(await granted({}, "wrong"))).toEqual([
      403,
      "SignatureDoesNotMatch",
      `${host} does not take the signature.`,
    ]);
    const access = { kind: "keys", accessKeyId: "NOBODY", expiresAt: null, isTemporary: false } as const;
    expect(await told(await granted({ access }))).toEqual([
      403,
      "InvalidAccessKeyId",
      `${host} does not know this access key.`,
    ]);
    expect(await told(await granted(), object("data/none.csv"))).toEqual([
      404,
      "NoSuchKey",
      "There is no object s3://eider/data/none.csv.",
    ]);
    expect(await told(await granted({ bucket: "missing" }), list("data/"))).toEqual([
      404,
      "NoSuchBucket",
      `${host} has no bucket named missing.`,
    ]);
  });

  test("is read without a signature where it is anonymous", async () => {
    const { answer, network } = await granted({ access: { kind: "anonymous" } });
    const headers: (string | null)[] = [];
    const { fetch: inner } = network;
    network.fetch = (url, init) => {
      headers.push(new Headers(init.headers).get("authorization"));
      return inner(url, init);
    };
    expect((await answer(object("data/hello.txt"))).status).toBe(200);
    expect(headers).toEqual([null]);
  });

  test("is written, also in parts, and only where that was granted", async () => {
    const reading = await granted();
    expect((await reading.answer(object("data/new.txt"), { method: "PUT", body: "x" })).status).toBe(403);
    expect(
      (await reading.answer({ kind: "startUpload", key: "data/new.txt" }, { method: "POST" })).status,
    ).toBe(403);
    expect((await reading.answer(object("data/hello.txt"), { method: "DELETE" })).status).toBe(403);
    expect(reading.asked).toEqual([]);

    const writing = await granted({}, undefined, true);
    const key = "data/new (1)+.txt";
    expect((await writing.answer(object(key), { method: "PUT", body: "written" })).status).toBe(200);
    expect(await (await writing.answer(object(key))).text()).toBe("written");
    const started = await (await writing.answer({ kind: "startUpload", key }, { method: "POST" })).text();
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(started)?.[1] ?? "";
    const part = await writing.answer(
      { kind: "part", key, uploadId, partNumber: 1 },
      { method: "PUT", body: "by parts" },
    );
    const xml = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.get("etag")}</ETag></Part></CompleteMultipartUpload>`;
    const done = await writing.answer({ kind: "upload", key, uploadId }, { method: "POST", body: xml });
    expect(done.status).toBe(200);
    expect(await (await writing.answer(object(key))).text()).toBe("by parts");
    expect((await writing.answer(object(key), { method: "DELETE" })).status).toBe(204);
    expect((await writing.answer(object("elsewhere.txt"), { method: "PUT", body: "x" })).status).toBe(403);
  });
});

describe("what is refused without a contact", () => {
  const base = `/__net/${grantId}/s3/${connectionId}`;

  test("other prefixes, dots that climb, other parameters, other connections and grants", async () => {
    const { answerPath, asked } = await granted();
    const statuses: Record<string, number> = {};
    for (const path of [
      `${base}/secret.txt`,
      `${base}/data%2F..%2Fsecret.txt`,
      `${base}/data%2F%252e%252e%2Fsecret.txt`,
      `${base}/data%2F%2e%2e%2Fsecret.txt`,
      `${base}/data%2F..%5Csecret.txt`,
      `${base}/?list&prefix=`,
      `${base}/?list`,
      `${base}/?list&prefix=data%2F..%2F`,
      `/__net/${grantId}/s3/c-of-somebody-else/data%2Fhello.txt`,
      `/__net/g-of-another-notebook/s3/${connectionId}/data%2Fhello.txt`,
    ])
      statuses[path] = (await answerPath(path)).status;
    expect(new Set(Object.values(statuses)), JSON.stringify(statuses)).toEqual(new Set([403]));
    for (const path of [
      `${base}/data/hello.txt`,
      `${base}/data%2Fhello.txt?acl`,
      `${base}/data%2Fhello.txt?versionId=1`,
      `${base}/data%2Fhello.txt?list`,
      `${base}/?prefix=data%2F`,
      `${base}/?list&prefix=data%2F&prefix=`,
      `${base}/?list&prefix=data%2F&location`,
      `${base}/?list&prefix=data%2F&delimiter=a`,
      `${base}/`,
      base,
    ])
      expect((await answerPath(path)).status, path).toBe(404);
    expect(asked).toEqual([]);
  });

  test("a store on this machine where the app is not, and private addresses anywhere", async () => {
    const far = await granted();
    far.network.servedFromLoopback = false;
    expect((await far.answer(object("data/hello.txt"))).status).toBe(403);
    const inside = await granted({ endpoint: "http://10.0.0.1:9000" });
    expect((await inside.answer(object("data/hello.txt"))).status).toBe(403);
    const metadata = await granted({ endpoint: "https://169.254.169.254" });
    expect((await metadata.answer(object("data/hello.txt"))).status).toBe(403);
    expect([...far.asked, ...inside.asked, ...metadata.asked]).toEqual([]);
  });

  test("more than a notebook may read in all", async () => {
    const { answer, network } = await granted();
    const grant = await network.grant(grantId);
    network.grant = async () => grant && { ...grant, totalBytes: 15 };
    expect(await (await answer(object("data/hello.txt"))).text()).toBe("hello, world");
    await expect((await answer(object("data/hello.txt"))).text()).rejects.toThrow("all that it may");
    const refused = await answer(object("data/hello.txt"));
    expect([refused.status, (await refused.json()).code]).toEqual([403, "TotalBytes"]);
  });
});
