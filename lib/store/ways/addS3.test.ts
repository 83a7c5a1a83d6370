import { describe, expect, it } from "vitest";
import { parseNotebook } from "../../formats/parseNotebook.ts";
import type { S3Object } from "../../s3/s3.ts";
import { type AppStage, fileOf } from "../testing/appStage.ts";
import { noSources, withBucket } from "../testing/bucketStage.ts";
import type { S3Request } from "./addS3.ts";

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
    const { stage, s3, fake } = await withBucket();
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
    expect(stage.state.document.sources).toMatchObject({
      events: { location, connection: "shop", size: 17 },
    });
    expect(fake.bound(stage.state.notebookId)).toEqual(["shop"]);
    expect(parseNotebook(stage.commands.text()).sources).toEqual(stage.state.document.sources);
  });

  it("by choice is written down as a pattern of just that", async () => {
    const { stage, s3 } = await withBucket();
    const request = chosen(["events/year=2024/a.csv", "events/odd[1].csv"], { name: "Mine" });
    expect(await s3.add(request, watched().watch)).toBeNull();
    expect(stage.state.document.sources).toMatchObject({
      mine: { location: "s3://data/events/{year=2024/a.csv,odd\\[1].csv}" },
    });
    expect(stage.platform.engine.loaded).toMatchObject([{ parts: ["year=2024/a.csv", "odd[1].csv"] }]);
  });

  it("one each is a source each, in one step of undo, and comes back with redo", async () => {
    const { stage, s3 } = await withBucket();
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
    const { stage, s3 } = await withBucket();
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
    const { stage, s3 } = await withBucket();
    await s3.add(pattern("events/year=*/*"), watched().watch);
    await s3.add(chosen(["events/year=2024/a.csv"]), watched().watch);
    await stage.commands.addFiles([fileOf("here.csv")]);
    await stage.until(() => stage.state.relink.links.here !== undefined);
    expect(Object.keys(stage.state.relink.links)).toEqual(["here"]);
    const kept = stage.platform.sourceFiles.kept.get(stage.state.notebookId);
    expect([...(kept?.keys() ?? [])]).toEqual(["here"]);
  });

  it("says what its load fetched, also where it is told only when asked", async () => {
    const { stage, s3, fake } = await withBucket();
    const release = stage.platform.engine.holdLoading();
    const adding = s3.add(pattern("events/year=*/*"), watched().watch);
    await stage.until(() => stage.state.sources.length === 1);
    fake.spend({ requests: 2, bytes: 100 });
    fake.untold = { requests: 1, bytes: 20 };
    release();
    await adding;
    expect(stage.state.sources[0]?.traffic).toEqual({ requests: 3, bytes: 120 });
  });

  it.each([
    ["events/none/*.csv", /no object at s3:\/\/data\/events\/none/],
    ["events/_*", /only what lies beside/],
  ])("%s adds nothing and says why", async (text, message) => {
    const { stage, s3 } = await withBucket();
    expect((await s3.add(pattern(text), watched().watch))?.message).toMatch(message);
    expect(stage.state.document.sources).toEqual({});
  });

  it("can be stopped while it is listed and while it loads", async () => {
    const { stage, s3, fake } = await withBucket();
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
    const { stage, s3, fake } = await withBucket();
    let answer: () => void = () => undefined;
    fake.answering = new Promise((resolve) => {
      answer = resolve;
    });
    const adding = s3.add(pattern("events/year=*/*"), watched().watch);
    await stage.commands.open(noSources, "own");
    answer();
    expect((await adding)?.code).toBe("cancelled");
    expect(stage.state.document.sources).toEqual({});
  });
});
