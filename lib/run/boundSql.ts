import type { Asking } from "../clean/answers.ts";
import type { Outcome } from "../engine/protocol.ts";
import { bindParams } from "../sql/bindParams.ts";
import { bindExported } from "./bindExported.ts";
import type { ExecutionContext } from "./executor.ts";

type Values = Pick<ExecutionContext, "values" | "typed">;

/** SQL with the value of each `{{name}}` in its place, as a typed literal: for what is asked beside a run. */
export function boundSql(sql: string, { values, typed }: Values): Outcome<string> {
  if (!sql.includes("{{")) return { ok: true, value: sql };
  const bound = bindExported(sql, values, typed);
  if (!bound.ok) return bound;
  const inserted = bindParams(bound.value.sql, bound.value.params);
  return inserted.ok ? { ok: true, value: inserted.value.sql } : inserted;
}

/** Asks what a recipe wants to know of the data with the values of inputs in their places. */
export function withValues(asking: Asking, values: Values): Asking {
  const bound = async <T>(sql: string, ask: (sql: string) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const text = boundSql(sql, values);
    return text.ok ? ask(text.value) : text;
  };
  return {
    texts: (sql) => bound(sql, asking.texts),
    columns: (sql) => bound(sql, asking.columns),
    compute: (question) => bound(question.query, (query) => asking.compute({ ...question, query })),
  };
}
