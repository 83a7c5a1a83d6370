import { FieldGroup, SelectField } from "./Fields.tsx";
import { formatNames } from "./formatNames.ts";
import { textOf } from "./optionValues.ts";
import type { Reading } from "./reading.ts";

/** What the file is, and in which character set. */
export function SourceFields({ reading }: { reading: Reading }) {
  const { how, preview, set, setFormat } = reading;
  const found = formatNames.find(({ value }) => value === preview?.foundFormat);
  return (
    <FieldGroup title="File">
      <SelectField
        wide
        label="Format"
        value={how.format ?? ""}
        onChange={(value) => setFormat(value || undefined)}
      >
        <option value="">{found ? `Automatic (${found.label})` : "Automatic"}</option>
        {formatNames.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {preview?.charset && (
        <SelectField
          wide
          label="Character set"
          value={textOf(how.options?.encoding)}
          onChange={(value) => set("encoding", value || undefined)}
        >
          <option value="">
            Automatic ({preview.charset.candidates[0]?.label ?? preview.charset.label})
          </option>
          <optgroup label="Likely">
            {preview.charset.candidates.map(({ label, confidence }) => (
              <option key={label} value={label}>
                {label}, {Math.round(confidence * 100)} % sure
              </option>
            ))}
          </optgroup>
          <optgroup label="All">
            {preview.charset.all
              .filter((label) => !preview.charset?.candidates.some((candidate) => candidate.label === label))
              .map((label) => (
                <option key={label} value={label}>
                  {label}
                </option>
              ))}
          </optgroup>
        </SelectField>
      )}
    </FieldGroup>
  );
}
