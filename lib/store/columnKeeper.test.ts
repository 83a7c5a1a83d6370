import { describe, expect, it } from "vitest";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { AppStage, fileOf } from "./testing/appStage.ts";
import { FakePlatform } from "./testing/fakePlatform.ts";
import { withFiles } from "./testing/relinkStage.ts";

const known = `---
eider: 1
sources:
  users: { location: file:users.csv, columns: { id: BIGINT, name: VARCHAR } }
---

\`\`\`sql name=a
select * from users
\`\`\`
`;

/** A notebook that knows columns of "users", and a file brought for it that has only `id`, of the given type. */
async function withOther(type: string): Promise<AppStage> {
  const platform = new FakePlatform();
  const stage = new AppStage(platform);
  platform.engine.columns.set("users.csv", [{ name: "id", type }]);
  await stage.app.commands.open(known, "own");
  await stage.commands.offerFiles([fileOf("users.csv")]);
  await stage.until(() => stage.state.sources[0]?.status === "ready");
  return stage;
}

const told = (stage: AppStage) =>
  stage.state.notices.filter(({ text }) => text.includes("other columns")).map(({ text }) => text);

describe("the columns of a source", () => {
  it("go into the notebook's text, and come back from it", async () => {
    const stage = await withFiles([fileOf("users.csv")]);
    const { sources } = parseNotebook(stage.commands.text());
    expect(sources.users?.columns).toEqual({ id: "BIGINT" });
    expect(told(stage)).toEqual([]);
  });

  it("of another file are compared with them, told once, and not taken for them until somebody says so", async () => {
    const stage = await withOther("VARCHAR");
    await expect
      .poll(() => told(stage))
      .toEqual([
        'users.csv has other columns than "users" had when this notebook was written: it lacks name; id is VARCHAR, not BIGINT.',
      ]);
    expect(stage.state.document.sources.users?.columns).toEqual({ id: "BIGINT", name: "VARCHAR" });
    await stage.commands.acceptColumns("users");
    expect(stage.state.document.sources.users?.columns).toEqual({ id: "VARCHAR" });
    stage.commands.undo();
    expect(stage.state.document.sources.users?.columns).toEqual({ id: "BIGINT", name: "VARCHAR" });
    expect(told(stage)).toHaveLength(1);
  });

  it("are nothing to tell where the source is read otherwise on purpose", async () => {
    const stage = await withFiles([fileOf("users.csv")]);
    stage.platform.engine.columns.set("users.csv", [{ name: "id", type: "VARCHAR" }]);
    await stage.commands.rereadSource("users", { options: { all_varchar: true } });
    await expect.poll(() => stage.state.document.sources.users?.columns).toEqual({ id: "VARCHAR" });
    expect(told(stage)).toEqual([]);
  });
});
