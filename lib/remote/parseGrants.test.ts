import { beforeAll, describe, expect, test } from "vitest";
import type { Connection, SigningKey } from "../s3/connection.ts";
import { signingKey } from "../s3/signingKey.ts";
import type { Grant } from "./grants.ts";
import { parseGrants } from "./parseGrants.ts";

const grant: Grant = {
  grantId: "g-0123456789abcdef",
  notebookId: "n1",
  hosts: ["https://data.example.org"],
  maxBytes: 1000,
};

describe("grants in a message", () => {
  test("well-formed ones are taken, with nothing added", () => {
    const filled = { ...grant, loopback: false, connections: [] };
    expect(parseGrants([{ ...grant, extra: 1 }])).toEqual([filled]);
    // A page cannot say that somebody named the hosts on a command line.
    expect(parseGrants([{ ...grant, isTyped: true }])).toEqual([filled]);
    expect(parseGrants([])).toEqual([]);
    const spent = { requests: 3, bytes: 10 };
    expect(parseGrants([{ ...grant, totalBytes: 5, spent }])).toEqual([{ ...filled, totalBytes: 5, spent }]);
  });

  test("anything else is refused as a whole", () => {
    for (const bad of [
      null,
      {},
      "x",
      [null],
      [{}],
      [{ ...grant, grantId: "short" }],
      [{ ...grant, hosts: [1] }],
      [{ ...grant, maxBytes: Number.NaN }],
      [{ ...grant, maxBytes: 0 }],
      [{ ...grant, totalBytes: 0 }],
      [{ ...grant, totalBytes: "9" }],
      [{ ...grant, spent: { requests: -1, bytes: 0 } }],
      [{ ...grant, connections: {} }],
      [grant, { ...grant, notebookId: 7 }],
    ]) {
      expect(parseGrants(bad), JSON.stringify(bad)).toBeNull();
    }
  });
});

describe("connections in a grant", () => {
  const connection: Connection = {
    name: "logs",
    bucket: "my-bucket",
    prefix: "logs/",
    region: "eu-central-1",
    endpoint: "",
    addressing: "virtual",
    access: { kind: "keys", accessKeyId: "AKIDEXAMPLE", expiresAt: null, isTemporary: false },
    isKept: false,
  };
  let signing: SigningKey;
  beforeAll(async () => {
    signing = await signingKey({
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "secret",
      sessionToken: null,
      expiresAt: null,
    });
  });
  const id = "c-0123456789abcdef";
  const read = (given: unknown) => parseGrants([{ ...grant, connections: [given] }])?.[0]?.connections?.[0];

  test("one is taken with its signing key, and may not write unless that is said", () => {
    expect(read({ id, connection, signing })).toEqual({ id, connection, signing, mayWrite: false });
    expect(read({ id, connection, signing, mayWrite: "yes" })?.mayWrite).toBe(false);
    expect(read({ id, connection, signing, mayWrite: true })?.mayWrite).toBe(true);
  });

  test("an anonymous one has no key, and one with keys has its own", () => {
    const anonymous = { ...connection, access: { kind: "anonymous" } };
    expect(read({ id, connection: anonymous, signing: null })?.signing).toBeNull();
    expect(read({ id, connection: anonymous, signing })).toBeUndefined();
    expect(read({ id, connection, signing: null })).toBeUndefined();
    expect(read({ id, connection, signing: { ...signing, accessKeyId: "OTHER" } })).toBeUndefined();
  });

  test("a key that could be read, or does something else than sign, is refused", async () => {
    const make = (extractable: boolean, usages: KeyUsage[], hash = "SHA-256") =>
      crypto.subtle.generateKey({ name: "HMAC", hash }, extractable, usages);
    const aes = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const keys = [
      await make(true, ["sign"]),
      await make(false, ["sign", "verify"]),
      await make(false, ["sign"], "SHA-1"),
      aes,
      "AWS4secret",
      null,
    ];
    for (const key of keys) expect(read({ id, connection, signing: { ...signing, key } })).toBeUndefined();
  });

  test("what would lead to another host, bucket or header is refused", () => {
    const wrong: Record<string, unknown>[] = [
      { bucket: "a" },
      { bucket: "evil.example/x" },
      { bucket: "a..b" },
      { bucket: "My_Bucket" },
      { region: "eu/../x" },
      { region: "eu.evil.example" },
      { region: "" },
      { endpoint: "https://s3.example.org/" },
      { endpoint: "https://user@s3.example.org" },
      { endpoint: "ftp://s3.example.org" },
      { endpoint: "s3.example.org" },
      { prefix: "logs" },
      { prefix: "logs/../" },
      { prefix: "%2e%2e/" },
      { addressing: "both" },
      { name: "a b" },
      { access: { kind: "keys", accessKeyId: "A\nB", expiresAt: null } },
      { access: { kind: "keys", accessKeyId: "AKIDEXAMPLE", expiresAt: "tomorrow" } },
    ];
    for (const change of wrong)
      expect(
        read({ id, connection: { ...connection, ...change }, signing }),
        JSON.stringify(change),
      ).toBeUndefined();
    expect(
      read({ id, connection: { ...connection, bucket: "My_Bucket", addressing: "path" }, signing }),
    ).toBeDefined();
  });

  test("two of one id are refused", () => {
    const one = { id, connection, signing, mayWrite: false };
    expect(parseGrants([{ ...grant, connections: [one, one] }])).toBeNull();
  });
});
