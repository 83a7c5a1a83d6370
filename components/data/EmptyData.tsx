import { FileSpreadsheet } from "lucide-react";
import { useCommands, useExtras } from "../ui/AppContext.tsx";
import styles from "./EmptyData.module.css";

/** What to do while there is no data: how to bring some, and sample files to try. */
export function EmptyData() {
  const { samples, onAddSample } = useExtras();
  const commands = useCommands();
  return (
    <div className={styles.empty}>
      <p className={styles.drop}>
        Drop files here, or{" "}
        <button type="button" className={styles.pick} onClick={() => void commands.pickFiles()}>
          add from disk
        </button>
        , S3, or a URL
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
