import { describe, expect, test } from "vitest";
import type { Connection, Credentials } from "./connection.ts";
import { heldConnection } from "./heldConnection.ts";

const typed: Connection = {
  name: "logs",
  bucket: "my-bucket",
  prefix: "",
  region: "eu-central-1",
  endpoint: "",
  addressing: "virtual",
  access: { kind: "keys", accessKeyId: "AKIDEXAMPLE", expiresAt: null, isTemporary: false },
  isKept: false,
};
const credentials: Credentials = {
  accessKeyId: "ASIAOTHER",
  secretAccessKey: "canary-secret",
  sessionToken: "token",
  expiresAt: "2030-01-01T00:00:00Z",
};

describe("a connection as it is held", () => {
  test("has a key that signs, of the keys that were typed, and no secret", async () => {
    const held = await heldConnection(typed, credentials, null);
    if (!held.ok) throw new Error(held.error.message);
    const { connection, signing } = held.value;
    expect(connection.access).toEqual({
      kind: "keys",
      accessKeyId: "ASIAOTHER",
      expiresAt: "2030-01-01T00:00:00Z",
      isTemporary: true,
    });
    expect(signing?.key.extractable).toBe(false);
    if (signing) await expect(crypto.subtle.exportKey("raw", signing.key)).rejects.toThrow();
    expect(JSON.stringify(held)).not.toContain("canary");
  });

  test("keeps the key that it has where none is typed, and only its own", async () => {
    const own = { ...credentials, accessKeyId: "AKIDEXAMPLE" };
    const first = await heldConnection(typed, own, null);
    const signing = first.ok ? first.value.signing : null;
    const kept = await heldConnection({ ...typed, prefix: "a/" }, null, signing);
    expect(kept.ok && kept.value.signing?.key).toBe(signing?.key);
    const access = { kind: "keys", accessKeyId: "AKIDOTHER", expiresAt: null, isTemporary: false } as const;
    const other = { ...typed, access };
    for (const [change, known] of [
      [other, signing],
      [typed, null],
    ] as const) {
      const held = await heldConnection(change, null, known);
      expect(!held.ok && held.error.message).toBe("The secret key of this connection is not here.");
    }
  });

  test("has no key where everybody may read", async () => {
    const held = await heldConnection({ ...typed, access: { kind: "anonymous" } }, credentials, null);
    expect(held.ok && held.value.signing).toBeNull();
  });

  test.each<[Partial<Connection>, RegExp]>([
    [{ name: "my logs" }, /^A name has/],
    [{ bucket: "My Bucket" }, /^No bucket has this name/],
    [{ prefix: "logs" }, /^A prefix/],
    [{ region: "Frankfurt" }, /^A region/],
    [{ endpoint: "https://s3.example.org/path" }, /^An endpoint/],
  ])("says what is wrong with %o", async (change, message) => {
    const held = await heldConnection({ ...typed, ...change }, credentials, null);
    expect(!held.ok && held.error.message).toMatch(message);
  });

  test("says so of keys that no header could carry, without repeating them", async () => {
    const held = await heldConnection(typed, { ...credentials, sessionToken: "line\nbreak" }, null);
    expect(held.ok).toBe(false);
    expect(JSON.stringify(held)).not.toMatch(/break|canary/);
  });
});
