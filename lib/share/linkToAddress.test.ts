import { describe, expect, it } from "vitest";
import { decryptCapsule, encryptCapsule } from "./encryptedCapsule.ts";
import { encryptedLink, pinnedLink } from "./linkToAddress.ts";
import { parseLink } from "./parseLink.ts";

const url = "https://data.example.org/a (1)/tea.nb.md?x=1&y=é#part";
const sha256 = "0123456789abcdef".repeat(4);
const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7);

const messageOf = (fragment: string) => {
  const link = parseLink(fragment);
  return link.ok ? "opened" : link.error.message;
};

describe("a link to an address", () => {
  it("gives back the address, the hash and the cell", () => {
    const link = pinnedLink(url, sha256);
    expect(link).toMatch(/^#nb1u\.https%3A%2F%2Fdata\.example\.org/);
    expect(parseLink(`${link}&cell=a%20b&view=report`)).toEqual({
      ok: true,
      value: { form: "pinned", url, sha256, cell: "a b", view: "report" },
    });
  });

  it("gives back the address and the key", () => {
    expect(parseLink(encryptedLink(url, key))).toEqual({
      ok: true,
      value: { form: "encrypted", url, key, cell: null, view: null },
    });
  });

  it("survives the punctuation that a chat glues to it", () => {
    for (const end of [".", ")", ").", ">", "'"])
      expect(messageOf(pinnedLink(url, sha256) + end)).toBe("opened");
  });

  it.each([pinnedLink(url, sha256), encryptedLink(url, key)])("is told from one that was cut: %s", (link) => {
    for (let length = "#nb1".length; length < link.length; length++) {
      expect(messageOf(link.slice(0, length))).toBe("The link is damaged or was cut off.");
    }
  });

  it("says so when a newer Eider made it", () => {
    expect(messageOf(pinnedLink(url, sha256).replace("nb1u", "nb2u"))).toContain("newer Eider");
    expect(messageOf(`#nb1u.%E0%.${sha256}`)).toContain("damaged");
  });
});

describe("an encrypted notebook", () => {
  it("opens with its key, and shows nothing of itself without", async () => {
    const capsule = {
      text: "# Plan\n\nThe canary sings.\n",
      snapshots: [{ name: "a", columns: ["n"], rows: [["1"], [null]], rowCount: 9 }],
    };
    const { bytes, key: made } = await encryptCapsule(capsule);
    expect(new TextDecoder().decode(bytes)).not.toContain("canary");
    expect(await decryptCapsule(bytes, made)).toEqual({ ok: true, value: capsule });
    expect((await encryptCapsule(capsule)).bytes.slice(0, 12)).not.toEqual(bytes.slice(0, 12));
  });

  it("does not open with one byte changed, whichever, or with another key", async () => {
    const { bytes, key: made } = await encryptCapsule({ text: "select 1" });
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await decryptCapsule(changed, made)).ok).toBe(false);
    }
    const answer = await decryptCapsule(bytes, key);
    expect(answer.ok ? "" : answer.error.message).toContain("The key in the link does not open the file");
  });

  it("does not open as another version", async () => {
    const { bytes, key: made } = await encryptCapsule({ text: "select 1" });
    const imported = await crypto.subtle.importKey("raw", made, "AES-GCM", false, ["decrypt"]);
    const withTag = (tag: string) =>
      crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytes.slice(0, 12), additionalData: new TextEncoder().encode(tag) },
        imported,
        bytes.slice(12),
      );
    await expect(withTag("nb1e")).resolves.toBeDefined();
    await expect(withTag("nb2e")).rejects.toThrow();
  });

  it("is told from a file that is too short to be one", async () => {
    const answer = await decryptCapsule(new Uint8Array(28), key);
    expect(answer.ok ? "" : answer.error.message).toContain("no encrypted notebook");
  });
});
