import { describe, expect, it } from "vitest";
import { parseNotebook } from "../../formats/parseNotebook.ts";
import type { S3Object } from "../../s3/s3.ts";
import { AppStage, fileOf } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import type { S3Request } from "./addS3.ts";

const empty = "```sql name=cell_1\nselect 1\n```\n";
const shop = { name: "shop", bucket: "data", prefix: "events/" };
const files = {
  "events/year=2024/a.csv": "id\n1\n",
  "events/year=2025/b.csv": "id\n2\n3\n",
  "events/_SUCCESS": "",
  "events/empty/": "",
  "events/odd[1].csv": "id\n4\n",
};

async function begin(text = empty, platform = new FakePlatform()) {
  platform.fakeS3.put(shop, files);
  const stage = new AppStage(platform);
  await stage.app.commands.open(text, "own");
  const { s3 } = await stage.commands.waysIn();
  return { stage, s3, fake: platform.fakeS3 };
}

const object = (key: string): S3Object => ({ key, sizeBytes: 5, etag: null, modifiedMs: 0 });
const pattern = (text: string, more: Partial<S3Request> = {}): S3Request => ({
  connection: "shop",
  what: { pattern: text },
  asOne: true,
  name: "",
  ...more,
});
const chosen = (keys: string[], more: Partial<S3Request> = {}): S3Request => ({
  ...pattern(""),
  what: { objects: keys.map(object), prefixes: [], beside: [] },
  ...more,
});

function watched() {
  const relations: string[] = [];
  const abort = new AbortController();
  const watch = { signal: abort.signal, onRelations: (made: readonly string[]) => relations.push(...made) };
  return { relations, abort, watch };
}

const settled = (stage: AppStage) =>
  stage.until(() => stage.state.sources.every(({ status }) => status !== "loading"));

describe("what is added from a bucket", () => {
  it("as one relation has folders that are columns in its paths, and leaves out what lies beside data", async () => {
    const { stage, s3, fake } = await begin();
    const { relations, watch } = watched();
    expect(await s3.add(pattern("events/**"), watch)).toBeNull();
    expect(relations).toEqual(["events"]);
    const location = "s3://data/events/**";
    expect(stage.platform.engine.loaded).toEqual([
      {
        relation: "events",
        file: "odd[1].csv",
        location,
        parts: ["odd[1].csv", "year=2024/a.csv", "year=2025/b.csv"],
      },
    ]);
    expect(stage.state.document.sources).toEqual({ events: { location, connection: "shop", size: 17 } });
    expect(fake.bound(stage.state.notebookId)).toEqual(["shop"]);
    expect(parseNotebook(stage.commands.text()).sources).toEqual(stage.state.document.sources);
  });

  it("by choice is written down as a pattern of just that", async () => {
    const { stage, s3 } = await begin();
    const request = chosen(["events/year=2024/a.csv", "events/odd[1].csv"], { name: "Mine" });
    expect(await s3.add(request, watched().watch)).toBeNull();
    expect(stage.state.document.sources).toMatchObject({
      mine: { location: "s3://data/events/{year=2024/a.csv,odd\\[1].csv}" },
    });
    expect(stage.platform.engine.loaded).toMatchObject([{ parts: ["year=2024/a.csv", "odd[1].csv"] }]);
  });

  it("one each is a source each, in one step of undo, and comes back with redo", async () => {
    const { stage, s3 } = await begin();
    const keys = ["events/year=2024/a.csv", "events/odd[1].csv"];
    expect(await s3.add(chosen(keys, { asOne: false }), watched().watch)).toBeNull();
    expect(stage.sources()).toEqual({ a: "ready", odd_1_: "ready" });
    stage.commands.undo();
    expect(stage.sources()).toEqual({});
    stage.commands.redo();
    await settled(stage);
    expect(stage.sources()).toEqual({ a: "ready", odd_1_: "ready" });
    expect(stage.state.document.sources.odd_1_?.location).toBe("s3://data/events/odd\\[1].csv");
  });

  it("of whole prefixes is all below them, together or each", async () => {
    const { stage, s3 } = await begin();
    const prefixes = ["events/year=2024/", "events/year=2025/"];
    const what = { objects: [object("events/odd[1].csv")], prefixes, beside: [] };
    expect(await s3.add({ ...chosen([]), what }, watched().watch)).toBeNull();
    expect(
      await s3.add(
        { ...chosen([]), what: { ...what, prefixes: prefixes.slice(1), objects: [] } },
        watched().watch,
      ),
    ).toBeNull();
    expect(await s3.add({ ...chosen([]), what, asOne: false }, watched().watch)).toBeNull();
    expect(Object.values(stage.state.document.sources).map(({ location }) => location)).toEqual([
      "s3://data/events/{year=2024/**,year=2025/**,odd\\[1].csv}",
      "s3://data/events/year=2025/**",
      "s3://data/events/year=2024/**",
      "s3://data/events/year=2025/**",
      "s3://data/events/odd\\[1].csv",
    ]);
    expect(Object.values(stage.sources())).toEqual(["ready", "ready", "ready", "ready", "ready"]);
  });

  it("is copied to no device and looked for on none", async () => {
    const { stage, s3 } = await begin();
    await s3.add(pattern("events/year=*/*"), watched().watch);
    await s3.add(chosen(["events/year=2024/a.csv"]), watched().watch);
    await stage.commands.addFiles([fileOf("here.csv")]);
    await stage.until(() => stage.state.relink.links.here !== undefined);
    expect(Object.keys(stage.state.relink.links)).toEqual(["here"]);
    const kept = stage.platform.sourceFiles.kept.get(stage.state.notebookId);
    expect([...(kept?.keys() ?? [])]).toEqual(["here"]);
  });

  it("says what its load fetched, also where the count comes after its end", async () => {
    const { stage, s3, fake } = await begin();
    const release = stage.platform.engine.holdLoading();
    const adding = s3.add(pattern("events/year=*/*"), watched().watch);
    await stage.until(() => stage.state.sources.length === 1);
    fake.spend({ requests: 2, bytes: 100 });
    release();
    await adding;
    fake.spend({ requests: 1, bytes: 20 });
    expect(stage.state.sources[0]?.traffic).toEqual({ requests: 3, bytes: 120 });
  });

  it.each([
    ["events/none/*.csv", /no object at s3:\/\/data\/events\/none/],
    ["events/_*", /only what lies beside/],
  ])("%s adds nothing and says why", async (text, message) => {
    const { stage, s3 } = await begin();
    expect((await s3.add(pattern(text), watched().watch))?.message).toMatch(message);
    expect(stage.state.document.sources).toEqual({});
  });

  it("can be stopped while it is listed and while it loads", async () => {
    const { stage, s3, fake } = await begin();
    let answer: () => void = () => undefined;
    fake.answering = new Promise((resolve) => {
      answer = resolve;
    });
    const listing = watched();
    const first = s3.add(pattern("events/year=*/*"), listing.watch);
    listing.abort.abort();
    answer();
    expect((await first)?.code).toBe("cancelled");
    expect(stage.state.document.sources).toEqual({});
    stage.platform.engine.holdLoading();
    const loading = watched();
    const second = s3.add(pattern("events/year=*/*"), loading.watch);
    await stage.until(() => stage.state.sources.length === 1);
    loading.abort.abort();
    expect((await second)?.code).toBe("cancelled");
    expect(stage.sources()).toEqual({ events: "stopped" });
  });

  it("goes to no other notebook than the one that asked", async () => {
    const { stage, s3, fake } = await begin();
    let answer: () => void = () => undefined;
    fake.answering = new Promise((resolve) => {
      answer = resolve;
    });
    const adding = s3.add(pattern("events/year=*/*"), watched().watch);
    await stage.commands.open(empty, "own");
    answer();
    expect((await adding)?.code).toBe("cancelled");
    expect(stage.state.document.sources).toEqual({});
  });
});

const reads = (location: string) =>
  `---\neider: 1\nsources:\n  events: { location: "${location}", connection: shop }\n---\n\n\`\`\`sql name=a\nselect * from events\n\`\`\`\n`;

describe("a notebook that names buckets", () => {
  it("from elsewhere says so, and is given no connection by its name", async () => {
    const { stage, fake } = await begin();
    const text = `${reads("s3://data/events/year=*/*")}\n\`\`\`sql name=b\nfrom 's3://other/x/*.csv'\n\`\`\`\n`;
    await stage.commands.open(text, "foreign");
    expect(stage.state.wants).toEqual([
      "connection “shop” to s3://data/events/",
      "a connection to s3://other/x/",
    ]);
    await stage.commands.runForeign();
    expect(stage.sources()).toEqual({ events: "missing" });
    expect(fake.bound(stage.state.notebookId)).toEqual([]);
    expect(fake.expanded).toEqual([]);
    expect(stage.state.relink.offering).toBe(false);
    expect(stage.state.cells[stage.id("a")]?.run).toMatchObject({
      error: { code: "file", unreached: "s3://data/events/year=*/*" },
    });
  });

  it("is attached once its user chooses a connection, which it then names", async () => {
    const { stage, s3, fake } = await begin(reads("s3://data/events/year=*/*"));
    fake.put({ ...shop, name: "mine" }, {});
    await s3.give("mine");
    await s3.attachMissing();
    expect(stage.sources()).toEqual({ events: "ready" });
    expect(stage.state.document.sources.events).toMatchObject({ connection: "mine", size: 12 });
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done" });
  });

  it("is not attached by choosing before it was allowed to run", async () => {
    const { stage, s3, fake } = await begin();
    await stage.commands.open(reads("s3://data/events/year=*/*"), "foreign");
    await s3.give("shop");
    await s3.attachMissing();
    expect(stage.sources()).toEqual({ events: "missing" });
    expect(fake.expanded).toEqual([]);
  });

  it("is attached again after a reload, and a bucket that refuses is told at its source", async () => {
    const { stage, s3, fake } = await begin(reads("s3://data/events/year=*/*"));
    await s3.give("shop");
    await s3.attachMissing();
    const { notebookId: id, document } = stage.state;
    const stored = { id, title: document.title, text: stage.commands.text(), updatedAt: 1 } as const;
    const platform = new FakePlatform();
    platform.kept.set(id, { ...stored, origin: "own" });
    platform.fakeS3.put(shop, files);
    platform.fakeS3.bind(id, "shop");
    const next = new AppStage(platform);
    await next.app.begin({ fragment: "", notebookId: id });
    await next.until(() => next.sources().events === "ready");
    expect(fake.expanded).toHaveLength(1);

    const refusing = new FakePlatform();
    refusing.kept.set(id, { ...stored, origin: "own" });
    refusing.fakeS3.put(shop, files);
    refusing.fakeS3.bind(id, "shop");
    refusing.fakeS3.failure = {
      code: "file",
      message: "The session token has expired.",
      hint: "Get another.",
    };
    const last = new AppStage(refusing);
    await last.app.begin({ fragment: "", notebookId: id });
    await last.until(() => last.sources().events === "failed");
    expect(last.state.sources[0]?.receipt?.error).toBe("The session token has expired. Get another.");
  });
});

describe("an address in SQL", () => {
  const sql =
    "select *\nfrom 's3://data/events/year=*/*' e join read_csv('s3://data/events/odd[1].csv') using (id)";

  it("fails at its place where nothing reaches it, and runs once a connection is chosen", async () => {
    const { stage, s3 } = await begin(`\`\`\`sql name=a\n${sql}\n\`\`\`\n`);
    await stage.commands.run();
    expect(stage.state.cells[stage.id("a")]?.run).toMatchObject({
      status: "failed",
      error: { code: "file", line: 2, column: 6, length: 27, unreached: "s3://data/events/year=*/*" },
    });
    await s3.give("shop");
    await s3.attachMissing();
    await stage.commands.run();
    expect(stage.state.cells[stage.id("a")]?.run).toMatchObject({
      status: "failed",
      error: { line: 2, column: 41, message: "There is no object at s3://data/events/odd[1].csv." },
    });
    stage.commands.setSource(stage.id("a"), "from 's3://data/events/year=*/*'");
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done" });
  });

  it("becomes a source of the notebook that the engine is told the address of, and undo keeps it", async () => {
    const { stage, s3 } = await begin(
      "```sql name=a\nfrom read_csv('s3://data/events/year=2024/a.csv')\n```\n",
    );
    await s3.give("shop");
    await s3.attachMissing();
    await stage.commands.run();
    await stage.commands.run();
    expect(stage.platform.engine.loaded).toEqual([
      { relation: "a_2", file: "a.csv", location: "s3://data/events/year=2024/a.csv" },
    ]);
    expect(stage.state.document.sources).toEqual({
      a_2: { location: "s3://data/events/year=2024/a.csv", connection: "shop", size: 5 },
    });
    expect(stage.state.canUndo).toBe(false);
  });

  it("says at its cell what was fetched while it ran", async () => {
    const { stage, s3, fake } = await begin("```sql name=a\nfrom 's3://data/events/year=*/*'\n```\n");
    await s3.give("shop");
    await s3.attachMissing();
    const release = stage.platform.engine.hold("a");
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running" && stage.platform.engine.requests.length === 1);
    fake.spend({ requests: 4, bytes: 3_100_000 });
    release();
    await running;
    expect(stage.state.cells[stage.id("a")]?.traffic).toEqual({ requests: 4, bytes: 3_100_000 });
  });

  it("can be stopped while its bucket is listed", async () => {
    const { stage, s3, fake } = await begin("```sql name=a\nfrom 's3://data/events/year=*/*'\n```\n");
    await s3.give("shop");
    await s3.attachMissing();
    let answer: () => void = () => undefined;
    fake.answering = new Promise((resolve) => {
      answer = resolve;
    });
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running");
    const stopping = stage.commands.stop();
    answer();
    await Promise.all([running, stopping]);
    expect(stage.runs()).toEqual({ a: "cancelled" });
    expect(stage.state.document.sources).toEqual({});
  });
});
