"use client";

import { FolderOpen } from "lucide-react";
import { useMemo, useRef } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns, relationNames } from "../../lib/store/selectors.ts";
import { type ExportRecipe, formatsOfMany, readExport } from "../../lib/writeOut/readExport.ts";
import { NameChips } from "../events/NameChips.tsx";
import { CheckField, SelectField } from "../export/ChoiceFields.tsx";
import { formatChoices } from "../export/exportFormats.ts";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import { RelationNeeded } from "../relation/RelationNeeded.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { DraftField } from "./DraftField.tsx";
import styles from "./ExportBuilder.module.css";
import { FormatFields } from "./FormatFields.tsx";
import { useExportEdit } from "./useExportEdit.ts";

/** An export cell as a form: what goes out, as what, and where to. Nothing is written before the cell is run. */
export function ExportBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const read = useMemo(() => readExport(cell.source), [cell.source]);
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      {(cell.options.from ?? "") === "" ? (
        <RelationNeeded cell={cell} label="Write the relation" purpose="An export writes a relation" />
      ) : read.ok ? (
        <Form cell={cell} recipe={read.value} />
      ) : (
        <p className={styles.note}>
          {`Line ${read.error.line ?? 1} of the text cannot be read: ${read.error.message} ${read.error.hint ?? ""}`}
        </p>
      )}
    </section>
  );
}

const places: readonly (readonly [ExportRecipe["to"]["kind"], string])[] = [
  ["file", "One file"],
  ["folder", "A folder"],
  ["zip", "A zip file"],
  ["s3", "A bucket"],
];

function Form({ cell, recipe }: { cell: Cell; recipe: ExportRecipe }) {
  const set = useExportEdit(cell);
  const from = cell.options.from ?? "";
  const columns = useApp((state) => relationColumns(state, from));
  const names = useApp(relationNames).filter((name) => name !== from && name !== cell.name);
  const { to, format } = recipe;
  const isOne = to.kind === "file";
  const holdsMany = !isOne || formatsOfMany.includes(format);
  return (
    <>
      <div className={styles.fields}>
        <SelectField
          label="Format"
          value={format}
          options={formatChoices.map((choice) => [choice.format, choice.label] as const)}
          disabled={false}
          onChange={(chosen) => set.format(chosen, recipe)}
        />
        <SelectField
          label="To"
          value={to.kind}
          options={places}
          disabled={false}
          onChange={(kind) => set.place(kind as ExportRecipe["to"]["kind"], recipe)}
        />
        {to.kind === "s3" ? (
          <DraftField
            label="Address"
            value={`s3://${to.bucket}/${to.prefix}`}
            problemOf={(text) => (/^s3:\/\/[^/]+\//.test(text) ? null : "Write s3://bucket/prefix/.")}
            onWrite={(text) => set.key("to", text)}
          />
        ) : (
          <DraftField
            label="Name"
            value={recipe.name ?? ""}
            placeholder={from}
            problemOf={() => null}
            onWrite={(text) => set.key("name", text === "" ? null : text)}
          />
        )}
        <FormatFields recipe={recipe} columns={columns ?? []} onSet={set.key} />
      </div>
      {holdsMany && names.length + recipe.also.length > 0 && (
        <NameChips
          label="With it"
          none="other relations"
          names={recipe.also}
          offered={names}
          onWrite={(also) => set.key("also", also.length > 0 ? also : null)}
        />
      )}
      {!isOne && (
        <>
          {!formatsOfMany.includes(format) && (
            <NameChips
              label="A folder for each"
              none="no partitions"
              names={recipe.partitionBy}
              offered={(columns ?? []).map(({ name }) => name)}
              onWrite={(by) => set.key("partition_by", by.length > 0 ? by : null)}
            />
          )}
          <CheckField
            checked={recipe.manifest}
            disabled={false}
            onChange={(hasManifest) => set.key("manifest", hasManifest ? null : false)}
          >
            Write manifest.json, and read everything back
          </CheckField>
        </>
      )}
      {to.kind !== "s3" && <Place cell={cell} />}
    </>
  );
}

/** Where it was written to, so that the next run writes there too, and the way to another place. */
function Place({ cell }: { cell: Cell }) {
  const commands = useCommands();
  const place = useApp((state) => state.outPlaces[cell.id]);
  if (place === undefined) return <p className={styles.note}>Where it goes is asked when the cell is run.</p>;
  if (place === "") return <p className={styles.note}>It goes to this browser’s downloads.</p>;
  return (
    <div className={styles.place}>
      <p className={styles.note}>
        Goes to <strong>{place}</strong>.
      </p>
      <Button
        icon={<FolderOpen />}
        label="Another place…"
        tone="quiet"
        onClick={() => void commands.chooseOut(cell.id)}
      />
    </div>
  );
}
