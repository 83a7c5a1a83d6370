import styles from "./WallsBanner.module.css";

/** Over every notebook where the host does not send the headers: what does not run here, and why. */
export function WallsBanner() {
  return (
    <section className={styles.banner} aria-label="Read only">
      <p>
        <strong>Notebooks from elsewhere are read-only here.</strong> This host does not send the headers that
        keep foreign code closed in. Your own SQL runs; TypeScript cells and charts do not. Whoever runs this
        host finds the headers beside the app, in <code>_headers</code> and the samples for nginx and Caddy;{" "}
        <code>eider serve</code> sends them.
      </p>
    </section>
  );
}
