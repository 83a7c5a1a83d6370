import { Fragment } from "react";
import type { Connection } from "../../../lib/s3/connection.ts";
import styles from "./BucketBrowser.module.css";

/** The way from a connection's own prefix to the one that is shown. */
export function Crumbs(props: { connection: Connection; prefix: string; onOpen: (prefix: string) => void }) {
  const { connection, prefix, onOpen } = props;
  const root = connection.prefix;
  const names = prefix.slice(root.length).split("/").slice(0, -1);
  const levels = [
    { prefix: root, name: `${connection.bucket}/${root}` },
    ...names.map((name, at) => ({
      prefix: `${root}${names.slice(0, at + 1).join("/")}/`,
      name: `${name}/`,
    })),
  ];
  return (
    <nav className={styles.crumbs} aria-label="Place in the bucket">
      {levels.map((level) => (
        <Fragment key={level.prefix}>
          {level.prefix === prefix ? (
            <span aria-current="location">{level.name}</span>
          ) : (
            <button type="button" onClick={() => onOpen(level.prefix)}>
              {level.name}
            </button>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
