import { beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import { askTexts } from "../../clean/askEngine.ts";
import { parseNotebook } from "../../formats/parseNotebook.ts";
import { stepKinds } from "../../run/stepKinds.ts";
import { type RowsBehind, rowsBehind, type TraceEngine } from "../../trace/rowsBehind.ts";
import { createAppStore } from "../appStore.ts";
import { createTraceTools, type TraceTools } from "./traceTools.ts";

let engine: StartedEngine;
let asking: TraceEngine;

const text = `\`\`\`sql name=sales
select i as id, i % 3 as shop, i * 2.5 as amount from range(9) r(i)
\`\`\`

\`\`\`sql name=by_shop
create table kept as select * from sales where amount > {{least}};
select shop, sum(amount) as total from kept group by shop order by shop
\`\`\`

\`\`\`match name=pairs left=sales right=sales left_key=id right_key=id
\`\`\`

\`\`\`sql name=edited
select 1
\`\`\`

\`\`\`chart name=drawn from=sales
{}
\`\`\`
`;

const store = createAppStore();
let tools: TraceTools;

beforeAll(async () => {
  engine = await startedEngine();
  await Promise.all(Object.values(stepKinds).map((kind) => kind.load()));
  const document = parseNotebook(text);
  const done = { run: { status: "done", runId: 1, elapsedMs: 1 }, output: null, runCount: 1 } as const;
  store.setState({
    document,
    origin: "own",
    cells: Object.fromEntries(
      document.cells.map((cell) => [
        cell.id,
        cell.name === "edited" ? { ...done, run: { ...done.run, status: "stale" as const } } : done,
      ]),
    ),
  });
  const run = async (name: string, sql: string, runId: number) => {
    const answer = await engine.api.run({ runId, name, sql, params: {} }, () => undefined);
    if (!answer.ok) throw new Error(answer.error.message);
  };
  await run("sales", document.cells[0]?.source ?? "", 1);
  await run("by_shop", (document.cells[1]?.source ?? "").replace("{{least}}", "3"), 2);
  asking = {
    texts: async (sql, most) => (await askTexts((...asked) => engine.api.select(...asked), sql, most)).rows,
    async columns(sql) {
      const answer = await engine.api.select(sql, 1);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.columns;
    },
  };
  tools = createTraceTools({
    store,
    engine: () => engine.api,
    sandbox: () => Promise.reject(new Error("no sandbox")),
    values: async () => ({ values: new Map([["least", 3]]), typed: new Map() }),
  });
});

describe("what made a relation", () => {
  it("is the cell's query with the values that its run had, through what its statements made", async () => {
    const behindOf = async (relation: string, sql: string): Promise<RowsBehind> => {
      const made = await tools.madeBy(relation);
      if (made.kind !== "query") throw new Error(`${made.kind} ${"why" in made ? made.why : ""}`);
      const columns = await asking.columns(sql);
      const [values = []] = await asking.texts(`select columns(*)::varchar from (${sql})`, 1);
      return rowsBehind(made.query, { columns, values }, asking);
    };
    const total = await behindOf("by_shop", "select * from by_shop where shop = 1");
    expect(total.behind.map(({ label, count }) => [label, count])).toEqual([["kept", 2]]);
    const kept = await behindOf("kept", "select * from kept where id = 4");
    // The engine keeps sales as a table behind a view: its row has a place.
    expect(kept.behind[0]?.rows.map(({ place }) => place)).toEqual([4]);
  });

  it("is told of pairs by the keys of their records", async () => {
    expect(await tools.madeBy("pairs")).toMatchObject({
      kind: "match",
      candidates: "pairs__candidates",
      sides: [
        { relation: "sales", key: "id", of: "left_key" },
        { relation: "sales", key: "id", of: "right_key" },
      ],
    });
  });

  it("is not followed in a cell that has changed since, nor in a shared notebook that has not run", async () => {
    expect(await tools.madeBy("edited")).toMatchObject({
      kind: "unfollowed",
      why: expect.stringContaining("run it again"),
    });
    store.setState({ origin: "foreign" });
    expect(await tools.madeBy("by_shop")).toMatchObject({
      kind: "unfollowed",
      why: expect.stringContaining("shared notebook"),
    });
    store.setState({ origin: "own" });
    expect(await tools.madeBy("elsewhere")).toEqual({ kind: "nothing" });
  });

  it("is read by cells that make rows of it, and charts are none of them", () => {
    expect(tools.readersOf("SALES").map(({ name }) => name)).toEqual(["by_shop", "pairs"]);
  });
});
