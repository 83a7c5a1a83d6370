import { useMemo } from "react";
import { chartForms } from "../../lib/chartBuilder/chartForms.ts";
import { type Suggestion, suggestCharts } from "../../lib/chartBuilder/suggestCharts.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { FormIcon } from "./FormIcon.tsx";
import { insertCharts } from "./insertCharts.ts";
import styles from "./Suggestions.module.css";
import type { ChartEdit } from "./useChartEdit.ts";
import { useFacts } from "./useFacts.ts";

const isBlank = (cell: Cell) => cell.source.trim() === "";

/** A few charts that may be good of the relation, each a click away. */
export function Suggestions(props: {
  cell: Cell;
  relation: string;
  columns: readonly Column[];
  edit: ChartEdit;
}) {
  const { cell, relation, columns, edit } = props;
  const store = useAppStore();
  const commands = useCommands();
  const facts = useFacts(relation, columns);
  const suggestions = useMemo(() => (facts ? suggestCharts(columns, facts) : []), [columns, facts]);
  const take = ({ spec, sql }: Suggestion) => {
    if (!sql) return edit(spec);
    // What makes its rows goes before it. A chart that is here stays.
    insertCharts(
      { store, commands },
      cell.id,
      relation,
      { suffix: "top", spec, sql: sql(relation) },
      isBlank(cell),
    );
  };
  return (
    <fieldset className={styles.suggestions} aria-busy={!facts}>
      <legend className={styles.legend}>Suggestions</legend>
      {suggestions.map((suggestion) => (
        <button
          key={`${suggestion.form} ${suggestion.label}`}
          type="button"
          className={styles.suggestion}
          onClick={() => take(suggestion)}
        >
          <FormIcon form={suggestion.form} />
          <span className={styles.text}>
            <span className={styles.form}>{chartForms[suggestion.form].label}</span>{" "}
            <span className={styles.label}>{suggestion.label}</span>
            {suggestion.sql && <span className={styles.label}> (adds a query)</span>}
          </span>
        </button>
      ))}
      {facts && suggestions.length === 0 && <span className={styles.label}>None for these columns.</span>}
    </fieldset>
  );
}
