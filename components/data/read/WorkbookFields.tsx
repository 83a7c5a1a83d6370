import { CheckField, CountField, FieldGroup, TextField } from "./Fields.tsx";
import { numberOf, textOf } from "./optionValues.ts";
import type { Reading } from "./reading.ts";

/** Which cells of a sheet, and which row has the names. */
export function WorkbookFields({ reading }: { reading: Reading }) {
  const { how, preview, set } = reading;
  const said = how.options ?? {};
  const used = textOf(preview?.effective.usedRange);
  return (
    <FieldGroup title="Cells">
      <TextField
        mono
        label="Range"
        value={textOf(said.range)}
        placeholder={used === "" ? "All" : `All (${used})`}
        hint="C5:F20, or B:F"
        onChange={(text) => set("range", text.trim() || undefined)}
      />
      <CountField
        label="Header row"
        value={said.headerRow === null ? 0 : numberOf(said.headerRow)}
        placeholder="Automatic"
        hint="0 for none"
        onChange={(row) => set("headerRow", row === 0 ? null : row)}
      />
      <CheckField
        label="Leave every column as text"
        checked={said.allText === true}
        onChange={(checked) => set("allText", checked || undefined)}
      />
      <CheckField
        label="Keep blank rows and columns of the range"
        checked={said.keepBlank === true}
        onChange={(checked) => set("keepBlank", checked || undefined)}
      />
    </FieldGroup>
  );
}
