import { CheckField, CountField, FieldGroup, SelectField } from "./Fields.tsx";
import { ListField } from "./ListField.tsx";
import { MarkField } from "./MarkField.tsx";
import {
  comments,
  dateFormats,
  decimals,
  delimiters,
  escapes,
  type Mark,
  markLabel,
  markValue,
  quotes,
  thousands,
} from "./marks.ts";
import { listOf, numberOf } from "./optionValues.ts";
import type { Reading } from "./reading.ts";

/** How delimited text is written: its signs, its header, its numbers and dates. */
export function DelimitedFields({ reading }: { reading: Reading }) {
  const { how, preview, set } = reading;
  const said = how.options ?? {};
  const found = preview?.effective ?? {};
  const mark = (key: string, label: string, usual: readonly Mark[]) => (
    <MarkField
      label={label}
      value={markValue(said[key])}
      found={markValue(found[key])}
      usual={usual}
      onChange={(value) => set(key, value)}
    />
  );
  const headerRows = numberOf(said.headerRows) ?? headerOf(said.header);
  return (
    <>
      <FieldGroup title="Signs">
        {mark("delimiter", "Delimiter", delimiters)}
        {mark("quote", "Quote", quotes)}
        {mark("escape", "Escape", escapes)}
        {mark("comment", "Comment", comments)}
      </FieldGroup>
      <FieldGroup title="Lines">
        <CountField
          label="Header rows"
          value={headerRows}
          placeholder={automatic(found.headerRows)}
          onChange={(value) => set("headerRows", value)}
        />
        <CountField
          label="Lines to skip"
          value={numberOf(said.skipLines) ?? numberOf(said.skip)}
          placeholder={automatic(found.skipLines)}
          onChange={(value) => set("skipLines", value)}
        />
      </FieldGroup>
      <FieldGroup title="Values">
        <SelectField
          label="Decimal sign"
          value={markValue(said.decimal) ?? ""}
          onChange={(value) => set("decimal", value || undefined)}
        >
          <option value="">{markLabel(markValue(found.decimal), decimals)}</option>
          {decimals.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Thousands"
          value={said.thousands === "" ? "none" : String(said.thousands ?? "")}
          onChange={(value) => set("thousands", value === "none" ? "" : value || undefined)}
        >
          <option value="">
            {markLabel(found.thousands === "" ? "none" : stringOf(found.thousands), thousands)}
          </option>
          {thousands.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <ListField
          label="Date formats"
          sign=";"
          value={listOf(said.dateFormats)}
          placeholder="Automatic"
          hint={`Such as ${dateFormats[0]?.value ?? ""} for ${dateFormats[0]?.label ?? ""}; several with ; between`}
          suggestions={dateFormats}
          onChange={(items) => set("dateFormats", items)}
        />
        <ListField
          label="Words for no value"
          sign=","
          value={listOf(said.nulls)}
          placeholder="Automatic: NA, N/A, NULL, -, …"
          hint="Several with commas between"
          onChange={(items) => set("nulls", items)}
        />
        <CheckField
          label="Leave every column as text"
          checked={said.allText === true}
          onChange={(checked) => set("allText", checked || undefined)}
        />
      </FieldGroup>
    </>
  );
}

function automatic(found: unknown): string {
  return typeof found === "number" ? `Auto: ${found}` : "Automatic";
}

function headerOf(header: unknown): number | undefined {
  return typeof header === "boolean" ? Number(header) : numberOf(header);
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
