import { FieldGroup, SelectField } from "./Fields.tsx";
import type { Reading } from "./reading.ts";

const titles = { sheet: "Sheet", table: "Table" };

/** Which of several sheets or tables is read. */
export function ChoiceField({ reading }: { reading: Reading }) {
  const { how, preview, set } = reading;
  const choices = preview?.choices;
  if (!choices) return null;
  const { option, items } = choices;
  const said = how.options?.[option];
  const found = items.find(({ value }) => value === preview?.effective[option]);
  const place = items.findIndex(({ value }) => value === said);
  return (
    <FieldGroup title={titles[option]}>
      <SelectField
        wide
        label={`Which ${option}`}
        value={place < 0 ? "" : String(place)}
        onChange={(value) => set(option, value === "" ? undefined : items[Number(value)]?.value)}
      >
        <option value="">
          {said === undefined && found
            ? `Automatic (${found.label})`
            : said === undefined
              ? "Choose one"
              : "Automatic"}
        </option>
        {items.map(({ value, label, detail }, index) => (
          <option key={value} value={index}>
            {detail === "" ? label : `${label} (${detail})`}
          </option>
        ))}
      </SelectField>
    </FieldGroup>
  );
}
