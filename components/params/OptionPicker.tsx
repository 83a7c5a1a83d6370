import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { useRef, useState } from "react";
import { mostShown } from "../../lib/params/optionQuery.ts";
import type { ChoiceDefinition } from "../../lib/params/param.ts";
import { labelOf } from "../../lib/params/paramText.ts";
import styles from "./OptionPicker.module.css";
import { type Options, useOptions } from "./useOptions.ts";

/** Options that are found by typing: one, or several as removable pieces before the field. */
export function OptionPicker(props: {
  id: string;
  label: string;
  describedBy: string | undefined;
  definition: ChoiceDefinition;
  chosen: readonly string[];
  multiple?: boolean;
  onChange: (chosen: readonly string[]) => void;
}) {
  const { definition, chosen, multiple = false, onChange } = props;
  const nameOf = (value: string) => labelOf(definition, value);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  // The field of a closed list shows what is chosen, which is nothing to search for.
  const search = typed === nameOf(chosen[0] ?? "") && !multiple ? "" : typed;
  const options = useOptions(definition, search, isOpen);
  const items = options.status === "ready" ? options.values : [];
  const shared = {
    items,
    filter: null,
    open: isOpen,
    onOpenChange: setIsOpen,
    itemToStringLabel: nameOf,
    onInputValueChange: setTyped,
    autoHighlight: true,
  };
  const parts = <PickerParts {...props} options={options} nameOf={nameOf} />;
  return multiple ? (
    <Combobox.Root<string, true> {...shared} multiple value={[...chosen]} onValueChange={onChange}>
      {parts}
    </Combobox.Root>
  ) : (
    <Combobox.Root<string>
      {...shared}
      value={chosen[0] ?? null}
      onValueChange={(value) => onChange(value === null ? [] : [value])}
    >
      {parts}
    </Combobox.Root>
  );
}

function PickerParts(props: {
  id: string;
  label: string;
  describedBy: string | undefined;
  chosen: readonly string[];
  multiple?: boolean;
  options: Options;
  nameOf: (value: string) => string;
}) {
  const { id, label, describedBy, chosen, multiple = false, options, nameOf } = props;
  const root = useRef<HTMLSpanElement>(null);
  const input = (
    <Combobox.Input
      id={id}
      className={styles.input}
      aria-describedby={describedBy}
      placeholder={chosen.length === 0 ? "nothing chosen" : multiple ? "add" : undefined}
      spellCheck={false}
      autoComplete="off"
    />
  );
  return (
    <span ref={root} className={styles.picker}>
      {multiple ? (
        <Combobox.Chips className={styles.chips}>
          {chosen.map((value) => (
            <Combobox.Chip key={value} className={styles.chip} aria-label={nameOf(value)}>
              <span className={styles.chipText}>{nameOf(value)}</span>
              <Combobox.ChipRemove className={styles.remove} aria-label={`Remove ${nameOf(value)}`}>
                <X aria-hidden="true" />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          {input}
        </Combobox.Chips>
      ) : (
        <>
          {input}
          {chosen.length > 0 ? (
            <Combobox.Clear className={styles.clear} aria-label={`Choose nothing for ${label}`}>
              <X aria-hidden="true" />
            </Combobox.Clear>
          ) : (
            <Combobox.Trigger className={styles.clear} aria-label={`Options of ${label}`}>
              <ChevronDown aria-hidden="true" />
            </Combobox.Trigger>
          )}
        </>
      )}
      <Combobox.Portal container={root}>
        <Combobox.Positioner
          className={styles.positioner}
          anchor={root}
          positionMethod="fixed"
          sideOffset={4}
          collisionPadding={8}
        >
          <Combobox.Popup className={styles.popup} aria-label={`Options of ${label}`}>
            <Combobox.Status className={styles.status}>{statusOf(options)}</Combobox.Status>
            <Combobox.List>
              {(value: string) => (
                <Combobox.Item key={value} value={value} className={styles.item}>
                  <Combobox.ItemIndicator className={styles.mark}>
                    <Check aria-hidden="true" />
                  </Combobox.ItemIndicator>
                  <span className={styles.text}>{nameOf(value) === "" ? "(empty)" : nameOf(value)}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </span>
  );
}

/** What the list does not show by itself; null where there is nothing to say. */
function statusOf(options: Options): string | null {
  if (options.status === "waiting") return "Looking up the options…";
  if (options.status === "failed") return options.message;
  if (options.values.length === 0) return "No option contains this.";
  return options.hasMore ? `The first ${mostShown}. Type to find others.` : null;
}
