import { ArrowLeft } from "lucide-react";
import { useRef, useState } from "react";
import { askedFolder } from "../../../lib/s3/bucketPath.ts";
import { reaches } from "../../../lib/s3/reaches.ts";
import { useCommands } from "../../ui/AppContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { BucketBrowser } from "./BucketBrowser.tsx";
import { ConnectionForm } from "./ConnectionForm.tsx";
import { ConnectionList } from "./ConnectionList.tsx";
import { DoctorPane } from "./DoctorPane.tsx";
import styles from "./S3Dialog.module.css";
import { useConnections } from "./useConnections.ts";

/** What stands at the right of the connections; `name` is that of the connection, null for a new one. */
export type S3View =
  | { at: "nothing" }
  | { at: "form"; name: string | null }
  | { at: "test" | "browse"; name: string };

/**
 * Buckets: the connections at the left, at the right one of them to enter, to test or to look into.
 * With `address` a connection to that address is wanted, and choosing it is all that happens.
 */
export function S3Dialog({ address, onClose }: { address: string | null; onClose: () => void }) {
  const commands = useCommands();
  const { connections, problem, reload } = useConnections();
  const [chosen, setView] = useState<S3View | null>(null);
  const side = useRef<HTMLElement>(null);
  if (!connections) {
    return (
      <Dialog wide title={titleOf(address)} onClose={onClose}>
        <p className={styles.empty} role={problem === null ? "status" : "alert"}>
          {problem === null ? "Looking up the connections…" : `S3 is not available here: ${problem}`}
        </p>
      </Dialog>
    );
  }
  const { all } = connections;
  const view: S3View = chosen ?? (all.length === 0 ? { at: "form", name: null } : { at: "nothing" });
  const connection = "name" in view ? (all.find(({ name }) => name === view.name) ?? null) : null;

  /** A connection was chosen: for the address that waits for it, or to look into. */
  async function use(name: string): Promise<void> {
    const { s3 } = await commands.waysIn();
    await s3.give(name);
    // Where this has trouble, its source says so.
    void s3.attachMissing();
    if (address !== null) return onClose();
    await reload();
    setView({ at: "browse", name });
  }

  return (
    <Dialog wide title={titleOf(address)} firstFocus={side} onClose={onClose}>
      <div className={styles.body} data-at={view.at}>
        <nav ref={side} className={styles.side} tabIndex={-1} aria-label="Connections">
          <ConnectionList
            connections={connections}
            address={address}
            view={view}
            onView={setView}
            onUse={(name) => void use(name)}
            onRemove={async (name) => {
              await (await commands.waysIn()).s3.remove(name);
              setView({ at: "nothing" });
              await reload();
            }}
          />
        </nav>
        <section className={styles.pane} aria-label={paneName(view)}>
          {view.at !== "nothing" && (
            <Button
              icon={<ArrowLeft />}
              label="Connections"
              tone="quiet"
              className={styles.back}
              onClick={() => setView({ at: "nothing" })}
            />
          )}
          {view.at === "nothing" && <Nothing address={address} />}
          {view.at === "form" && (
            <ConnectionForm
              key={view.name}
              connection={connection}
              address={address}
              taken={all.map(({ name }) => name).filter((name) => name !== view.name)}
              isWanted={address !== null}
              onCancel={() => setView({ at: "nothing" })}
              onSaved={async (saved) => {
                await reload();
                // What was changed need not be what is wanted.
                if (address === null || reaches(saved, address)) await use(saved.name);
                else setView({ at: "nothing" });
              }}
            />
          )}
          {view.at === "test" && connection && <DoctorPane key={view.name} connection={connection} />}
          {view.at === "browse" && connection && (
            <BucketBrowser key={view.name} connection={connection} onDone={onClose} />
          )}
        </section>
      </div>
    </Dialog>
  );
}

function Nothing({ address }: { address: string | null }) {
  return (
    <div className={styles.empty}>
      {address === null ? (
        <p>Choose a connection to look into its bucket. From then on this notebook may read through it.</p>
      ) : (
        <>
          <p>
            This notebook reads <code>{address}</code>.
          </p>
          <p>Choose the connection that it may use for that, or enter a new one. It gets no other.</p>
        </>
      )}
    </div>
  );
}

function titleOf(address: string | null): string {
  return address === null ? "Add data from S3" : `Connect to ${askedFolder(address)}`;
}

function paneName(view: S3View): string {
  switch (view.at) {
    case "nothing":
      return "Nothing chosen";
    case "form":
      return view.name === null ? "New connection" : `Connection ${view.name}`;
    case "test":
      return `Test of ${view.name}`;
    case "browse":
      return `Bucket of ${view.name}`;
  }
}
