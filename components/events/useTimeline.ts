import { useEffect, useMemo, useState } from "react";
import { arrowColumns } from "../../lib/chart/arrowColumns.ts";
import { ChoiceError } from "../../lib/events/choiceError.ts";
import { logOf } from "../../lib/events/compileEvents.ts";
import { entitiesSql, mostOnTimeline, timelineSql } from "../../lib/events/sql/timelineSql.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";
import type { FormContext } from "./EventsBuilder.tsx";

export interface TimelineEvent {
  ms: number;
  event: string | null;
  session: number;
  /** The step of a funnel that it is, from 1. */
  step: number | null;
}

type Told = { ok: true; events: readonly TimelineEvent[] } | { ok: false; message: string };

const mostEntities = 50;

/** SQL about the log, or why there is none. */
function useSql(context: FormContext, make: (log: ReturnType<typeof logOf>) => string): string | ChoiceError {
  const { cell, choices, columns, guessed } = context;
  const from = cell.options.from ?? "";
  return useMemo(() => {
    try {
      return make(logOf(choices, from, columns, guessed));
    } catch (thrown) {
      if (thrown instanceof ChoiceError) return thrown;
      throw thrown;
    }
  }, [choices, from, columns, guessed, make]);
}

/** Entities that hold what is searched, those with the most events first; null until they are known. */
export function useEntities(
  context: FormContext,
  search: string,
): readonly { name: string; count: number }[] | null {
  const make = useMemo(
    () => (log: ReturnType<typeof logOf>) => entitiesSql(log, search, mostEntities),
    [search],
  );
  const sql = useSql(context, make);
  const rows = useColumns(typeof sql === "string" ? sql : null, mostEntities);
  return useMemo(() => {
    if (typeof sql !== "string") return [];
    if (rows === null) return null;
    const [names, counts] = rows.ok ? rows.columns : [];
    return (names ?? []).map((name, at) => ({ name: String(name), count: Number(counts?.[at]) }));
  }, [sql, rows]);
}

/** The events of one entity; null until they are known. */
export function useTimeline(context: FormContext, entity: string | null): Told | null {
  const { choices } = context;
  const make = useMemo(
    () => (log: ReturnType<typeof logOf>) => timelineSql(log, choices, entity ?? ""),
    [choices, entity],
  );
  const sql = useSql(context, make);
  const rows = useColumns(typeof sql === "string" && entity !== null ? sql : null, mostOnTimeline);
  return useMemo(() => {
    if (typeof sql !== "string") return { ok: false, message: `${sql.message} ${sql.hint}` };
    if (rows === null || !rows.ok) return rows;
    const [ms = [], events = [], sessions = [], steps = []] = rows.columns;
    return {
      ok: true,
      events: ms.map((each, at) => ({
        ms: Number(each),
        event: events[at] === null ? null : String(events[at]),
        session: Number(sessions[at]),
        step: steps[at] === null ? null : Number(steps[at]),
      })),
    };
  }, [sql, rows]);
}

type Columns = { ok: true; columns: readonly (readonly unknown[])[] } | { ok: false; message: string };

/** The answer to the latest SQL; what it was before stays until that is there. */
function useColumns(sql: string | null, most: number): Columns | null {
  const select = useSelect();
  const [known, setKnown] = useState<Columns | null>(null);
  useEffect(() => {
    if (sql === null) return;
    let isGone = false;
    void select(sql, most).then((answer) => {
      if (isGone) return;
      setKnown(
        answer.ok
          ? { ok: true, columns: arrowColumns(answer.value.ipc).map(({ values }) => values) }
          : { ok: false, message: answer.error.message },
      );
    });
    return () => {
      isGone = true;
    };
  }, [sql, most, select]);
  return known;
}
