import { Ban, Database, Globe } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { PowerCommands, Powers } from "../../lib/store/ways/powers.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { trafficText } from "../ui/trafficText.ts";
import styles from "./PowersDialog.module.css";

/** What the open notebook may reach beyond this tab, each with a way to take it back. */
export function PowersDialog({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const [powers, setPowers] = useState<Powers | null>(null);
  const [said, setSaid] = useState("");
  const body = useRef<HTMLDivElement>(null);
  const look = useCallback(async () => {
    setPowers(await (await commands.waysIn()).powers.look());
  }, [commands]);
  useEffect(() => void look(), [look]);

  async function takeBack(what: string, take: (powers: PowerCommands) => Promise<void>): Promise<void> {
    await take((await commands.waysIn()).powers);
    setSaid(`${what} was taken back.`);
    await look();
    // The button that had the keyboard is gone with its line.
    body.current?.focus();
  }

  const isEmpty = powers !== null && powers.hosts.length + powers.connections.length === 0;
  return (
    <Dialog title="What this notebook may reach" onClose={onClose}>
      <div ref={body} className={styles.body} tabIndex={-1}>
        <p className={styles.quiet}>
          Kept on this device, for this notebook alone. No link and no file carries it, and a notebook that is
          opened from elsewhere starts with nothing.
        </p>
        {isEmpty && <p className={styles.empty}>Nothing but the files that it was given.</p>}
        {powers && powers.hosts.length > 0 && (
          <Group title="Hosts">
            {powers.hosts.map((origin) => (
              <Line
                key={origin}
                icon={<Globe />}
                name={origin}
                about="read files by address"
                onTakeBack={() => void takeBack(origin, (own) => own.takeHostBack(origin))}
              />
            ))}
          </Group>
        )}
        {powers && powers.connections.length > 0 && (
          <Group title="S3 connections">
            {powers.connections.map(({ name, connection }) => (
              <Line
                key={name}
                icon={<Database />}
                name={name}
                about={
                  connection
                    ? `read s3://${connection.bucket}/${connection.prefix}`
                    : "not on this device now"
                }
                onTakeBack={() => void takeBack(name, (own) => own.takeConnectionBack(name))}
              />
            ))}
          </Group>
        )}
        {powers && powers.traffic.requests > 0 && (
          <p className={styles.quiet}>Since the page was opened it {trafficText(powers.traffic)}.</p>
        )}
        <p className="visually-hidden" role="status">
          {said}
        </p>
      </div>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}

function Line(props: { icon: ReactNode; name: string; about: string; onTakeBack: () => void }) {
  const { icon, name, about, onTakeBack } = props;
  return (
    <li className={styles.line}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.what}>
        <span className={styles.name}>{name}</span>
        <span className={styles.quiet}>{about}</span>
      </span>
      <Button icon={<Ban />} label="Take back" aria-label={`Take back ${name}`} onClick={onTakeBack} />
    </li>
  );
}
