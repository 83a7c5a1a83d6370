import { useId, useState } from "react";
import {
  type ConnectionDraft,
  type DraftProblems,
  nameFor,
  withAddress,
  withPreset,
} from "../../../lib/s3/connectionDraft.ts";
import { awsRegions, endpointPresets } from "../../../lib/s3/endpoints.ts";
import styles from "./ConnectionForm.module.css";
import { FormField } from "./FormField.tsx";

/** Where a connection leads: from an address in one go, or field by field. */
export function BucketFields(props: {
  draft: ConnectionDraft;
  problems: DraftProblems;
  isNew: boolean;
  onDraft: (draft: ConnectionDraft) => void;
}) {
  const { draft, problems, isNew, onDraft } = props;
  const [pasted, setPasted] = useState("");
  const regionsId = useId();
  const store = endpointPresets.find(({ id }) => id === draft.preset);
  const isUnknown = pasted.trim() !== "" && withAddress(draft, pasted) === null;
  const text = (key: "name" | "bucket" | "prefix" | "region" | "endpoint") => ({
    value: draft[key],
    autoComplete: "off",
    spellCheck: false,
    onChange: ({ target }: { target: HTMLInputElement }) => onDraft({ ...draft, [key]: target.value }),
  });
  return (
    <fieldset className={styles.group}>
      <legend>Bucket</legend>
      <FormField
        wide
        label="Address"
        hint="Paste an s3:// address or the URL of anything in the bucket: it fills the fields below."
        problem={isUnknown ? "This is no s3:// address and no URL of a bucket." : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            data-mono
            value={pasted}
            autoComplete="off"
            spellCheck={false}
            placeholder="s3://bucket/prefix/"
            onChange={({ target }) => {
              setPasted(target.value);
              const filled = withAddress(draft, target.value);
              if (filled) onDraft({ ...filled, name: isNew ? filled.name : draft.name });
            }}
          />
        )}
      </FormField>
      <FormField label="Store">
        {(wiring) => (
          <select
            {...wiring}
            value={draft.preset}
            onChange={({ target }) => {
              const preset = endpointPresets.find(({ id }) => id === target.value);
              if (preset) onDraft(withPreset(draft, preset.id));
            }}
          >
            {endpointPresets.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FormField>
      <FormField label="Region" problem={problems.region}>
        {(wiring) => (
          <>
            <input {...wiring} {...text("region")} data-mono list={regionsId} />
            <datalist id={regionsId}>
              {draft.preset === "aws" && awsRegions.map((region) => <option key={region} value={region} />)}
            </datalist>
          </>
        )}
      </FormField>
      {draft.preset !== "aws" && (
        <>
          <FormField label="Endpoint" problem={problems.endpoint}>
            {(wiring) => (
              <input
                {...wiring}
                {...text("endpoint")}
                data-mono
                inputMode="url"
                placeholder={store?.placeholder}
              />
            )}
          </FormField>
          <FormField label="Addresses">
            {(wiring) => (
              <select
                {...wiring}
                value={draft.addressing}
                onChange={({ target }) =>
                  onDraft({ ...draft, addressing: target.value === "virtual" ? "virtual" : "path" })
                }
              >
                <option value="path">host/bucket/key</option>
                <option value="virtual">bucket.host/key</option>
              </select>
            )}
          </FormField>
        </>
      )}
      <FormField label="Bucket" problem={problems.bucket}>
        {(wiring) => <input {...wiring} {...text("bucket")} data-mono />}
      </FormField>
      <FormField
        label="Prefix"
        hint="Nothing outside it is ever asked for. Empty for all."
        problem={problems.prefix}
      >
        {(wiring) => <input {...wiring} {...text("prefix")} data-mono placeholder="events/2024/" />}
      </FormField>
      <FormField
        wide
        label="Name"
        hint="What notebooks call it. They hold this name and never a key."
        problem={problems.name}
      >
        {(wiring) => (
          <input {...wiring} {...text("name")} readOnly={!isNew} placeholder={nameFor(draft.bucket)} />
        )}
      </FormField>
    </fieldset>
  );
}
