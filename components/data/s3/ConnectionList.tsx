import { Plus } from "lucide-react";
import type { Connection } from "../../../lib/s3/connection.ts";
import { reaches } from "../../../lib/s3/reaches.ts";
import { Button } from "../../ui/Button.tsx";
import { ConnectionItem } from "./ConnectionItem.tsx";
import styles from "./ConnectionList.module.css";
import type { S3View } from "./S3Dialog.tsx";
import type { Connections } from "./useConnections.ts";

/** All connections; where an address waits, those that lead to it come first and alone can be used. */
export function ConnectionList(props: {
  connections: Connections;
  address: string | null;
  view: S3View;
  onView: (view: S3View) => void;
  onUse: (name: string) => void;
  onRemove: (name: string) => Promise<void>;
}) {
  const { connections, address, view, onView, onUse, onRemove } = props;
  const leads = (connection: Connection) => address === null || reaches(connection, address);
  const sorted = connections.all.toSorted((a, b) => Number(leads(b)) - Number(leads(a)));
  return (
    <>
      {sorted.length > 0 && (
        <ul className={styles.list}>
          {sorted.map((connection) => (
            <ConnectionItem
              key={connection.name}
              connection={connection}
              isGiven={connections.given.includes(connection.name)}
              leads={leads(connection)}
              isWanted={address !== null}
              isCurrent={"name" in view && view.name === connection.name}
              onView={onView}
              onUse={() => onUse(connection.name)}
              onRemove={() => onRemove(connection.name)}
            />
          ))}
        </ul>
      )}
      <Button
        icon={<Plus />}
        label="New connection"
        aria-pressed={view.at === "form" && view.name === null}
        onClick={() => onView({ at: "form", name: null })}
      />
    </>
  );
}
