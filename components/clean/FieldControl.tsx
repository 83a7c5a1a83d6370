import { type ReactNode, useId } from "react";
import { optionOf, optionText } from "../../lib/clean/editRecipe.ts";
import type { Field } from "../../lib/clean/fields.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { relationNames } from "../../lib/store/selectors.ts";
import { useApp } from "../ui/AppContext.tsx";
import { ColumnsControl } from "./ColumnsControl.tsx";
import { Draft } from "./Draft.tsx";
import { PairsControl } from "./PairsControl.tsx";
import styles from "./StepForm.module.css";

/** One option of a step; undefined takes it out of the text. */
export function FieldControl(props: {
  field: Field<unknown>;
  value: unknown;
  columns: readonly Column[];
  onSet: (value: unknown) => void;
}) {
  const { field, value, columns, onSet } = props;
  const id = useId();
  if (field.control === "flag")
    return (
      <label className={styles.check}>
        <input type="checkbox" checked={value === true} onChange={({ target }) => onSet(target.checked)} />
        {field.label}
      </label>
    );
  const control = controlOf({ field, value, columns, onSet, id });
  return (
    <div className={styles.field} data-wide={isWide(field) || undefined}>
      <label htmlFor={id}>{field.label}</label>
      {control}
      {field.hint && <span className={styles.hint}>{field.hint}</span>}
    </div>
  );
}

const isWide = ({ control }: Field<unknown>) =>
  ["columns", "pairs", "expressions", "expression", "code", "yaml", "texts", "names"].includes(control);

function controlOf(props: {
  field: Field<unknown>;
  value: unknown;
  columns: readonly Column[];
  onSet: (value: unknown) => void;
  id: string;
}): ReactNode {
  const { field, value, columns, onSet, id } = props;
  const text = value === undefined || value === null ? "" : String(value);
  const setText = (next: string) => onSet(next === "" && field.absent ? undefined : next);
  switch (field.control) {
    case "columns":
      return <ColumnsControl id={id} field={field} value={listOf(value)} columns={columns} onSet={onSet} />;
    case "column":
      return (
        <Choice
          id={id}
          value={text}
          isOptional={field.absent !== null}
          onChoose={setText}
          options={columns.map(({ name, type }) => [name, `${name} · ${type.toLowerCase().slice(0, 24)}`])}
        />
      );
    case "choice":
      return (
        <Choice
          id={id}
          value={text}
          isOptional={field.absent?.value === undefined && field.absent !== null}
          onChoose={setText}
          options={(field.choices ?? []).map((one) => [one, one])}
        />
      );
    case "relation":
      return <RelationChoice id={id} value={text} onChoose={setText} />;
    case "number":
      return (
        <Draft
          id={id}
          value={text}
          onDone={(next) => onSet(next.trim() === "" ? undefined : numberOf(next))}
        />
      );
    case "names":
    case "texts":
      return (
        <Draft
          id={id}
          value={listOf(value).join("\n")}
          rows={Math.min(6, Math.max(2, listOf(value).length))}
          hint="one a line"
          onDone={(next) => {
            const lines = next
              .split("\n")
              .filter((line, at, all) => line !== "" || (field.control === "texts" && at < all.length - 1));
            onSet(lines.length === 0 && field.absent ? undefined : lines);
          }}
        />
      );
    case "pairs":
    case "expressions":
      return (
        <PairsControl id={id} isSql={field.control === "expressions"} value={pairsOf(value)} onSet={onSet} />
      );
    case "expression":
      return <Draft id={id} value={text} rows={2} isCode onDone={setText} />;
    case "code":
      return <Draft id={id} value={text} rows={Math.min(16, lineCount(text) + 1)} isCode onDone={setText} />;
    case "yaml":
      return (
        <Draft
          id={id}
          value={optionText(value)}
          rows={lineCount(optionText(value))}
          isCode
          onDone={(next) => onSet(yamlOf(next))}
        />
      );
    default:
      return <Draft id={id} value={text} isCode={field.control === "text"} onDone={setText} />;
  }
}

function Choice(props: {
  id: string;
  value: string;
  isOptional: boolean;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}) {
  const { id, value, isOptional, options, onChoose } = props;
  const isKnown = options.some(([one]) => one === value);
  return (
    <select
      id={id}
      className={styles.control}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
    >
      {(isOptional || value === "") && <option value="">none</option>}
      {!isKnown && value !== "" && <option value={value}>{value}</option>}
      {options.map(([one, label]) => (
        <option key={one} value={one}>
          {label}
        </option>
      ))}
    </select>
  );
}

function RelationChoice(props: { id: string; value: string; onChoose: (value: string) => void }) {
  const names = useApp(relationNames);
  return <Choice {...props} isOptional options={names.map((name) => [name, name])} />;
}

/** What is not a number yet is kept as it was typed: the step then says what is wrong with it. */
function numberOf(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function lineCount(text: string): number {
  return Math.max(2, text.split("\n").length);
}

function yamlOf(text: string): unknown {
  try {
    return optionOf(text);
  } catch {
    // As text it stands in the recipe, and the step says what it should be.
    return text;
  }
}

function listOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "object" && "names" in value) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function pairsOf(value: unknown): [string, string | null][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, one]) => [key, one === null ? null : String(one)]);
}
