import { describe, expect, it } from "vitest";
import { decodeCapsule } from "../../share/decodeCapsule.ts";
import { decryptCapsule } from "../../share/encryptedCapsule.ts";
import { parseLink } from "../../share/parseLink.ts";
import { AppStage, chainText } from "../testing/appStage.ts";
import type { SharedFile } from "./sharing.ts";

const accessKey = ["AKIA", "Q3EGRBVZ", "T6LMN4XY"].join("");
const plain = { removesSecrets: true, withResults: false };
const withResults = { ...plain, withResults: true };
const address = "https://data.example.org/tea.nb.md";

function successOf<T>(outcome: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

/** The bytes that a file hands to the browser's downloads. */
async function savedBytes(stage: AppStage, file: SharedFile): Promise<Uint8Array<ArrayBuffer>> {
  file.save();
  const saved = stage.platform.downloads.at(-1);
  return new Uint8Array((await saved?.file.arrayBuffer()) ?? new ArrayBuffer(0));
}

describe("secrets", () => {
  it("are named by kind and place, and left out of link and files", async () => {
    const text = `---
eider: 1
sources:
  a: https://me:hunter2@db.example.org/a.csv
---
# ${accessKey}

\`\`\`sql name=q
select 'Bearer abcdefghijklmnopqrstuvwxyz0123'
\`\`\`
`;
    const stage = await AppStage.with(text);
    const sharing = await stage.commands.sharing();
    expect(sharing.secrets).toEqual([
      { kind: "an address with a password", where: "the notebook's header" },
      { kind: "an AWS access key", where: "text 1" },
      { kind: "an access token", where: "cell q" },
    ]);
    const link = successOf(await sharing.link(plain));
    const opened = successOf(await decodeCapsule(new URL(link.url).hash));
    const pinned = successOf(await sharing.pinnedFile(plain));
    const file = new TextDecoder().decode(await savedBytes(stage, pinned));
    for (const shared of [opened.text, file]) {
      expect(shared).toContain("https://db.example.org/a.csv");
      expect(shared).toContain("Bearer removed");
      expect(shared).not.toMatch(/AKIA|hunter2|abcdefgh/);
    }
    expect(stage.commands.text()).toBe(text);
  });

  it("that its author does not want to leave out stop everything", async () => {
    const stage = await AppStage.with(`\`\`\`sql name=q\nselect '${accessKey}'\n\`\`\`\n`);
    const sharing = await stage.commands.sharing();
    const choice = { ...plain, removesSecrets: false };
    for (const make of [sharing.link, sharing.pinnedFile, sharing.encryptedFile]) {
      expect(await make(choice)).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining("an AWS access key, in cell q") },
      });
    }
  });
});

describe("results", () => {
  it("go along only when asked for", async () => {
    const stage = await AppStage.with(chainText);
    expect((await stage.commands.sharing()).hasResults).toBe(false);
    await stage.commands.run();
    const sharing = await stage.commands.sharing();
    expect(sharing.hasResults).toBe(true);
    const without = successOf(await decodeCapsule(new URL(successOf(await sharing.link(plain)).url).hash));
    expect(without.snapshots).toBeUndefined();
    const link = successOf(await sharing.link(withResults));
    const { snapshots = [] } = successOf(await decodeCapsule(new URL(link.url).hash));
    expect(snapshots.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 1],
    ]);
    expect(link.leftOut).toEqual(["results beyond their first rows"]);
  });

  it("are shown to the recipient until the cell runs there, also after a reload", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.run();
    const link = successOf(await (await stage.commands.sharing()).link(withResults));
    const other = new AppStage();
    await other.app.begin({ fragment: new URL(link.url).hash, notebookId: null });
    expect(other.state.snapshots[other.id("a")]?.rows.length).toBe(1);
    other.platform.leave();
    await other.until(() => other.state.save.status === "saved");
    const reloaded = new AppStage(other.platform);
    await reloaded.app.begin({ fragment: "", notebookId: other.state.notebookId });
    const shown = Object.values(reloaded.state.snapshots);
    expect(shown).toEqual(Object.values(other.state.snapshots));
    expect(reloaded.state.from).toEqual({ kind: "link" });
  });
});

describe("a file at an address", () => {
  it("is the notebook's text, and its link holds its hash", async () => {
    const stage = await AppStage.with(chainText);
    const file = successOf(await (await stage.commands.sharing()).pinnedFile(plain));
    expect(new TextDecoder().decode(await savedBytes(stage, file))).toBe(chainText);
    const link = successOf(file.linkTo(` ${address} `));
    expect(successOf(parseLink(new URL(link.url).hash))).toMatchObject({ form: "pinned", url: address });
  });

  it("is encrypted anew each time, and opens with the key of its link alone", async () => {
    const stage = await AppStage.with(chainText);
    const sharing = await stage.commands.sharing();
    const file = successOf(await sharing.encryptedFile(plain));
    const link = successOf(parseLink(new URL(successOf(file.linkTo(address)).url).hash));
    if (link.form !== "encrypted") throw new Error("This is no link to an encrypted file.");
    const bytes = await savedBytes(stage, file);
    expect(successOf(await decryptCapsule(bytes, link.key)).text).toBe(chainText);
    const another = successOf(await sharing.encryptedFile(plain));
    expect((await decryptCapsule(await savedBytes(stage, another), link.key)).ok).toBe(false);
  });

  it.each(["", "tea", "http://data.example.org/a", "https://localhost/a", "https://10.0.0.1/a"])(
    "cannot be at %j, which others do not reach",
    async (bad) => {
      const stage = await AppStage.with(chainText);
      const file = successOf(await (await stage.commands.sharing()).pinnedFile(plain));
      expect(file.linkTo(bad).ok).toBe(false);
    },
  );
});
