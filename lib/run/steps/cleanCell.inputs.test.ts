import { beforeAll, describe, expect, it } from "vitest";
import type { TypedValue } from "../../params/bindParam.ts";
import { CleanStage } from "../testing/cleanStage.ts";
import { cleanCell } from "./cleanCell.ts";

let stage: CleanStage;

beforeAll(async () => {
  stage = await CleanStage.start();
  await stage.make(
    "orders",
    "select * from (values (1, 'Acme', 10.0), (2, 'Bob', 20.0), (3, 'x'' or true --', 30.0)) t(id, vendor, price)",
  );
}, 60_000);

const inputs = (given: Record<string, TypedValue>) =>
  stage.context({ typed: new Map(Object.entries(given)) });
const text = (value: string): TypedValue => ({ value, type: "VARCHAR" });

async function rowsOf(source: string, given: Record<string, TypedValue>): Promise<unknown[]> {
  const answer = await cleanCell.run(stage.cell(source, "orders"), inputs(given));
  if (!answer.ok) throw new Error(`${answer.error.line} ${answer.error.message}`);
  return stage.rows("select * from made order by 1");
}

describe("{{inputs}} in the expressions of a recipe", () => {
  it("are values of their types, also where columns that follow depend on them", async () => {
    const source =
      "- derive: { total: 'price * {{rate}}' }\n- filter: total > {{least}}\n- keep: [id, vendor, total]";
    const given = {
      rate: { value: "1.5", type: "DECIMAL(3,1)" },
      least: { value: 20, type: "BIGINT" },
    };
    expect(await rowsOf(source, given)).toEqual([
      ["2", "Bob", "30.00"],
      ["3", "x' or true --", "45.00"],
    ]);
  });

  it("are bound and never pasted, whatever their text is", async () => {
    expect(await rowsOf("- filter: vendor = {{who}}", { who: text("x' or true --") })).toEqual([
      ["3", "x' or true --", "30.0"],
    ]);
    expect(await rowsOf("- filter: vendor = {{who}}", { who: text("'; drop table orders; --") })).toEqual([]);
    expect(await stage.rows("select count(*) from orders")).toEqual([["3"]]);
  });

  it("are what steps are asked about before they run: distinct values, columns, functions", async () => {
    const source = `- derive: { mark: "vendor || {{end}}" }
- pivot: { column: mark, rows: id }`;
    const answer = await cleanCell.run(stage.cell(source, "orders"), inputs({ end: text("!") }));
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value.output.result?.columns.map(({ name }) => name)).toContain("Acme!");
  });

  it("make the cell a reader of the inputs, follow their names, and stay in the SQL that it stands for", async () => {
    const cell = stage.cell(
      "- filter: price > {{least}} # enough\n- derive: { day: '{{period.start}}' }",
      "orders",
    );
    expect(cleanCell.facts(cell).reads).toEqual(["orders", "least", "period"]);
    expect(cleanCell.rename(cell, "least", "lowest").source).toBe(
      "- filter: \"price > {{lowest}}\" # enough\n- derive: { day: '{{period.start}}' }",
    );
    const filtered = stage.cell("- filter: price > {{least}}", "orders");
    const script = await cleanCell.script(filtered, inputs({ least: { value: 10, type: "BIGINT" } }));
    expect(script.ok && script.value).toContain("price > {{least}}");
  });

  it("that are not there are told at the step", async () => {
    const answer = await cleanCell.run(
      stage.cell("- trim: vendor\n- filter: price > {{nothing}}", "orders"),
      inputs({}),
    );
    expect(answer).toMatchObject({
      ok: false,
      error: { line: 2, message: "Nothing in this notebook is called nothing." },
    });
  });
});
