"use client";

import { useRef } from "react";
import type { JsonObject } from "../../lib/chart/jsonObject.ts";
import { parseChartSpec } from "../../lib/chart/parseChartSpec.ts";
import { readShelves } from "../../lib/chartBuilder/readShelves.ts";
import type { Column, Outcome } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns } from "../../lib/store/selectors.ts";
import { showFace } from "../cell-kinds/faces.ts";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import { RelationNeeded } from "../relation/RelationNeeded.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./ChartBuilder.module.css";
import { EventsForm } from "./EventsForm.tsx";
import { FormPicker } from "./FormPicker.tsx";
import { ShelfBench } from "./ShelfBench.tsx";
import { Suggestions } from "./Suggestions.tsx";
import { useChartEdit } from "./useChartEdit.ts";

const nothing: JsonObject = {};

/** A chart cell as shelves: what stands on them is written into its text as plain Vega-Lite, and read back from there. */
export function ChartBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const from = cell.options.from ?? "";
  const columns = useApp((state) => relationColumns(state, from));
  const spec = specOf(cell.source);
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      {from === "" || !columns ? (
        <RelationNeeded cell={cell} label="Draw the relation" purpose="A chart draws a relation" />
      ) : spec.ok ? (
        <Bench cell={cell} label={label} spec={spec.value} columns={columns} from={from} />
      ) : (
        <Unreadable cell={cell} message={spec.error.message} />
      )}
    </section>
  );
}

/** A text that says nothing yet is an empty chart. */
function specOf(source: string): Outcome<JsonObject> {
  if (source.trim() === "") return { ok: true, value: nothing };
  const parsed = parseChartSpec(source);
  if (parsed.ok) return { ok: true, value: parsed.value.spec };
  // A chart without a mark yet can still be built on.
  if (!/"mark" is missing/.test(parsed.error.message)) return parsed;
  const value: JsonObject = JSON.parse(source);
  return { ok: true, value };
}

function Bench(props: {
  cell: Cell;
  label: string;
  spec: JsonObject;
  columns: readonly Column[];
  from: string;
}) {
  const { cell, label, spec, columns, from } = props;
  const edit = useChartEdit(cell, spec);
  const read = readShelves(spec);
  return (
    <>
      <Suggestions cell={cell} relation={from} columns={columns} edit={edit} />
      {read.isBeyond ? (
        <Beyond cell={cell} views={read.views} />
      ) : (
        <>
          <FormPicker spec={spec} columns={columns} edit={edit} />
          <ShelfBench label={label} spec={spec} read={read} columns={columns} edit={edit} />
        </>
      )}
      <EventsForm cell={cell} relation={from} columns={columns} />
    </>
  );
}

function Unreadable({ cell, message }: { cell: Cell; message: string }) {
  return (
    <div className={styles.choose}>
      <p className={styles.note}>The text cannot be read as a chart: {message}</p>
      <ToSpec cell={cell} label="Mend it in the spec" />
    </div>
  );
}

function Beyond({ cell, views }: { cell: Cell; views: readonly string[] }) {
  return (
    <div className={styles.choose}>
      <p className={styles.note}>
        This chart is more than shelves can say: it is made of several views (
        {views.map((view) => `"${view}"`).join(", ")}). It stays as it is written; a suggestion above would
        take its place.
      </p>
      <ToSpec cell={cell} label="Edit the spec" />
    </div>
  );
}

function ToSpec({ cell, label }: { cell: Cell; label: string }) {
  const commands = useCommands();
  const notebookId = useApp((state) => state.notebookId);
  return (
    <Button
      label={label}
      onClick={() => {
        showFace(notebookId, cell.name, { builder: true, spec: true });
        commands.select(cell.id, "edit");
      }}
    />
  );
}
