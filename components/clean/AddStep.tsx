import { Combobox } from "@base-ui/react/combobox";
import { Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { withStep } from "../../lib/clean/editRecipe.ts";
import type { Step } from "../../lib/clean/readRecipe.ts";
import type { StepDefinition } from "../../lib/clean/stepDefinition.ts";
import { stepGroups } from "../../lib/clean/stepKinds.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import styles from "./AddStep.module.css";
import { firstOptions } from "./firstOptions.ts";

const all = stepGroups.flatMap(({ label, kinds }) => kinds.map((kind) => ({ group: label, kind })));

/** A step found by what it is called or by any word for it, and put in below the chosen one. */
export function AddStep(props: {
  source: string;
  at: number;
  columns: readonly Column[];
  steps: readonly Step[];
  onEdit: (source: string, chosen: number) => void;
}) {
  const { source, at, columns, onEdit } = props;
  const root = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const byKey = useMemo(() => new Map(all.map((one) => [one.kind.key, one])), []);
  const words = typed.trim().toLowerCase().split(/\s+/);
  const found = all.filter(({ kind, group }) => words.every((word) => textOf(kind, group).includes(word)));
  return (
    <Combobox.Root<string>
      items={found.map(({ kind }) => kind.key)}
      filter={null}
      open={isOpen}
      onOpenChange={setIsOpen}
      inputValue={typed}
      onInputValueChange={setTyped}
      itemToStringLabel={() => ""}
      autoHighlight
      value={null}
      onValueChange={(key) => {
        const kind = key === null ? undefined : byKey.get(key)?.kind;
        if (!kind) return;
        setTyped("");
        onEdit(withStep(source, at, kind, firstOptions(kind, columns)), at);
      }}
    >
      <div ref={root} className={styles.add}>
        <Plus aria-hidden="true" />
        <Combobox.Input
          className={styles.input}
          aria-label="Add step"
          placeholder="Add step…"
          spellCheck={false}
          autoComplete="off"
        />
        <Combobox.Portal container={root}>
          <Combobox.Positioner
            className={styles.positioner}
            anchor={root}
            positionMethod="fixed"
            align="start"
            sideOffset={4}
            collisionPadding={8}
          >
            <Combobox.Popup className={styles.popup} aria-label="Steps to add">
              <Combobox.Status className={styles.status}>
                {found.length === 0
                  ? "No step is called so. Derive a column does anything that SQL can."
                  : null}
              </Combobox.Status>
              <Combobox.List>
                {(key: string) => {
                  const one = byKey.get(key);
                  return (
                    <Combobox.Item key={key} value={key} className={styles.item}>
                      <span>{one?.kind.label}</span>
                      <span className={styles.group}>{one?.group}</span>
                      <span className={styles.about}>{one?.kind.about}</span>
                    </Combobox.Item>
                  );
                }}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </div>
    </Combobox.Root>
  );
}

function textOf({ key, label, search, about }: StepDefinition, group: string): string {
  return `${key} ${label} ${search} ${about} ${group}`.toLowerCase();
}
