import styles from "./JsonValue.module.css";

/** Entries drawn of one object or array; the rest is counted. */
const mostEntries = 200;

/** A value that a cell displayed, as a tree that opens. */
export function JsonValue({ json }: { json: string }) {
  const parsed = parse(json);
  return (
    <div className={styles.value}>
      {parsed.ok ? <Node name={null} value={parsed.value} depth={0} /> : json}
    </div>
  );
}

function parse(json: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (thrown) {
    // Values that JSON cannot hold arrive as their text.
    if (thrown instanceof SyntaxError) return { ok: false };
    throw thrown;
  }
}

function Node({ name, value, depth }: { name: string | null; value: unknown; depth: number }) {
  const label = name === null ? null : <span className={styles.name}>{name}: </span>;
  if (typeof value !== "object" || value === null) {
    return (
      <div>
        {label}
        <span className={styles.leaf} data-type={value === null ? "null" : typeof value}>
          {typeof value === "string" && name === null ? value : JSON.stringify(value)}
        </span>
      </div>
    );
  }
  const entries = Object.entries(value);
  const brackets = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  if (entries.length === 0) {
    return (
      <div>
        {label}
        {Array.isArray(value) ? "[]" : "{}"}
      </div>
    );
  }
  return (
    <details open={depth < 1}>
      <summary className={styles.summary}>
        {label}
        <span className={styles.brackets}>{brackets}</span>
      </summary>
      <div className={styles.children}>
        {entries.slice(0, mostEntries).map(([key, child]) => (
          <Node key={key} name={key} value={child} depth={depth + 1} />
        ))}
        {entries.length > mostEntries && <div>and {entries.length - mostEntries} more</div>}
      </div>
    </details>
  );
}
