import type { Column } from "../../lib/engine/protocol.ts";
import type { ExportRecipe } from "../../lib/writeOut/readExport.ts";
import { CheckField, SelectField } from "../export/ChoiceFields.tsx";
import { codecChoices, encodingChoices } from "../export/exportFormats.ts";
import { DraftField } from "./DraftField.tsx";

/** What belongs to the format that is chosen. */
export function FormatFields(props: {
  recipe: ExportRecipe;
  columns: readonly Column[];
  onSet(key: string, value: unknown): void;
}) {
  const { recipe, columns, onSet } = props;
  const { format, options } = recipe;
  if (format === "csv" || format === "tsv")
    return (
      <>
        <SelectField
          label="Encoding"
          value={String(options.encoding ?? "utf-8")}
          options={encodingChoices}
          disabled={false}
          onChange={(encoding) => onSet("encoding", encoding === "utf-8" ? null : encoding)}
        />
        <CheckField
          checked={options.safe === true}
          disabled={false}
          onChange={(isSafe) => onSet("safe", isSafe ? null : false)}
        >
          Safe for spreadsheets
        </CheckField>
      </>
    );
  if (format !== "parquet") return null;
  const sortBy: string[] = Array.isArray(options.sortBy) ? options.sortBy.map(String) : [];
  const sorted = sortBy.join(", ");
  return (
    <>
      <SelectField
        label="Compression"
        value={String(options.codec ?? "zstd")}
        options={codecChoices}
        disabled={false}
        onChange={(codec) => onSet("codec", codec === "zstd" ? null : codec)}
      />
      <SelectField
        label="Rows sorted by"
        value={sorted}
        options={[
          ["", "As they come"],
          ...(sortBy.length > 1 ? [[sorted, sorted] as const] : []),
          ...columns.map(({ name }) => [name, name] as const),
        ]}
        disabled={false}
        onChange={(column) => onSet("sort_by", column === "" ? null : [column])}
      />
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
