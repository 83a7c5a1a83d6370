import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { AppStage, fileOf } from "../testing/appStage.ts";
import type { AskedPlan } from "./outWays.ts";

const text = `\`\`\`sql name=a
select 42 as answer
\`\`\`

\`\`\`input name=who
type: text
value: x
\`\`\`
`;
const plan: AskedPlan = {
  relations: ["a"],
  name: "a: b",
  format: "parquet",
  options: {},
  partitionBy: [],
  maxRows: 10,
  maxBytes: null,
  manifest: true,
};

test("a folder is asked for, and the plan says which notebook and sources its files came from", async () => {
  const stage = await AppStage.with(text);
  await stage.commands.addFiles([fileOf("users.csv")]);
  const handle = { kind: "directory", name: "picked" } as FileSystemDirectoryHandle;
  stage.platform.outFolder = handle;
  const ways = await stage.commands.waysOut();
  expect(await ways.places()).toEqual({ hasFolders: true, connections: [] });
  expect(await ways.write(plan, { kind: "folder", overwrite: false })).toEqual({ end: "written" });
  const [wrote] = stage.platform.engine.wroteOut;
  expect(wrote?.target).toEqual({ kind: "folder", handle, overwrite: false });
  const { eider, notebook, sources } = wrote?.plan.about ?? {};
  expect(eider).toBe(stage.platform.version);
  const sha256 = createHash("sha256").update(stage.app.eider.text()).digest("hex");
  expect(notebook).toEqual({ file: expect.stringMatching(/\.nb\.md$/), sha256 });
  expect(sources).toMatchObject([{ relation: "users", location: "file:users.csv" }]);
  expect(sources?.[0]?.receipt.file).toBe("users.csv");
  expect(stage.notices()).toEqual(["picked written: 0 files, 2 rows, 1,234 bytes. As it was."]);
});

test("nothing is written where the dialog was closed", async () => {
  const stage = await AppStage.with(text);
  stage.platform.saveTarget = "cancelled";
  const ways = await stage.commands.waysOut();
  expect(await ways.write(plan, { kind: "zip" })).toEqual({ end: "cancelled" });
  expect(await ways.write(plan, { kind: "folder", overwrite: true })).toEqual({ end: "cancelled" });
  expect(stage.platform.engine.wroteOut).toEqual([]);
  expect(stage.notices()).toEqual([]);
});

test("a zip is downloaded where the browser has no dialog, under a name that a file can have", async () => {
  const stage = await AppStage.with(text);
  const ways = await stage.commands.waysOut();
  expect(await ways.write(plan, { kind: "zip" })).toEqual({ end: "written" });
  expect(stage.platform.downloads.map(({ name }) => name)).toEqual(["a_ b.zip"]);
});

test("a failure is told with what to try, and a bucket that nothing leads to is one", async () => {
  const stage = await AppStage.with(text);
  stage.platform.engine.outcome = {
    ok: false,
    error: { code: "file", message: "The disk is full.", hint: "Free some space." },
  };
  const ways = await stage.commands.waysOut();
  expect(await ways.write(plan, { kind: "zip" })).toEqual({
    end: "failed",
    problem: "The disk is full. Free some space.",
  });
  const place = { kind: "s3", connection: "gone", prefix: "/out", overwrite: false } as const;
  expect((await ways.write(plan, place)).end).toBe("failed");
  expect(stage.notices()).toEqual([]);
  expect(stage.platform.engine.wroteOut.length).toBe(1);
});
