import { useState } from "react";
import styles from "./Fields.module.css";
import { CheckField, CountField, Field, FieldGroup, SelectField } from "./Fields.tsx";
import { numberOf, textOf } from "./optionValues.ts";
import type { Reading } from "./reading.ts";

const own = "\u0000own";

/** Which kind of log, or the user's own regular expression, with how many lines it fits. */
export function LogFields({ reading }: { reading: Reading }) {
  const { how, preview, set } = reading;
  const said = how.options ?? {};
  const [isOwn, setIsOwn] = useState(typeof said.pattern === "string");
  const log = preview?.log ?? null;
  const titleOf = (name: unknown) => log?.presets.find((preset) => preset.name === name)?.title;
  const found = said.preset === undefined && said.pattern === undefined ? titleOf(log?.preset) : undefined;
  return (
    <FieldGroup title="Lines">
      <SelectField
        wide
        label="Kind of log"
        value={isOwn ? own : textOf(said.preset)}
        onChange={(value) => {
          setIsOwn(value === own);
          set("preset", value === own ? undefined : value || undefined);
          if (value === own) return;
          set("pattern", undefined);
          set("types", undefined);
        }}
      >
        <option value="">{found ? `Automatic (${found})` : "Automatic"}</option>
        <option value={own}>Own pattern…</option>
        {log?.presets.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </SelectField>
      {isOwn && (
        <Field wide label="Pattern" hint="A regular expression; each named group (?<name>…) is a column">
          {(ids) => (
            <textarea
              {...ids}
              className={styles.control}
              data-mono
              rows={4}
              spellCheck={false}
              value={textOf(said.pattern)}
              placeholder={"^(?<time>\\S+) (?<level>\\w+) (?<message>.*)$"}
              onChange={({ target }) => set("pattern", target.value.replace(/\n/g, "") || undefined)}
            />
          )}
        </Field>
      )}
      {isOwn && (
        <CheckField
          label="Other lines go on the one before"
          checked={said.joinLines === true}
          onChange={(checked) => set("joinLines", checked || undefined)}
        />
      )}
      <CountField
        label="Year of the first line"
        value={numberOf(said.year)}
        placeholder="Not needed"
        onChange={(year) => set("year", year || undefined)}
      />
    </FieldGroup>
  );
}
