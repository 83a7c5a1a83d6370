import { FileSpreadsheet } from "lucide-react";
import { useExtras } from "../ui/AppContext.tsx";
import { AddLinks } from "./add/AddLinks.tsx";
import styles from "./EmptyData.module.css";

/** What to do while there is no data: how to bring some, and sample files to try. */
export function EmptyData() {
  const { samples, onAddSample } = useExtras();
  return (
    <div className={styles.empty}>
      <p className={styles.drop}>
        Drop files or a folder here, or add from <AddLinks />
      </p>
      {samples.length > 0 && (
        <>
          <h3 className={styles.title}>Sample files</h3>
          <ul className={styles.samples}>
            {samples.map((sample) => (
              <li key={sample.name}>
                <button type="button" className={styles.sample} onClick={() => onAddSample(sample.name)}>
                  <FileSpreadsheet aria-hidden="true" />
                  <span>
                    <span className={styles.name}>{sample.name}</span>
                    <span className={styles.description}>{sample.description}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
