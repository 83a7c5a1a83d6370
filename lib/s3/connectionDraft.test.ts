import { describe, expect, it } from "vitest";
import {
  type ConnectionDraft,
  connectionOf,
  draftOf,
  draftProblems,
  newDraft,
  withAddress,
  withPreset,
} from "./connectionDraft.ts";
import { endpointPresets } from "./endpoints.ts";
import { expiryText } from "./expiryText.ts";

const draft: ConnectionDraft = { ...newDraft(null), name: "shop", bucket: "shop-data" };
const anonymous = { kind: "anonymous" } as const;

describe("a connection in its form", () => {
  it("is filled by an address, and named after its bucket", () => {
    expect(withAddress(newDraft(null), "s3://my.shop/events/2024/*.parquet")).toMatchObject({
      name: "my-shop",
      bucket: "my.shop",
      prefix: "events/2024/",
      preset: "aws",
      endpoint: "",
    });
    const minio = withAddress(draft, "http://127.0.0.1:9000/other/a/b.csv");
    expect(minio).toMatchObject({
      name: "shop",
      bucket: "other",
      prefix: "a/",
      preset: "minio",
      endpoint: "http://127.0.0.1:9000",
      addressing: "path",
    });
    expect(withAddress(draft, "not an address")).toBeNull();
  });

  it("becomes what it says, and comes back as it was", () => {
    const connection = connectionOf(
      { ...draft, prefix: "/events", endpoint: "https://s3.example.org/" },
      anonymous,
    );
    expect(connection).toMatchObject({ name: "shop", prefix: "events/", endpoint: "https://s3.example.org" });
    expect(connectionOf(draftOf(connection), connection.access)).toEqual(connection);
    expect(connectionOf({ ...draft, name: "" }, anonymous).name).toBe("shop-data");
  });

  it("to AWS has its bucket where the certificate fits its name", () => {
    expect(connectionOf(draft, anonymous).addressing).toBe("virtual");
    expect(connectionOf({ ...draft, bucket: "my.shop" }, anonymous).addressing).toBe("path");
  });

  it("of every kind of store has no problem, once its account is named", () => {
    for (const { id } of endpointPresets) {
      const filled = withPreset(draft, id);
      const endpoint = filled.endpoint || (id === "aws" ? "" : "https://s3.example.org");
      expect([id, draftProblems({ ...filled, endpoint }, [])]).toEqual([id, {}]);
    }
  });

  it.each<[Partial<ConnectionDraft>, string, RegExp]>([
    [{ name: "a b" }, "name", /letters/],
    [{ name: "taken" }, "name", /already/],
    [{ bucket: "s3://shop" }, "bucket", /name alone/],
    [{ bucket: "x" }, "bucket", /3 to 63/],
    [{ prefix: "a/../b" }, "prefix", /plain path/],
    [{ prefix: "a/*" }, "prefix", /plain path/],
    [{ region: "" }, "region", /eu-central-1/],
    [{ endpoint: "s3.example.org" }, "endpoint", /begins with https/],
    [{ endpoint: "http://s3.example.org" }, "endpoint", /only for a store on this machine/],
    [{ endpoint: "https://key:secret@s3.example.org" }, "endpoint", /password/],
    [{ endpoint: "https://s3.example.org/bucket" }, "endpoint", /fields of their own/],
    [{ preset: "cloudflare", endpoint: "https://ACCOUNT.r2.cloudflarestorage.com" }, "endpoint", /ACCOUNT/],
    [{ preset: "other", endpoint: "" }, "endpoint", /address of the store/],
  ])("%o has a problem with its %s", (change, field, text) => {
    const problems = draftProblems({ ...draft, ...change }, ["taken"]);
    expect(Object.keys(problems)).toEqual([field]);
    expect(Object.values(problems)[0]).toMatch(text);
  });
});

describe("a session token", () => {
  const at = (seconds: number) =>
    expiryText(
      {
        kind: "keys",
        accessKeyId: "A",
        isTemporary: true,
        expiresAt: new Date(seconds * 1000).toISOString(),
      },
      0,
    );

  it.each([
    [-1, "expired"],
    [0, "expired"],
    [45, "expires in 45 s"],
    [3599, "expires in 59 min"],
    [5400, "expires in 1 h 30 min"],
    [864000, "expires in 10 days"],
  ])("with %d s left: %s", (seconds, text) => {
    expect(at(seconds)).toEqual({ text, isOver: text === "expired" });
  });

  it("whose end is not known says only that it ends, and other access never does", () => {
    const keys = { kind: "keys", accessKeyId: "A", expiresAt: null } as const;
    expect(expiryText({ ...keys, isTemporary: true }, 0)?.text).toBe("temporary keys");
    expect(expiryText({ ...keys, isTemporary: false }, 0)).toBeNull();
    expect(expiryText({ kind: "anonymous" }, 0)).toBeNull();
  });
});
