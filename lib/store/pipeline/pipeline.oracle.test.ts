import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../../ingest/testing/nativeDuckDb.ts";
import { dbtProject } from "../../pipeline/dbtProject.ts";
import { modelTests } from "../../pipeline/modelTests.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { pythonScript, scriptParts, sqlScript } from "../../pipeline/sqlScript.ts";
import { builtModels, pythonStatements } from "../../pipeline/testing/readBack.ts";
import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { splitStatements } from "../../sql/statements.ts";
import { AppStage } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import { pipelineOf } from "./pipelineOf.ts";

const orders = `id;code;vendor;price;at;note
1;007;Acme Ltd;1,50;2024-01-01T00:30:00+02:00;"a ""quoted"" one"
2;012;ACME  ltd;2,25;2024-01-02T10:00:00Z;
3;;Bob;;2024-02-01T00:00:00Z;{{ not a variable }}
`;
const users = `{"id": 1, "name": "Ada", "tags": ["a", "b"], "seen": "2024-01-05T12:00:00Z", "home": {"city": "Paris"}}
{"id": 2, "name": "Bob", "tags": [], "seen": null, "home": null}
`;
const text = `---
eider: 1
title: "A pipeline: with 100 % of it"
sources:
  orders: { location: "file:orders.csv", options: { delimiter: ";", decimal: "," } }
  users: file:users.ndjson
---

\`\`\`input name=least
type: number
value: 1.5
\`\`\`

\`\`\`input name=wanted
type: multi-select
options: [Acme Ltd, Bob]
value: [Bob, Acme Ltd]
\`\`\`

\`\`\`input name=days
type: date range
value: 2024-01-01..2024-01-31
\`\`\`

\`\`\`clean name=tidy from=orders
- trim: [vendor]
- case: { columns: [vendor], to: title }
- check: { not_null: [id], unique: [id], on_fail: stop }
\`\`\`

\`\`\`sql name=late
-- Asked before its reader stands above it.
select month, count(*) as n from by_month group by month order by month
\`\`\`

\`\`\`sql name=by_month keep=view
select date_trunc('month', o.at) as month, o.vendor, tidy.price, '{{ least }}' as text, "tidy".code
from orders o join tidy on tidy.id = o.id
where o.price is null or o.price >= {{ least }}
\`\`\`

\`\`\`sql name="my picks"
set variable own = 1;
create table helper as select * from 'orders.csv' where vendor in {{ wanted }};
create view helper_view as from helper;
select h.*, u.name, '{% raw %}' as sign, getvariable('own') as own from helper_view h left join users u using (id) where h.at between {{ days.start }} and {{ days.end }} + interval 1 day
\`\`\`

\`\`\`sql name=wide
pivot tidy on vendor using count(*) group by code
\`\`\`

\`\`\`events name=visits from=orders
entity: vendor
time: at
sessions:
  gap: 1 hour
\`\`\`

\`\`\`compare name=differ from=orders to=tidy key=id
\`\`\`

\`\`\`contract name=kept from=tidy
\`\`\`

\`\`\`match name=pairs left=orders right=tidy left_key=id right_key=id
\`\`\`

\`\`\`ts name=made
export const factor = 3;
export default [{ n: 1 }];
\`\`\`

\`\`\`sql name=of_made
select n * {{ factor }} as n from made
\`\`\`

\`\`\`sql name=after_made
select n + 1 as n from of_made
\`\`\`
`;

let engine: StartedEngine;
let native: NativeDuckDb;
let pipeline: Pipeline;
let stage: AppStage;
const folder = mkdtempSync(join(tmpdir(), "eider-pipeline-"));
const relations = () => pipeline.models.filter(({ query }) => query !== null).map(({ name }) => name);

class RealEngine extends FakePlatform {
  override readonly connectEngine = () => ({
    api: engine.api,
    died: new Promise<never>(() => undefined),
    kill: () => undefined,
  });
}

beforeAll(async () => {
  engine = await startedEngine();
  stage = new AppStage(new RealEngine());
  await stage.commands.open(text, "own");
  writeFileSync(join(folder, "orders.csv"), orders);
  writeFileSync(join(folder, "users.ndjson"), users);
  await stage.commands.addFiles([new File([orders], "orders.csv"), new File([users], "users.ndjson")]);
  await stage.commands.run();
  native = await openNativeDuckDb();
  await native.run(`SET file_search_path = ${quoteLiteral(folder)}`);
  pipeline = await pipelineOf({
    store: stage.app.store,
    engine: () => engine.api,
    sandbox: () => Promise.reject(new Error("nothing runs")),
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const inApp = async (name: string) =>
  (await engine.rows(`select * from ${bareName(name)}`)).map(String).sort();
const inNative = async (name: string) =>
  (await native.read(`select * from ${bareName(name)}`)).rows.map(String).sort();

describe("a notebook as a pipeline", () => {
  it("has its models in an order in which they can be made, and says what is not in it", () => {
    expect(relations()).toEqual([
      "tidy",
      "by_month",
      "late",
      "my picks",
      "wide",
      "visits",
      "differ",
      "kept",
      "pairs",
    ]);
    expect(pipeline.leftOut).toEqual([
      { name: "made", why: "It is TypeScript, and made no rows that SQL could read." },
      { name: "of_made", why: "It reads made, which is left out." },
      { name: "after_made", why: "It reads of_made, which is left out." },
    ]);
  });

  it("as SQL for DuckDB comes to what the app comes to", async () => {
    for (const { text: statement } of splitStatements(sqlScript(pipeline))) await native.run(statement);
    for (const name of ["orders", "users", ...relations()])
      expect([name, await inNative(name)]).toEqual([name, await inApp(name)]);
    expect((await inApp("my picks")).length).toBeGreaterThan(0);
  });

  it("can be run again over what it left", async () => {
    for (const { text: statement } of splitStatements(sqlScript(pipeline))) await native.run(statement);
    expect(await inNative("my picks")).toEqual(await inApp("my picks"));
  });

  it("as Python runs the same statements", () => {
    expect(pythonStatements(pythonScript(pipeline))).toEqual(
      scriptParts(pipeline).flatMap(({ statements }) => statements),
    );
  });

  it("as a dbt project, its refs resolved, comes to the same", async () => {
    const project = dbtProject(pipeline, modelTests(stage.state.document.cells));
    const dbt = await openNativeDuckDb();
    await dbt.run(`SET file_search_path = ${quoteLiteral(folder)}`);
    const built = builtModels(project);
    for (const { statements } of built) for (const statement of statements) await dbt.run(statement);
    expect(built.map(({ relation }) => relation).sort()).toEqual(["orders", "users", ...relations()].sort());
    for (const name of relations())
      expect([name, (await dbt.read(`select * from ${bareName(name)}`)).rows.map(String).sort()]).toEqual([
        name,
        await inApp(name),
      ]);
    const schema = project.find(({ path }) => path === "models/schema.yml")?.text ?? "";
    expect(schema).toContain("not_null");
    expect(schema).toContain("severity: error");
  });
});
