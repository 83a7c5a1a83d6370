import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Grant } from "../remote/grants.ts";
import { checkS3 } from "./checkS3.ts";
import type { Connection, GrantedConnection } from "./connection.ts";
import { parseS3Path, type S3Ask, s3Path } from "./s3Path.ts";

const grant: Grant = { grantId: "g-0123456789abcdef", notebookId: "n", hosts: [], maxBytes: 1 };
const granted = (change: Partial<Connection> = {}, mayWrite = false): GrantedConnection => ({
  id: "c-0123456789abcdef",
  connection: {
    name: "c",
    bucket: "my-bucket",
    prefix: "logs/",
    region: "eu-central-1",
    endpoint: "",
    addressing: "virtual",
    access: { kind: "anonymous" },
    isKept: false,
    ...change,
  },
  signing: null,
  mayWrite,
});
const object = (key: string): S3Ask => ({ kind: "object", key });
const hrefOf = (ask: S3Ask, of = granted(), method = "GET") => {
  const checked = checkS3(ask, method, of, grant, false);
  return checked.ok ? checked.value.href : null;
};

describe("the address of an object", () => {
  test("is that of its store, with the bucket where the connection says", () => {
    const at = (change: Partial<Connection>) => hrefOf(object("logs/a.csv"), granted(change));
    expect(at({})).toBe("https://my-bucket.s3.eu-central-1.amazonaws.com/logs/a.csv");
    expect(at({ addressing: "path" })).toBe("https://s3.eu-central-1.amazonaws.com/my-bucket/logs/a.csv");
    expect(at({ bucket: "my.bucket" })).toBe("https://s3.eu-central-1.amazonaws.com/my.bucket/logs/a.csv");
    expect(at({ region: "cn-north-1" })).toBe("https://my-bucket.s3.cn-north-1.amazonaws.com.cn/logs/a.csv");
    expect(at({ endpoint: "https://acc.r2.cloudflarestorage.com", addressing: "path" })).toBe(
      "https://acc.r2.cloudflarestorage.com/my-bucket/logs/a.csv",
    );
    expect(at({ endpoint: "https://s3.example.org:8443" })).toBe(
      "https://my-bucket.s3.example.org:8443/logs/a.csv",
    );
  });

  test("keeps double slashes, and encodes what URLs or signatures read otherwise", () => {
    expect(hrefOf(object("logs//a+b c%.csv"))).toMatch(/\/logs\/\/a%2Bb%20c%25\.csv$/);
    expect(hrefOf(object("logs/!'()*"))).toMatch(/\/logs\/%21%27%28%29%2A$/);
  });

  test("of a listing holds the prefix, and nothing else that was not asked for", () => {
    const ask: S3Ask = { kind: "list", prefix: "logs/a b/", isFlat: false, after: "t+=" };
    expect(hrefOf(ask)).toBe(
      "https://my-bucket.s3.eu-central-1.amazonaws.com/?list-type=2&encoding-type=url&prefix=logs%2Fa%20b%2F&delimiter=%2F&continuation-token=t%2B%3D",
    );
    expect(hrefOf(ask, granted({ addressing: "path" }))).toContain(".amazonaws.com/my-bucket?list-type=2&");
  });
});

describe("what may be asked", () => {
  test("writing needs its own right, and a listing is only read", () => {
    const writer = granted({}, true);
    for (const method of ["PUT", "DELETE"]) {
      expect(hrefOf(object("logs/a"), granted(), method)).toBeNull();
      expect(hrefOf(object("logs/a"), writer, method)).not.toBeNull();
    }
    expect(hrefOf(object("logs/a"), writer, "POST")).toBeNull();
    const list: S3Ask = { kind: "list", prefix: "logs/", isFlat: true, after: null };
    for (const method of ["HEAD", "PUT", "POST", "DELETE"]) expect(hrefOf(list, writer, method)).toBeNull();
  });

  test("whatever the key and however it is spelled, what is asked for lies below the prefix", () => {
    const piece = fc.constantFrom(
      "..",
      ".",
      "%2e",
      "%2E%2e",
      "%252e",
      "/",
      "%2f",
      "\\",
      "logs",
      "a",
      "?",
      "#",
      "@",
      "%",
      ";",
      "+",
      "🦆",
    );
    const key = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(piece, { maxLength: 12 }).map((parts) => `logs/${parts.join("")}`),
    );
    fc.assert(
      fc.property(key, fc.constantFrom("virtual", "path"), (text, addressing) => {
        const href = hrefOf(object(text), granted({ addressing }));
        if (href === null) return;
        const url = new URL(href);
        const base = addressing === "path" ? "/my-bucket/" : "/";
        expect(url.hostname).toBe(
          addressing === "path" ? "s3.eu-central-1.amazonaws.com" : "my-bucket.s3.eu-central-1.amazonaws.com",
        );
        expect(url.pathname.startsWith(`${base}logs/`)).toBe(true);
        expect(decodeURIComponent(url.pathname)).toBe(base + text);
        expect(url.search + url.hash).toBe("");
        expect(text.split(/[/\\]/)).not.toContain("..");
      }),
      { numRuns: 3000 },
    );
  });
});

test("an ask comes back out of its path as it went in", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const ask: fc.Arbitrary<S3Ask> = fc.oneof(
    text.map(object),
    fc.record({
      kind: fc.constant("list" as const),
      prefix: fc.string({ unit: "grapheme" }),
      isFlat: fc.boolean(),
      after: fc.option(text),
    }),
    text.map((key): S3Ask => ({ kind: "startUpload", key })),
    fc.record({ kind: fc.constant("upload" as const), key: text, uploadId: text }),
    fc.record({
      kind: fc.constant("part" as const),
      key: text,
      uploadId: text,
      partNumber: fc.integer({ min: 1, max: 10_000 }),
    }),
  );
  fc.assert(
    fc.property(ask, (asked) => {
      const { pathname, search } = new URL(
        s3Path("grant-1", "connection-1", asked),
        "https://app.example.org",
      );
      // A key of dots alone is resolved by the URL parser and is no object then.
      if (asked.kind !== "list" && /^\.{1,2}$/.test(asked.key)) return;
      expect(parseS3Path(pathname + search)).toEqual({
        grantId: "grant-1",
        connectionId: "connection-1",
        ask: asked,
      });
    }),
  );
});
