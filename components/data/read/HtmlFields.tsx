import { FieldGroup, SelectField } from "./Fields.tsx";
import type { Reading } from "./reading.ts";

/** Whether a table of a page has its names in its first row. */
export function HtmlFields({ reading }: { reading: Reading }) {
  const header = reading.how.options?.header;
  return (
    <FieldGroup title="Rows">
      <SelectField
        wide
        label="Header"
        value={typeof header === "boolean" ? String(header) : ""}
        onChange={(value) => reading.set("header", value === "" ? undefined : value === "true")}
      >
        <option value="">Automatic: as the page marks it</option>
        <option value="true">The first row</option>
        <option value="false">None</option>
      </SelectField>
    </FieldGroup>
  );
}
