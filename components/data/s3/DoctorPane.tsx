import { RotateCcw, Square } from "lucide-react";
import { useEffect } from "react";
import type { Connection } from "../../../lib/s3/connection.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./Doctor.module.css";
import { DoctorSteps } from "./DoctorSteps.tsx";
import { useDoctor } from "./useDoctor.ts";

/** The test of a saved connection; begins by itself. */
export function DoctorPane({ connection }: { connection: Connection }) {
  const doctor = useDoctor();
  const { run, stop, isRunning } = doctor;
  useEffect(() => void run(connection, null), [run, connection]);
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <h3 className={styles.title}>Test of {connection.name}</h3>
        {isRunning ? (
          <Button icon={<Square />} label="Stop" onClick={stop} />
        ) : (
          <Button icon={<RotateCcw />} label="Test again" onClick={() => void run(connection, null)} />
        )}
      </div>
      <DoctorSteps doctor={doctor} />
    </div>
  );
}
