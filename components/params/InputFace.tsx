import { RotateCcw, Save } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import type { ParamDefinition, ParamValue } from "../../lib/params/param.ts";
import { type Param, paramOf } from "../../lib/params/paramOf.ts";
import { describeValue } from "../../lib/params/paramText.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { CheckControl } from "./CheckControl.tsx";
import { ColumnOptions } from "./ColumnOptions.tsx";
import { type ControlProps, sentenceOf } from "./control.ts";
import { DateControl } from "./DateControl.tsx";
import { DateRangeControl } from "./DateRangeControl.tsx";
import { DefinitionProblem } from "./DefinitionProblem.tsx";
import { FileControl } from "./FileControl.tsx";
import styles from "./InputFace.module.css";
import { MultiSelectControl } from "./MultiSelectControl.tsx";
import { NumberControl } from "./NumberControl.tsx";
import { SelectControl } from "./SelectControl.tsx";
import { SliderControl } from "./SliderControl.tsx";
import { TextControl } from "./TextControl.tsx";
import { useLeaveOnEscape } from "./useLeaveOnEscape.ts";
import { useSetParam } from "./useSetParam.ts";

/** An input cell as it is used: its control, or what is wrong with its definition. */
export function InputFace({ cell }: { cell: Cell }) {
  const param = paramOf(cell);
  if (!param.ok) return <DefinitionProblem id={cell.id} error={param.error} />;
  return <InputForm cell={cell} param={param.value} />;
}

function InputForm({ cell, param }: { cell: Cell; param: Param }) {
  const { definition, value, isSet } = param;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  useLeaveOnEscape(root);
  const set = useSetParam(cell.id);
  const [refused, setRefused] = useState<string | null>(null);
  // The report below the cell says the same once it has run.
  const hasFailed = useApp((state) => cellView(state, cell.id).run.status === "failed");
  const unfit = value.ok || hasFailed ? null : sentenceOf(value.error);
  const problem = refused ?? unfit;
  const label = definition.label || cell.name;
  const control: ControlProps = {
    id,
    label,
    describedBy: problem === null ? undefined : `${id}-problem`,
    definition,
    value: value.ok ? value.value : definition.value,
    set,
    onProblem: setRefused,
  };
  return (
    <div ref={root} className={styles.face}>
      {definition.type === "file" ? (
        <span className={styles.label}>{label}</span>
      ) : (
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      <div className={styles.control}>
        <Control {...control} cell={cell} />
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <ColumnOptions id={cell.id} definition={definition} />
      {isSet && (
        <SetLine
          cell={cell}
          definition={definition}
          isWhole={value.ok}
          onReset={() => set.choose(undefined)}
        />
      )}
    </div>
  );
}

/** The control of the definition's type. A file is no value, and has its own way in. */
function Control({ cell, ...props }: ControlProps & { cell: Cell }) {
  const { definition } = props;
  switch (definition.type) {
    case "text":
      return <TextControl {...props} definition={definition} />;
    case "number":
      return <NumberControl {...props} definition={definition} />;
    case "slider":
      return <SliderControl {...props} definition={definition} />;
    case "date":
      return <DateControl {...props} definition={definition} />;
    case "date range":
      return <DateRangeControl {...props} definition={definition} />;
    case "select":
      return <SelectControl {...props} definition={definition} />;
    case "multi-select":
      return <MultiSelectControl {...props} definition={definition} />;
    case "checkbox":
      return <CheckControl {...props} definition={definition} />;
    case "file":
      return <FileControl cellId={cell.id} name={cell.name} />;
  }
}

/** What the text says, and the two ways to make it and the value one again. */
function SetLine(props: { cell: Cell; definition: ParamDefinition; isWhole: boolean; onReset: () => void }) {
  const { cell, definition, isWhole, onReset } = props;
  const commands = useCommands();
  return (
    <div className={styles.set}>
      <span className={styles.default}>Default: {defaultText(definition, definition.value)}</span>
      <Button icon={<RotateCcw />} label="Back to the default" tone="quiet" onClick={onReset} />
      {isWhole && (
        <Button
          icon={<Save />}
          label="Make this the default"
          tone="quiet"
          onClick={() => void commands.makeDefault(cell.id)}
        />
      )}
    </div>
  );
}

function defaultText(definition: ParamDefinition, value: ParamValue): string {
  const text = describeValue(definition, value);
  if (text !== "") return text;
  return definition.type === "text" ? "empty" : "nothing";
}
