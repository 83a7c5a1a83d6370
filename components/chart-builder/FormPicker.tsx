import type { JsonObject } from "../../lib/chart/jsonObject.ts";
import { chartForms, formNames, formOf, withForm } from "../../lib/chartBuilder/chartForms.ts";
import {
  hasGrid,
  projectionOf,
  projections,
  withGrid,
  withProjection,
} from "../../lib/chartBuilder/mapForm.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { FormIcon } from "./FormIcon.tsx";
import styles from "./FormPicker.module.css";
import type { ChartEdit } from "./useChartEdit.ts";

/** The chart's form, and what only a map has. */
export function FormPicker(props: { spec: JsonObject; columns: readonly Column[]; edit: ChartEdit }) {
  const { spec, columns, edit } = props;
  const form = spec.mark === undefined && spec.layer === undefined ? null : formOf(spec);
  return (
    <>
      <fieldset className={styles.forms}>
        <legend className={styles.legend}>Form</legend>
        {formNames.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.form}
            aria-pressed={form === name}
            onClick={() => edit(withForm(spec, name, columns))}
          >
            <FormIcon form={name} />
            {chartForms[name].label}
          </button>
        ))}
      </fieldset>
      {form === "map" && (
        <div className={styles.map}>
          <label>
            Projection{" "}
            <select
              className={styles.select}
              value={projectionOf(spec)}
              onChange={({ target }) => edit(withProjection(spec, target.value))}
            >
              {[...new Set<string>([...projections, projectionOf(spec)])].map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <input
              type="checkbox"
              checked={hasGrid(spec)}
              onChange={({ target }) => edit(withGrid(spec, target.checked))}
            />{" "}
            Whole globe, with its lines
          </label>
        </div>
      )}
    </>
  );
}
