import type { Connection } from "../../lib/s3/connection.ts";
import { CheckField, SelectField, TextField } from "./ChoiceFields.tsx";
import type { FieldsOf } from "./MoreFields.tsx";

/** The places that this browser and device have; null until that is known. */
export type Places = { hasFolders: boolean; connections: readonly Connection[] } | null;

/** Where the files go, and in a folder or a bucket whether they may take the place of others. */
export function PlaceFields({ choice, isBusy, set, places }: FieldsOf & { places: Places }) {
  const connection = places?.connections.find(({ name }) => choice.place === `s3:${name}`);
  return (
    <>
      <SelectField
        label="Where"
        value={choice.place}
        options={[
          ["file", "File"],
          ...(places?.hasFolders ? [["folder", "Folder"] as const] : []),
          ["zip", "Zip"],
          ...(places?.connections ?? []).map(
            ({ name, bucket, prefix }) => [`s3:${name}`, `${name} (s3://${bucket}/${prefix})`] as const,
          ),
        ]}
        disabled={isBusy}
        onChange={(place) => set({ place })}
      />
      {connection && (
        <TextField
          label={`Below s3://${connection.bucket}/${connection.prefix}`}
          value={choice.prefix}
          placeholder="exports/"
          disabled={isBusy}
          onChange={(prefix) => set({ prefix })}
        />
      )}
      {(connection || choice.place === "folder") && (
        <CheckField checked={choice.overwrite} disabled={isBusy} onChange={(overwrite) => set({ overwrite })}>
          Replace files of the same names
        </CheckField>
      )}
    </>
  );
}
