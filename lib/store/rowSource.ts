import type { EngineApi, EngineError, Outcome } from "../engine/protocol.ts";
import type { ExecutionContext } from "../run/executor.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { AppStore } from "./appStore.ts";
import type { RowSource } from "./commands.ts";

const notRun: EngineError = {
  code: "unsupported",
  message: "Nothing of a shared notebook is asked of the data before it runs.",
  hint: "Look through its cells, then choose Run this notebook.",
};

/**
 * What views ask of the engine there is now. A SELECT may hold expressions of the notebook's cells (steps of a clean
 * cell, conditions of an events cell): of a stranger's notebook that was not run it is refused, whoever asks.
 */
export function createRowSource(
  store: AppStore,
  engine: { readonly api: EngineApi },
  sandbox: () => Promise<Sandbox>,
  values: () => Promise<Pick<ExecutionContext, "values" | "typed">>,
): RowSource {
  /** Values of inputs, as `{{name}}`, may stand in such expressions. */
  const bound = async (sql: string): Promise<Outcome<string>> =>
    sql.includes("{{")
      ? (await import("../run/boundSql.ts")).boundSql(sql, await values())
      : { ok: true, value: sql };
  return {
    page: (...args) => engine.api.page(...args),
    relationPage: (...args) => engine.api.relationPage(...args),
    openView: (...args) => engine.api.openView(...args),
    valuesOf: (...args) => engine.api.valuesOf(...args),
    closeView: (...args) => engine.api.closeView(...args),
    select: async (sql, ...args) => {
      if (store.getState().origin === "foreign") return { ok: false, error: notRun };
      const text = await bound(sql);
      return text.ok ? engine.api.select(text.value, ...args) : text;
    },
    compute: async (question) => {
      if (store.getState().origin === "foreign") return { ok: false, error: notRun };
      const query = await bound(question.query);
      if (!query.ok) return query;
      const { tryFunction } = await import("./steps/tryFunction.ts");
      return tryFunction({ ...question, query: query.value }, { engine: engine.api, sandbox });
    },
    columnStats: (...args) => engine.api.columnStats(...args),
    resultSql: (...args) => engine.api.resultSql(...args),
    checkSql: (...args) => engine.api.checkSql(...args),
    rejectedRows: (...args) => engine.api.rejectedRows(...args),
    tryFixes: (...args) => engine.api.tryFixes(...args),
  };
}
