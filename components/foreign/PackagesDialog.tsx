import { Package, X } from "lucide-react";
import { type FormEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import type { EngineError } from "../../lib/engine/protocol.ts";
import type { PackagesView } from "../../lib/store/ways/packages.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./PackagesDialog.module.css";
import list from "./PowersDialog.module.css";

/** Where TypeScript cells import npm packages from, and whether the open notebook may. */
export function PackagesDialog({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const [view, setView] = useState<PackagesView | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<EngineError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const look = useCallback(async () => {
    setView(await (await commands.waysIn()).packages.look());
  }, [commands]);
  useEffect(() => void look(), [look]);
  const address = typed ?? view?.address ?? "";
  const isSettled = view?.isAllowed === true && address === view.address;

  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (address.trim() === "" || isSettled) return;
    const error = await (await commands.waysIn()).packages.allow(address);
    if (error) {
      setRefused(error);
      field.current?.focus();
    } else onClose();
  }

  async function forget(name: string): Promise<void> {
    await (await commands.waysIn()).packages.forgetHash(name);
    await look();
    field.current?.focus();
  }

  return (
    <Dialog title="Packages for TypeScript cells" firstFocus={field} onClose={onClose}>
      <form className={styles.body} onSubmit={(event) => void onSubmit(event)}>
        <p className={styles.quiet}>
          Cells import npm packages by name and exact version, as in{" "}
          <code>import {"{ sum }"} from "npm:lodash-es@4.17.21"</code>, from an address of your choice that
          serves them as ES modules. Their code runs in the sandbox, without network and storage.
        </p>
        <div className={styles.address}>
          <label className={styles.label} htmlFor={`${id}-address`}>
            Address of packages
          </label>
          <input
            ref={field}
            id={`${id}-address`}
            className={styles.field}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            value={address}
            aria-invalid={refused !== null}
            aria-describedby={`${id}-help`}
            onChange={(event) => {
              setRefused(null);
              setTyped(event.currentTarget.value);
            }}
          />
          <p className={styles.quiet} id={`${id}-help`}>
            The package's name and version follow it, or stand in place of {"{package}"}. The address is kept
            for this device; leave to ask there, for this notebook alone.
          </p>
        </div>
        {refused && (
          <div className={styles.refused} role="alert">
            <p>{refused.message}</p>
            {refused.hint && <p className={styles.quiet}>{refused.hint}</p>}
          </div>
        )}
        {view && view.wanted.length > 0 && (
          <PackageList
            title="This notebook imports"
            names={view.wanted}
            recorded={view.recorded}
            onForget={forget}
          />
        )}
        <div className={styles.foot}>
          <p className={styles.quiet}>
            {isSettled
              ? "This notebook may import packages from there."
              : "The host learns which packages are imported."}
          </p>
          {isSettled ? (
            <Button label="Done" onClick={onClose} />
          ) : (
            <Button
              label={`Allow ${hostOf(address) ?? "this address"}`}
              tone="primary"
              aria-disabled={address.trim() === ""}
              onClick={(event) => void onSubmit(event)}
            />
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** The packages of a notebook, and for those whose code is recorded a way to take another. */
function PackageList(props: {
  title: string;
  names: readonly string[];
  recorded: PackagesView["recorded"];
  onForget: (name: string) => Promise<void>;
}) {
  const { title, names, recorded, onForget } = props;
  const hashes = new Map(recorded.map(({ name, hash }) => [name, hash]));
  return (
    <section aria-label={title}>
      <h3 className={list.title}>{title}</h3>
      <ul className={list.list}>
        {names.map((name) => {
          const hash = hashes.get(name);
          return (
            <li key={name} className={list.line}>
              <span className={list.icon} aria-hidden="true">
                <Package />
              </span>
              <span className={list.what}>
                <span className={list.name}>{name}</span>
                <span className={list.quiet} title={hash}>
                  {hash ? `held to ${hash.slice(0, 19)}…` : "not fetched yet"}
                </span>
              </span>
              {hash && (
                <Button
                  icon={<X />}
                  label="Forget hash"
                  aria-label={`Forget the hash of ${name}`}
                  tone="quiet"
                  onClick={() => void onForget(name)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function hostOf(address: string): string | null {
  const text = address.trim();
  return URL.canParse(text) && /^https?:/i.test(text) ? new URL(text).host : null;
}
