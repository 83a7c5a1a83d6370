import { describe, expect, it } from "vitest";
import { AppStage } from "../testing/appStage.ts";
import { bucketFiles, shop, withBucket } from "../testing/bucketStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";

const reads = (location: string) =>
  `---\neider: 1\nsources:\n  events: { location: "${location}", connection: shop }\n---\n\n\`\`\`sql name=a\nselect * from events\n\`\`\`\n`;

describe("a notebook that names buckets", () => {
  it("from elsewhere says so, and is given no connection by its name", async () => {
    const { stage, fake } = await withBucket();
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
    const { stage, s3, fake } = await withBucket(reads("s3://data/events/year=*/*"));
    fake.put({ ...shop, name: "mine" }, {});
    await s3.give("mine");
    await s3.attachMissing();
    expect(stage.sources()).toEqual({ events: "ready" });
    expect(stage.state.document.sources.events).toMatchObject({ connection: "mine", size: 12 });
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done" });
  });

  it("is not attached by choosing before it was allowed to run", async () => {
    const { stage, s3, fake } = await withBucket();
    await stage.commands.open(reads("s3://data/events/year=*/*"), "foreign");
    await s3.give("shop");
    await s3.attachMissing();
    expect(stage.sources()).toEqual({ events: "missing" });
    expect(fake.expanded).toEqual([]);
  });

  it("is attached again after a reload, and a bucket that refuses is told at its source", async () => {
    const { stage, s3, fake } = await withBucket(reads("s3://data/events/year=*/*"));
    await s3.give("shop");
    await s3.attachMissing();
    const { notebookId: id, document } = stage.state;
    const stored = { id, title: document.title, text: stage.commands.text(), updatedAt: 1 } as const;
    const platform = new FakePlatform();
    platform.kept.set(id, { ...stored, origin: "own" });
    platform.fakeS3.put(shop, bucketFiles);
    platform.fakeS3.bind(id, "shop");
    const next = new AppStage(platform);
    await next.app.begin({ fragment: "", notebookId: id });
    await next.until(() => next.sources().events === "ready");
    expect(fake.expanded).toHaveLength(1);

    const refusing = new FakePlatform();
    refusing.kept.set(id, { ...stored, origin: "own" });
    refusing.fakeS3.put(shop, bucketFiles);
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
    const { stage, s3 } = await withBucket(`\`\`\`sql name=a\n${sql}\n\`\`\`\n`);
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
    const { stage, s3 } = await withBucket(
      "```sql name=a\nfrom read_csv('s3://data/events/year=2024/a.csv')\n```\n",
    );
    await s3.give("shop");
    await s3.attachMissing();
    await stage.commands.run();
    await stage.commands.run();
    expect(stage.platform.engine.loaded).toEqual([
      { relation: "a_2", file: "a.csv", location: "s3://data/events/year=2024/a.csv" },
    ]);
    expect(stage.state.document.sources).toMatchObject({
      a_2: { location: "s3://data/events/year=2024/a.csv", connection: "shop", size: 5 },
    });
    expect(stage.state.canUndo).toBe(false);
  });

  it("says at its cell what was fetched while it ran", async () => {
    const { stage, s3, fake } = await withBucket("```sql name=a\nfrom 's3://data/events/year=*/*'\n```\n");
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
    const { stage, s3, fake } = await withBucket("```sql name=a\nfrom 's3://data/events/year=*/*'\n```\n");
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
