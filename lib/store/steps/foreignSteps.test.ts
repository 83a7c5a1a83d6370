import { expect, it } from "vitest";
import { AppStage, fileOf } from "../testing/appStage.ts";

const strange = `---
eider: 1
---

\`\`\`clean name=tidy from=orders
- typescript: { column: x, function: "(row) => row.id" }
\`\`\`
`;

it("no function of a stranger's recipe runs before its user says so: not for a preview, and not to become SQL", async () => {
  const stage = new AppStage();
  await stage.commands.openFile(fileOf("strange.nb.md", strange));
  expect(stage.state.origin).toBe("foreign");
  const tried = await stage.app.rows.compute({
    code: "(row) => row.id",
    query: "select 1 as id",
    columns: [{ name: "id", type: "INTEGER" }],
    mapping: "tidy__map_1",
  });
  expect(tried).toMatchObject({ ok: false, error: { code: "unsupported" } });
  await stage.commands.turnIntoSql(stage.id("tidy"));
  expect(stage.state.document.cells.map(({ kind }) => kind)).toEqual(["clean"]);
  expect(stage.notices().join()).toContain("choose Run this notebook");
  expect(stage.platform.engine.requests).toEqual([]);
});
