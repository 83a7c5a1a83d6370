import { useState } from "react";
import type { PreviewColumn, PreviewRow, SourcePreview } from "../../../lib/engine/sourcePreview.ts";
import { Button } from "../../ui/Button.tsx";
import { askedType, askType, typeChoices } from "./columnTypes.ts";
import styles from "./PreviewTable.module.css";
import type { Reading } from "./reading.ts";

/** Columns drawn at once; hundreds of lists of types would make every change slow. */
const columnsAtOnce = 40;

/** What scrolls has to take the keyboard, though nothing in it is to be pressed. */
const scrolledByKeys = { tabIndex: 0 };

/** The first rows as they would load: types in the header, rows that would be rejected with their reason. */
export function PreviewTable({ reading, preview }: { reading: Reading; preview: SourcePreview }) {
  const [from, setFrom] = useState(0);
  const total = preview.columns.length;
  const start = from < total ? from : 0;
  const columns = preview.columns.slice(start, start + columnsAtOnce);
  if (total === 0) return null;
  return (
    <>
      <section className={styles.scroll} aria-label="First rows as they would load" {...scrolledByKeys}>
        <table className={styles.table} data-pending={reading.isPending || undefined}>
          <thead>
            <tr>
              <th scope="col" className={styles.line}>
                Line
              </th>
              {columns.map((column) => (
                <Head key={column.name} reading={reading} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {numbered(preview.rows).map(({ key, item }) => (
              <Row key={key} row={item} start={start} width={columns.length} />
            ))}
          </tbody>
        </table>
      </section>
      {total > columnsAtOnce && (
        <div className={styles.pages}>
          <span>
            Columns {start + 1} to {start + columns.length} of {total}
          </span>
          <Button
            label="Previous columns"
            disabled={start === 0}
            onClick={() => setFrom(Math.max(0, start - columnsAtOnce))}
          />
          <Button
            label="Next columns"
            disabled={start + columnsAtOnce >= total}
            onClick={() => setFrom(start + columnsAtOnce)}
          />
        </div>
      )}
    </>
  );
}

function Head({ reading, column }: { reading: Reading; column: PreviewColumn }) {
  const { name, type, note } = column;
  const choices = typeChoices(reading);
  const asked = askedType(reading, name);
  return (
    <th scope="col" title={note ?? undefined}>
      <span className={styles.name}>{name}</span>
      {choices === null ? (
        <span className={styles.type}>{type}</span>
      ) : (
        <select
          className={styles.types}
          aria-label={`Type of ${name}`}
          data-asked={asked !== "" || undefined}
          value={asked}
          onChange={({ target }) => askType(reading, name, target.value)}
        >
          <option value="">{asked === "" ? type : "Automatic"}</option>
          {asked !== "" && !choices.some(({ value }) => value === asked) && (
            <option value={asked}>{asked}</option>
          )}
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </th>
  );
}

function Row({ row, start, width }: { row: PreviewRow; start: number; width: number }) {
  if (row.problem !== null) {
    return (
      <tr className={styles.problem}>
        <td className={styles.line}>{row.line}</td>
        <td colSpan={width}>
          <strong>Rejected: {row.problem}</strong>
          <span className={styles.raw}>{row.cells.map((cell) => cell ?? "").join(" ¦ ")}</span>
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <td className={styles.line}>{row.line}</td>
      {numbered(row.cells.slice(start, start + width)).map(({ key, item }) => (
        <td
          key={key}
          title={item ?? undefined}
          data-null={item === null || undefined}
          data-bad={item?.includes("\ufffd") || undefined}
        >
          {item ?? "NULL"}
        </td>
      ))}
    </tr>
  );
}

/** Rows and cells of a preview are what their place is: they have no other identity. */
function numbered<T>(items: readonly T[]): { key: string; item: T }[] {
  return items.map((item, place) => ({ key: `at ${place}`, item }));
}
