import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppStage, chainText } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const source = (stage: AppStage, name: string) =>
  stage.state.document.cells.find((cell) => cell.name === name)?.source;
const edit = (stage: AppStage, name: string, text: string) => stage.commands.setSource(stage.id(name), text);
const at = (stage: AppStage) => [stage.state.writable, stage.state.following];
/** A second goes by, and all that it sets off. */
const aSecond = async () => {
  // What is fetched when it is first wanted comes apart from timers.
  await import("./followTabs.ts");
  await vi.advanceTimersByTimeAsync(1000);
};

/** Two tabs that show one notebook: the first writes, the second follows. */
async function twoTabs(text = chainText): Promise<[AppStage, AppStage]> {
  const first = await AppStage.with(text);
  await aSecond();
  return [first, await another(first)];
}

/** One more tab on the notebook that another shows. */
async function another(first: AppStage): Promise<AppStage> {
  const stage = new AppStage(new FakePlatform(first.platform));
  await stage.app.begin({ fragment: "", notebookId: first.state.notebookId });
  return stage;
}

const close = ({ platform }: AppStage) => {
  platform.leave();
  platform.tabs.close(platform);
};

describe("two tabs on one notebook", () => {
  it("one writes, and the other follows what it saves: text, title, cells", async () => {
    const [first, second] = await twoTabs();
    expect([at(first), at(second)]).toEqual([
      [true, null],
      [false, "elsewhere"],
    ]);
    const ids = second.state.document.cells.map(({ id }) => id);
    edit(first, "a", "select 7 as n");
    first.commands.setTitle("Followed");
    first.commands.insertCell("md", { after: first.id("a") });
    expect(source(second, "a")).toBe("select 1 as n");
    await aSecond();
    expect(source(second, "a")).toBe("select 7 as n");
    expect(second.state.document.title).toBe("Followed");
    expect(second.commands.text()).toBe(first.commands.text());
    expect(second.state.document.cells.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect(second.platform.saves).toEqual([]);
  });

  it("results are each tab's own, and go stale where what they are of was changed", async () => {
    const [first, second] = await twoTabs();
    await second.commands.run();
    expect(first.runs()).toEqual({ a: "idle", b: "idle", c: "idle" });
    edit(first, "b", "select n + 1 as n from a");
    await aSecond();
    expect(second.runs()).toEqual({ a: "done", b: "stale", c: "stale" });
  });

  it("on taking over, the last second of the other is saved first", async () => {
    const [first, second] = await twoTabs();
    edit(first, "a", "select 'just typed' as n");
    await second.commands.takeOver();
    expect(at(second)).toEqual([true, null]);
    expect(source(second, "a")).toBe("select 'just typed' as n");
    expect(at(first)).toEqual([false, "taken"]);
    edit(second, "b", "select 'mine now' as n");
    await aSecond();
    expect(source(first, "b")).toBe("select 'mine now' as n");
    expect(first.platform.saves.at(-1)?.text).not.toContain("mine now");
    expect(first.platform.kept.size).toBe(1);
  });

  it("typing in the one that follows makes it the one that writes", async () => {
    const [first, second] = await twoTabs();
    edit(second, "a", "select 'typed here' as n");
    expect(second.state.following).toBe("taking");
    await aSecond();
    await aSecond();
    expect([at(first), at(second)]).toEqual([
      [false, "taken"],
      [true, null],
    ]);
    expect(source(first, "a")).toBe("select 'typed here' as n");
    expect(first.platform.kept.size).toBe(1);
  });

  it("what is only found out about files does not take the notebook from the tab that writes", async () => {
    const [, second] = await twoTabs("---\nsources:\n  users: file:users.csv\n---\n");
    await second.commands.addFiles([new File(["id\n1\n"], "users.csv")], { names: ["other"] });
    // Adding data is an edit; loading what the notebook already names is none.
    expect(second.state.following).toBe("taking");
    const [, third] = await twoTabs("---\nsources:\n  users: file:users.csv\n---\n");
    await third.commands.offerFiles([new File(["id\n1\n"], "users.csv")]);
    await aSecond();
    expect(third.sources()).toEqual({ users: "ready" });
    expect(at(third)).toEqual([false, "elsewhere"]);
  });

  it("when the one that writes is closed, the next one writes, with all that was typed", async () => {
    const [first, second] = await twoTabs();
    const third = await another(first);
    edit(first, "a", "select 'last words' as n");
    close(first);
    await aSecond();
    expect(at(second)).toEqual([true, null]);
    expect(source(second, "a")).toBe("select 'last words' as n");
    expect(at(third)[0]).toBe(false);
    await third.commands.takeOver();
    expect([at(second)[0], at(third)[0]]).toEqual([false, true]);
  });

  it("one that sleeps is taken over from all the same, and follows once it wakes", async () => {
    const [first, second] = await twoTabs();
    first.platform.tabs.sleep(first.platform);
    const taking = second.commands.takeOver();
    await aSecond();
    await taking;
    edit(second, "a", "select 'written meanwhile' as n");
    await aSecond();
    first.platform.tabs.wake(first.platform);
    await aSecond();
    expect(at(first)).toEqual([false, "taken"]);
    expect(source(first, "a")).toBe("select 'written meanwhile' as n");
  });

  it("what is typed is kept within a second, also where the one that writes has gone without a word", async () => {
    const [first, second] = await twoTabs();
    first.platform.tabs.sleep(first.platform);
    edit(second, "a", "select 'typed here' as n");
    await aSecond();
    expect(second.platform.saves.at(-1)?.text).toContain("typed here");
  });

  it("what is typed before it is known who writes is kept within a second of being known", async () => {
    const [first] = await twoTabs();
    first.platform.tabs.sleep(first.platform);
    const second = new AppStage(new FakePlatform(first.platform));
    let know = (): void => undefined;
    second.platform.joining = new Promise((resolve) => {
      know = resolve;
    });
    const opening = second.app.begin({ fragment: "", notebookId: first.state.notebookId });
    await vi.waitFor(() => expect(source(second, "a")).toBe("select 1 as n"));
    edit(second, "a", "select 'typed at once' as n");
    know();
    await opening;
    await aSecond();
    expect(second.platform.saves.at(-1)?.text).toContain("typed at once");
  });

  it("what one had not saved when it fell asleep is handed over once it wakes", async () => {
    const [first, second] = await twoTabs();
    first.platform.tabs.sleep(first.platform);
    const taking = second.commands.takeOver();
    await aSecond();
    await taking;
    edit(first, "a", "select 'typed before sleeping' as n");
    first.platform.tabs.wake(first.platform);
    await aSecond();
    await aSecond();
    expect(source(second, "a")).toBe("select 'typed before sleeping' as n");
    expect(first.platform.kept.size).toBe(1);
  });

  it("where both were changed, each keeps its own: one becomes a notebook of its own, and says so", async () => {
    const [first, second] = await twoTabs();
    const shared = first.state.notebookId;
    await first.commands.run();
    first.platform.tabs.sleep(first.platform);
    edit(second, "a", "select 'the other tab' as n");
    await aSecond();
    await aSecond();
    expect(at(second)).toEqual([true, null]);
    // Its timer comes before it hears that another took over.
    edit(first, "a", "select 'this tab' as n");
    await aSecond();
    first.platform.tabs.wake(first.platform);
    await aSecond();
    expect(first.state.notebookId).not.toBe(shared);
    expect(first.platform.address).toBe(first.state.notebookId);
    expect(at(first)).toEqual([true, null]);
    expect(first.state.document.title).toMatch(/ \(copy\)$/);
    expect(first.runs()).toEqual({ a: "stale", b: "stale", c: "stale" });
    expect(first.notices().join()).toContain("Nothing is lost");
    expect(first.platform.kept.get(first.state.notebookId)?.text).toContain("this tab");
    expect(first.platform.kept.get(shared)?.text).toContain("the other tab");
    expect(at(second)).toEqual([true, null]);
    edit(second, "b", "select 'goes on' as n");
    await aSecond();
    expect(first.platform.kept.get(shared)?.text).toContain("goes on");
  });

  it("one that answers but is slow to save is waited for, so that nothing comes apart", async () => {
    const [first, second] = await twoTabs();
    edit(first, "a", "select 'slowly saved' as n");
    let save = (): void => undefined;
    first.platform.saving = new Promise((resolve) => {
      save = resolve;
    });
    const taking = second.commands.takeOver();
    await aSecond();
    await aSecond();
    expect(at(first)).toEqual([true, null]);
    save();
    await aSecond();
    await taking;
    expect(at(first)).toEqual([false, "taken"]);
    expect(source(second, "a")).toBe("select 'slowly saved' as n");
    expect(first.platform.kept.size).toBe(1);
  });

  it("what a device refuses to keep is not given away", async () => {
    const [first, second] = await twoTabs();
    first.platform.refusal = new Error("full");
    edit(first, "a", "select 'not kept' as n");
    await aSecond();
    const taking = second.commands.takeOver();
    for (let seconds = 0; seconds < 6; seconds++) await aSecond();
    await taking;
    first.platform.refusal = null;
    await aSecond();
    expect(source(first, "a")).toBe("select 'not kept' as n");
  });

  it("a foreign notebook that was run in one tab is its user's own in the other", async () => {
    const first = new AppStage();
    await first.commands.open(chainText, "foreign");
    await aSecond();
    const second = await another(first);
    expect(second.state.origin).toBe("foreign");
    await first.commands.runForeign();
    await aSecond();
    expect(second.state.origin).toBe("own");
    expect(second.runs()).toEqual({ a: "idle", b: "idle", c: "idle" });
  });

  it("another notebook opened in the one that follows leaves what was typed there kept", async () => {
    const [first, second] = await twoTabs();
    edit(second, "a", "select 'typed, then left' as n");
    const opening = second.commands.newNotebook();
    await aSecond();
    await opening;
    await aSecond();
    expect(source(first, "a")).toBe("select 'typed, then left' as n");
    expect(at(first)).toEqual([true, null]);
  });
});
