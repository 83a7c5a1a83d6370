import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../share/capsuleFormat.ts";
import { encodeCapsule } from "../../share/encodeCapsule.ts";
import { encryptCapsule } from "../../share/encryptedCapsule.ts";
import { encryptedLink, pinnedLink } from "../../share/linkToAddress.ts";
import { AppStage, chainText } from "../testing/appStage.ts";

const url = "https://data.example.org/shared/tea.nb.md";
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A stage with a notebook of its own open, in a world with one file. */
async function stageWith(content: string | Uint8Array<ArrayBuffer>): Promise<AppStage> {
  const stage = await AppStage.with("```sql name=mine\nselect 1\n```\n");
  stage.platform.remoteFiles.files.set(url, content);
  return stage;
}

/** Follows a link, or an address in `?src=`. */
async function follow(stage: AppStage, fragment: string, source?: string): Promise<void> {
  await stage.app.begin({ fragment, notebookId: null, source });
}

/** Says yes, and waits until that came to something. */
async function accept(stage: AppStage): Promise<string> {
  stage.state.asking?.accept();
  await stage.until(() => stage.state.asking === null || stage.state.asking.status.at === "failed");
  const { asking } = stage.state;
  return asking?.status.at === "failed" ? asking.status.error.message : "opened";
}

describe("a link to a pinned file", () => {
  it("asks by the host's name, fetches nothing before, and opens what it was made for, unrun", async () => {
    const stage = await stageWith(chainText);
    await follow(stage, `${pinnedLink(url, await sha256Hex(bytesOf(chainText)))}&cell=B`);
    expect(stage.state.asking).toMatchObject({ host: "data.example.org", form: "pinned", url });
    expect(stage.platform.remoteFiles.asked).toEqual([]);
    expect(stage.names()).toEqual(["mine"]);
    expect(await accept(stage)).toBe("opened");
    expect([stage.state.origin, stage.selected()]).toEqual(["foreign", "b"]);
    expect(stage.state.from).toEqual({ kind: "host", host: "data.example.org" });
    expect(stage.platform.engine.requests).toEqual([]);
    expect(stage.platform.remoteFiles.allowed(stage.state.notebookId)).toEqual([]);
  });

  it("refuses a file that is another by one byte", async () => {
    const stage = await stageWith(`${chainText} `);
    await follow(stage, pinnedLink(url, await sha256Hex(bytesOf(chainText))));
    expect(await accept(stage)).toContain("not the one that this link was made for");
    expect(stage.names()).toEqual(["mine"]);
  });

  it("that is declined leaves the notebook and its address as they are", async () => {
    const stage = await stageWith(chainText);
    const { notebookId } = stage.state;
    await follow(stage, pinnedLink(url, "0".repeat(64)));
    stage.platform.address = "";
    stage.state.asking?.decline();
    expect(stage.state.asking).toBeNull();
    expect([stage.platform.address, stage.platform.remoteFiles.asked]).toEqual([notebookId, []]);
  });

  it("that is declined in a fresh tab opens what the tab would have opened without it", async () => {
    const stage = new AppStage();
    await follow(stage, pinnedLink(url, "0".repeat(64)));
    expect(stage.names()).toEqual([]);
    stage.state.asking?.decline();
    await stage.until(() => stage.names().includes("hello"));
  });

  it.each([
    ["http://data.example.org/a.nb.md", "Only https"],
    ["https://127.0.0.1/a.nb.md", "private network"],
    ["https://[::ffff:10.0.0.1]/a.nb.md", "private network"],
    ["https://192.168.1.1/a.nb.md", "private network"],
    ["https://me:secret@data.example.org/a.nb.md", "user name or password"],
    ["file:///etc/passwd", "Only https"],
    ["javascript:alert(1)", "Only https"],
  ])("to %s is refused without a question", async (bad, why) => {
    const stage = await stageWith(chainText);
    await follow(stage, pinnedLink(bad, "0".repeat(64)));
    expect(stage.state.asking).toBeNull();
    expect(stage.notices().join()).toContain(why);
    expect(stage.platform.remoteFiles.asked).toEqual([]);
  });

  it("is stopped where it is fetched when its user goes elsewhere", async () => {
    const stage = await stageWith(chainText);
    stage.platform.remoteFiles.answering = new Promise(() => undefined);
    await follow(stage, pinnedLink(url, "0".repeat(64)));
    stage.state.asking?.accept();
    await stage.until(() => stage.state.asking?.status.at === "fetching");
    await follow(stage, "#nb1");
    expect(stage.platform.remoteFiles.signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(stage.state.asking).toBeNull();
  });

  it("whose answer comes after another link was followed opens nothing", async () => {
    const stage = await stageWith(chainText);
    let answer: () => void = () => undefined;
    stage.platform.remoteFiles.answering = new Promise((resolve) => {
      answer = resolve;
    });
    await follow(stage, pinnedLink(url, await sha256Hex(bytesOf(chainText))));
    stage.state.asking?.accept();
    await follow(stage, await encodeCapsule("```sql name=other\nselect 1\n```\n"));
    answer();
    await stage.platform.remoteFiles.answering;
    expect(stage.names()).toEqual(["other"]);
  });
});

describe("a link to an encrypted file", () => {
  it("opens with its key, with the results that came along", async () => {
    const snapshots = [{ name: "A", columns: ["n"], rows: [["1"]], rowCount: 1 }];
    const { bytes, key } = await encryptCapsule({ text: chainText, snapshots });
    const stage = await stageWith(bytes);
    await follow(stage, encryptedLink(url, key));
    expect(await accept(stage)).toBe("opened");
    expect(stage.commands.text()).toBe(chainText);
    expect(stage.state.snapshots).toEqual({ [stage.id("a")]: snapshots[0] });
  });

  it("says that the key does not fit, and lets go of the question when closed", async () => {
    const { key } = await encryptCapsule({ text: chainText });
    const stage = await stageWith((await encryptCapsule({ text: chainText })).bytes);
    await follow(stage, encryptedLink(url, key));
    expect(await accept(stage)).toContain("key in the link does not open the file");
    stage.state.asking?.decline();
    expect([stage.state.asking, stage.names()]).toEqual([null, ["mine"]]);
  });
});

describe("?src=", () => {
  it("of another site is asked about and opens as foreign", async () => {
    const stage = await stageWith(chainText);
    await follow(stage, "", url);
    expect(stage.state.asking).toMatchObject({ host: "data.example.org", form: "plain" });
    expect(await accept(stage)).toBe("opened");
    expect(stage.state.origin).toBe("foreign");
  });

  it("of the folder being served opens at once, as from a file", async () => {
    const stage = await stageWith("");
    stage.platform.welcome = chainText;
    await follow(stage, "", "/folder/tea.nb.md");
    expect([stage.state.origin, stage.state.from]).toEqual(["foreign", { kind: "file" }]);
  });

  it("of a Jupyter notebook opens as cells, and one that is none leaves what is open", async () => {
    const stage = await stageWith("");
    const address = "https://data.example.org/my%20tea.ipynb";
    const cell = { cell_type: "code", id: "s", metadata: {}, source: "%%sql a <<\nselect 1" };
    const files = stage.platform.remoteFiles.files;
    files.set(address, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }));
    await follow(stage, "", address);
    expect(await accept(stage)).toBe("opened");
    expect([stage.names(), stage.state.document.title]).toEqual([["a"], "my tea"]);
    expect(stage.platform.keptAssets.get(stage.state.notebookId)).toContain("%%sql a <<");
    files.set(address, "{}");
    await follow(stage, "", address);
    await accept(stage);
    expect(stage.names()).toEqual(["a"]);
    expect(stage.notices().join()).toContain("my tea.ipynb was not opened");
  });
});

describe("a link opened again", () => {
  async function opened(): Promise<{ stage: AppStage; link: string; id: string }> {
    const stage = await stageWith("");
    const link = await encodeCapsule(chainText);
    await follow(stage, link);
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    return { stage, link, id: stage.state.notebookId };
  }

  it("shows the copy that was kept, so that copies do not pile up", async () => {
    const { stage, link, id } = await opened();
    await stage.commands.newNotebook();
    await follow(stage, link);
    expect([stage.state.notebookId, stage.state.origin]).toEqual([id, "foreign"]);
  });

  it("over the notebook that it opened changes nothing there", async () => {
    const { stage, link, id } = await opened();
    await stage.commands.runForeign();
    await follow(stage, link);
    expect([stage.state.notebookId, stage.runs().a]).toEqual([id, "done"]);
    expect(stage.platform.address).toBe(id);
  });

  it("never touches a copy that was edited, even a moment ago", async () => {
    const { stage, link, id } = await opened();
    stage.commands.setSource(stage.id("a"), "select 'mine' as n");
    await follow(stage, link);
    expect(stage.state.notebookId).not.toBe(id);
    expect(stage.commands.text()).toBe(chainText);
    expect(stage.platform.kept.get(id)?.text).toContain("mine");
  });

  it("takes no copy that another tab writes, and no notebook of one's own with the same text", async () => {
    const { stage, link, id } = await opened();
    await stage.commands.open(chainText, "own");
    const own = stage.state.notebookId;
    stage.platform.heldElsewhere.add(id);
    await follow(stage, link);
    expect([id, own]).not.toContain(stage.state.notebookId);
    expect(stage.state.origin).toBe("foreign");
  });
});

it("a link of a newer version, and one that was cut off, say so and change nothing", async () => {
  const stage = await stageWith("");
  const { notebookId } = stage.state;
  stage.platform.address = "";
  await follow(stage, "#nb2q.AAAA");
  await follow(stage, "#nb1");
  expect(stage.notices().join("\n")).toMatch(/newer Eider[\s\S]*damaged or was cut off/);
  expect([stage.names(), stage.platform.address]).toEqual([["mine"], notebookId]);
});
