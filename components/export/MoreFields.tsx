import { CheckField, SelectField, TextField } from "./ChoiceFields.tsx";
import styles from "./ExportDialog.module.css";
import { encodingChoices } from "./exportFormats.ts";
import { hasLayout, isDelimited, type OutChoice, shownPaths } from "./outChoice.ts";

export interface FieldsOf {
  choice: OutChoice;
  isBusy: boolean;
  set: (change: Partial<OutChoice>) => void;
}

/** What few exports need: how a text is written, the order of rows, and files in folders or in pieces. */
export function MoreFields({
  columns,
  relation,
  splitProblem,
  ...fields
}: FieldsOf & { columns: readonly string[]; relation: string; splitProblem: string | null }) {
  const { choice, isBusy, set } = fields;
  return (
    <details className={styles.more}>
      <summary>More</summary>
      <div className={styles.moreBody}>
        {isDelimited(choice) && <DialectFields {...fields} />}
        {choice.format === "parquet" && (
          <SelectField
            label="Rows sorted by"
            value={choice.sortBy}
            options={[["", "As they come"], ...columns.map((name) => [name, name] as const)]}
            disabled={isBusy}
            onChange={(sortBy) => set({ sortBy })}
          />
        )}
        {hasLayout(choice) ? (
          <>
            <FolderFields {...fields} columns={columns} />
            <div className={styles.pair}>
              <TextField
                label="A new file after"
                value={choice.splitAfter}
                disabled={isBusy}
                problem={splitProblem}
                placeholder="No bound"
                isNumber
                onChange={(splitAfter) => set({ splitAfter })}
              />
              <SelectField
                label="Counted in"
                value={choice.splitUnit}
                options={[
                  ["rows", "Rows"],
                  ["MB", "MB"],
                ]}
                disabled={isBusy}
                onChange={(unit) => set({ splitUnit: unit === "MB" ? "MB" : "rows" })}
              />
            </div>
            <Paths paths={shownPaths(choice, relation)} />
          </>
        ) : (
          choice.place === "file" && (
            <p className={styles.hint}>
              Several files, and folders of a column's values, go to a folder, a zip or a bucket.
            </p>
          )
        )}
        {choice.place !== "file" && (
          <CheckField
            checked={choice.hasManifest}
            disabled={isBusy}
            onChange={(hasManifest) => set({ hasManifest })}
            hint="manifest.json beside the files: their rows, sizes, SHA-256 and where they came from. All is read back and compared with it."
          >
            Manifest
          </CheckField>
        )}
      </div>
    </details>
  );
}

function Paths({ paths }: { paths: string | null }) {
  return paths === null ? null : (
    <p className={styles.hint}>
      Files: <span className={styles.paths}>{paths}</span>
    </p>
  );
}

/** Columns whose values become folders, outermost first; one more can always be added. */
function FolderFields({ choice, isBusy, set, columns }: FieldsOf & { columns: readonly string[] }) {
  const chosen = choice.partitionBy.filter((name) => name !== "");
  const shown = Math.min(chosen.length + 1, columns.length - 1);
  return (
    <div className={styles.pair}>
      {levels.slice(0, shown).map(({ label, at }) => {
        const own = chosen[at] ?? "";
        const others = columns.filter((column) => column === own || !chosen.includes(column));
        return (
          <SelectField
            key={at}
            label={label}
            value={own}
            options={[["", "None"], ...others.map((column) => [column, column] as const)]}
            disabled={isBusy}
            onChange={(column) => {
              const next = [...chosen.slice(0, at), column, ...chosen.slice(at + 1)];
              set({ partitionBy: next.filter((name) => name !== "") });
            }}
          />
        );
      })}
    </div>
  );
}

/** More folders inside each other than these are more than anybody reads again. */
const levels = [
  { at: 0, label: "Folders by" },
  { at: 1, label: "Then by" },
  { at: 2, label: "And then by" },
  { at: 3, label: "At last by" },
];

function DialectFields({ choice, isBusy, set }: FieldsOf) {
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label="Between values"
          value={choice.delimiter}
          options={[
            ["", choice.format === "csv" ? "Comma" : "Tab"],
            [";", "Semicolon"],
            ["|", "Vertical bar"],
          ]}
          disabled={isBusy}
          onChange={(delimiter) => set({ delimiter })}
        />
        <SelectField
          label="Encoding"
          value={choice.encoding}
          options={encodingChoices}
          disabled={isBusy}
          onChange={(encoding) => set({ encoding })}
        />
        <SelectField
          label="Line ends"
          value={choice.lineEnd}
          options={[
            ["lf", "LF"],
            ["crlf", "CRLF (Windows)"],
          ]}
          disabled={isBusy}
          onChange={(lineEnd) => set({ lineEnd })}
        />
        <TextField
          label="NULL is written as"
          value={choice.nullText}
          placeholder="Nothing"
          disabled={isBusy}
          onChange={(nullText) => set({ nullText })}
        />
      </div>
      <CheckField checked={choice.hasHeader} disabled={isBusy} onChange={(hasHeader) => set({ hasHeader })}>
        Names of columns in the first line
      </CheckField>
    </>
  );
}
