import { ArrowLeftRight } from "lucide-react";
import { useState } from "react";
import type { JsonObject } from "../../lib/chart/jsonObject.ts";
import { chartForms, formOf, withAxesSwapped, withForm } from "../../lib/chartBuilder/chartForms.ts";
import { columnRole } from "../../lib/chartBuilder/columnRole.ts";
import { nextShelf, shownShelves } from "../../lib/chartBuilder/nextShelf.ts";
import { placeField } from "../../lib/chartBuilder/placeField.ts";
import { type ReadShelves, readShelves, type Shelves } from "../../lib/chartBuilder/readShelves.ts";
import type { Channel, Shelf } from "../../lib/chartBuilder/shelf.ts";
import { channelLabels } from "../../lib/chartBuilder/shelfChoices.ts";
import { writeOne } from "../../lib/chartBuilder/writeShelves.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./ChartBuilder.module.css";
import { ColumnList } from "./ColumnList.tsx";
import { ShelfRow } from "./ShelfRow.tsx";
import type { ChartEdit } from "./useChartEdit.ts";

type Unit = Extract<ReadShelves, { isBeyond: false }>;

/** The shelves of a chart beside the columns that can be put on them. */
export function ShelfBench(props: {
  label: string;
  spec: JsonObject;
  read: Unit;
  columns: readonly Column[];
  edit: ChartEdit;
}) {
  const { label, spec, read, columns, edit } = props;
  const [said, setSaid] = useState("");
  const { shelves, mark } = read;
  const form = formOf(spec);

  const set = (channel: Channel, shelf: Shelf | null) => edit(writeOne(spec, shelves, channel, shelf));
  const put = (channel: Channel, column: Column | null) => {
    setSaid(`${column?.name ?? "Row count"} is on ${channelLabels[channel]}.`);
    // What has no form yet gets the one that its first column calls for.
    const base =
      mark === "" ? withForm(spec, column && columnRole(column) === "time" ? "line" : "bar", columns) : spec;
    const known: Shelves = mark === "" ? shelvesOf(base) : shelves;
    const drawn = mark === "" ? chartForms.bar.mark : mark;
    edit(writeOne(base, known, channel, placeField(column, channel, drawn, known, columns)));
  };
  const { x, y } = shelves;
  return (
    <div className={styles.bench}>
      <ColumnList
        columns={columns}
        onPut={(column) => {
          const channel = nextShelf(column, form, shelves);
          if (channel) put(channel, column);
          else setSaid("No shelf is free. Drag the column onto one, or empty one first.");
        }}
      />
      <div className={styles.shelves}>
        <div className={styles.rows}>
          {shownShelves(form, shelves).map((channel) => (
            <ShelfRow
              key={channel}
              channel={channel}
              shelves={shelves}
              mark={mark}
              columns={columns}
              isTaken={read.also.includes(channel)}
              onPut={(column) => put(channel, column)}
              onSet={(shelf) => set(channel, shelf)}
            />
          ))}
        </div>
        <div className={styles.below}>
          {(x ?? y) && (
            <Button
              icon={<ArrowLeftRight />}
              label="Swap X and Y"
              tone="quiet"
              onClick={() => edit(withAxesSwapped(spec))}
            />
          )}
          {read.also.length > 0 && (
            <p className={styles.also}>Also in the spec, and kept: {read.also.join(", ")}.</p>
          )}
        </div>
        <p role="status" className={styles.said} aria-label={`Builder of ${label}`}>
          {said}
        </p>
      </div>
    </div>
  );
}

function shelvesOf(spec: JsonObject): Shelves {
  const read = readShelves(spec);
  return read.isBeyond ? {} : read.shelves;
}
