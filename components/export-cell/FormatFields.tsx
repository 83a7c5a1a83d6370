import { useId } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import type { ExportRecipe } from "../../lib/writeOut/readExport.ts";
import { DraftField } from "./DraftField.tsx";
import styles from "./ExportBuilder.module.css";

const codecs = ["zstd", "snappy", "gzip", "none"];
const encodings = [
  { value: "utf-8", label: "UTF-8" },
  { value: "utf-8-bom", label: "UTF-8 with a mark (Excel)" },
  { value: "utf-16le", label: "UTF-16" },
  { value: "windows-1252", label: "Windows-1252" },
];

/** What belongs to the format that is chosen. */
export function FormatFields(props: {
  recipe: ExportRecipe;
  columns: readonly Column[];
  onSet(key: string, value: unknown): void;
}) {
  const { recipe, columns, onSet } = props;
  const { format, options } = recipe;
  const id = useId();
  if (format === "csv" || format === "tsv")
    return (
      <>
        <div className={styles.field}>
          <label htmlFor={`${id}-encoding`}>Characters</label>
          <select
            id={`${id}-encoding`}
            className={styles.control}
            value={String(options.encoding ?? "utf-8")}
            onChange={({ target }) => onSet("encoding", target.value === "utf-8" ? null : target.value)}
          >
            {encodings.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <label className={styles.check} title="Puts ' before text that a spreadsheet would run as a formula">
          <input
            type="checkbox"
            checked={options.safe === true}
            onChange={({ currentTarget }) => onSet("safe", currentTarget.checked ? null : false)}
          />
          Safe for spreadsheets
        </label>
      </>
    );
  if (format !== "parquet") return null;
  const sortBy = Array.isArray(options.sortBy) ? options.sortBy : [];
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={`${id}-codec`}>Compression</label>
        <select
          id={`${id}-codec`}
          className={styles.control}
          value={String(options.codec ?? "zstd")}
          onChange={({ target }) => onSet("codec", target.value === "zstd" ? null : target.value)}
        >
          {codecs.map((codec) => (
            <option key={codec}>{codec}</option>
          ))}
        </select>
      </div>
      <div className={styles.field}>
        <label htmlFor={`${id}-sorted`}>Sorted by</label>
        <select
          id={`${id}-sorted`}
          className={styles.control}
          value={sortBy.length > 1 ? sortBy.join(", ") : String(sortBy[0] ?? "")}
          onChange={({ target }) => onSet("sort_by", target.value === "" ? null : [target.value])}
        >
          <option value="">as it is</option>
          {sortBy.length > 1 && <option>{sortBy.join(", ")}</option>}
          {columns.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <DraftField
        label="Rows of a row group"
        value={String(options.rowGroup ?? "")}
        placeholder="122880"
        problemOf={(text) => (/^(|[1-9]\d*)$/.test(text) ? null : "Write a whole number of rows, 1 or more.")}
        onWrite={(text) => onSet("row_group", text === "" ? null : Number(text))}
      />
    </>
  );
}
