import { useState } from "react";
import { isIdentity } from "../../lib/chartBuilder/columnRole.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { GroupChoices, Grouping, Measure, PivotColumn } from "../../lib/events/choices.ts";
import { numericType } from "../../lib/events/sql/measureSql.ts";
import { plainGrouping, plainMeasure } from "../../lib/events/text/plainChoices.ts";
import { ColumnList } from "../chart-builder/ColumnList.tsx";
import styles from "./EventsBuilder.module.css";
import type { FormContext } from "./EventsBuilder.tsx";
import own from "./GroupBench.module.css";
import { GroupShelf } from "./GroupShelf.tsx";
import { MeasureRows } from "./MeasureRows.tsx";
import { TextField } from "./TextField.tsx";
import { useEventsEdit } from "./useEventsEdit.ts";

/** A pivot table's shelves: columns are dragged, or chosen, onto rows, columns and measures. */
export function GroupBench(props: FormContext & { group: GroupChoices }) {
  const { cell, columns, group } = props;
  const edit = useEventsEdit(cell);
  const [said, setSaid] = useState("");
  const { rows = [], measures = [], columns: pivot } = group;

  const addRow = (column: Column) => {
    setSaid(`${column.name} is on Rows.`);
    edit(["group", "rows", rows.length], column.name);
  };
  const addMeasure = (column: Column) => {
    const measure: Measure = {
      fn: numericType.test(column.type) && !isIdentity(column) ? "sum" : "count distinct",
      of: column.name,
    };
    setSaid(`${column.name} is on Measures.`);
    edit(["group", "measures", measures.length], plainMeasure(measure));
  };
  const setPivot = (next: PivotColumn | null) => {
    setSaid(next ? `${next.column} is on Columns.` : "Columns are empty.");
    if (next === null) edit(["group", "columns"], null);
    else edit(["group", "columns"], plainPivot(next));
  };
  const setRow = (at: number, next: Grouping | null) => {
    if (next === null && rows.length === 1) edit(["group", "rows"], null);
    else edit(["group", "rows", at], next && plainGrouping(next));
  };
  return (
    <div className={own.bench}>
      <ColumnList
        columns={columns}
        onPut={(column) =>
          numericType.test(column.type) && !isIdentity(column) ? addMeasure(column) : addRow(column)
        }
      />
      <div className={own.shelves}>
        <GroupShelf label="Rows" columns={columns} items={rows} hasMore onPut={addRow} onSet={setRow} />
        <GroupShelf
          label="Columns"
          columns={columns}
          items={pivot ? [{ column: pivot.column, by: pivot.by }] : []}
          isSingle
          onPut={(column) => setPivot({ column: column.name })}
          onSet={(_, next) => setPivot(next && { ...pivot, column: next.column, by: next.by })}
        />
        <GroupShelf
          label="Measures"
          columns={columns}
          items={[]}
          onPut={addMeasure}
          onSet={() => undefined}
          onRows={() => edit(["group", "measures", measures.length], "count")}
        >
          <MeasureRows {...props} measures={measures} place={["group", "measures"]} isShelf />
        </GroupShelf>
        <div className={styles.form}>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={group.totals === true}
              onChange={({ target }) => edit(["group", "totals"], target.checked ? "true" : null)}
            />
            Totals
          </label>
          <TextField
            label="Sort by"
            value={group.sort ?? ""}
            placeholder="left to right"
            onSet={(value) => edit(["group", "sort"], value === "" ? null : value)}
          />
          <TextField
            label="Only groups where"
            value={group.having ?? ""}
            placeholder="SQL on the result"
            isCode
            onSet={(value) => edit(["group", "having"], value === "" ? null : value)}
          />
        </div>
        <p role="status" className={own.said}>
          {said}
        </p>
      </div>
    </div>
  );
}

function plainPivot({ column, by, values }: PivotColumn) {
  if (by === undefined && values === undefined) return column;
  return { column, ...(by && { by }), ...(values && { values }) };
}
