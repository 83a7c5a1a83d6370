import { X } from "lucide-react";
import type { CompareChoices } from "../../lib/compare/choices.ts";
import { type ColumnPair, isNumeric } from "../../lib/compare/plan.ts";
import { TextField } from "../events/TextField.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./CompareBuilder.module.css";

type Tolerance = CompareChoices["tolerance"];

/** What a column's tolerance begins with: cents, or the last digit of what was rounded. */
const first = 0.01;

/** How far numbers may be apart: one distance for all of them, or one for each of some columns. */
export function ToleranceFields(props: {
  tolerance: Tolerance;
  columns: readonly ColumnPair[];
  onWrite: (tolerance: Tolerance) => void;
}) {
  const { tolerance, columns, onWrite } = props;
  const entries = typeof tolerance === "number" ? [] : Object.entries(tolerance);
  const numeric = columns.filter(isNumeric).map(({ after }) => after.name);
  if (numeric.length === 0 && entries.length === 0 && tolerance === 0) return null;
  const without = (name: string) => {
    const rest = entries.filter(([one]) => one !== name);
    onWrite(rest.length === 0 ? 0 : Object.fromEntries(rest));
  };
  const others = numeric.filter((name) => !entries.some(([one]) => one.toLowerCase() === name.toLowerCase()));
  return (
    <div className={styles.tolerances}>
      {typeof tolerance === "number" ? (
        <TextField
          label="Numbers may be apart by"
          value={tolerance === 0 ? "" : String(tolerance)}
          placeholder="0"
          problemOf={(text) => (text === "" ? null : problemOf(text))}
          onSet={(text) => onWrite(text === "" ? 0 : Number(text))}
        />
      ) : (
        entries.map(([name, distance]) => (
          <div key={name} className={styles.tolerance}>
            <TextField
              label={`${name} may be apart by`}
              value={String(distance)}
              placeholder="0"
              problemOf={problemOf}
              onSet={(text) => onWrite({ ...tolerance, [name]: Number(text) })}
            />
            <Button
              icon={<X />}
              label={`No tolerance for ${name}`}
              iconOnly
              tone="quiet"
              onClick={() => without(name)}
            />
          </div>
        ))
      )}
      {others.length > 0 && (
        <select
          className={styles.add}
          aria-label="Give a tolerance to one column"
          value=""
          onChange={({ target }) => {
            const { value: name } = target;
            if (name === "") return;
            const start = typeof tolerance === "number" && tolerance > 0 ? tolerance : first;
            onWrite({ ...Object.fromEntries(entries), [name]: start });
          }}
        >
          <option value="">{entries.length === 0 ? "only in one column" : "another column"}</option>
          {others.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function problemOf(text: string): string | null {
  const distance = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(distance) && distance >= 0 ? null : "A number from 0 on, such as 0.01.";
}
