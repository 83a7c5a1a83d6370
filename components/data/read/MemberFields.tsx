import type { PreviewMembers } from "../../../lib/engine/sourcePreview.ts";
import { formatBytes } from "../../ui/formatBytes.ts";
import { FieldGroup, TextField } from "./Fields.tsx";
import styles from "./MemberFields.module.css";
import { textOf } from "./optionValues.ts";
import type { Reading } from "./reading.ts";

const shown = 200;

/** Which files of an archive make the relation; a click on one takes that one. */
export function MemberFields({ reading, members }: { reading: Reading; members: PreviewMembers }) {
  const { how, set } = reading;
  const said = how.options ?? {};
  const listed = members.all.slice(0, shown);
  return (
    <FieldGroup title="Files of the archive">
      <TextField
        wide
        mono
        label="Which files"
        value={textOf(said.members)}
        placeholder="Automatic"
        hint="A path, or a pattern such as **/*.csv"
        onChange={(text) => set("members", text || undefined)}
      />
      <ul className={styles.list} aria-label="Files of the archive">
        {listed.map(({ name, bytes, isRead, problem }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={isRead}
              disabled={problem !== null}
              title={problem ?? name}
              onClick={() => set("members", name)}
            >
              <span>{name}</span>
              <span>{formatBytes(bytes)}</span>
            </button>
          </li>
        ))}
      </ul>
      {members.all.length > shown && (
        <p className={styles.more}>
          The first {shown} of {members.all.length} files; a pattern reaches them all.
        </p>
      )}
      <TextField
        wide
        mono
        label="Column with each file’s path"
        value={textOf(said.filename)}
        placeholder="None"
        onChange={(text) => set("filename", text.trim() || undefined)}
      />
    </FieldGroup>
  );
}
