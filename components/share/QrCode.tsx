import { useMemo } from "react";
import { encode } from "uqr";
import styles from "./QrCode.module.css";

/** A link for a phone's camera. Dark on white in either theme: some readers know no other. */
export function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code of the link">
      <path d={path} />
    </svg>
  );
}

/** Each run of dark squares in a row as one rectangle. */
function drawn(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: "L", border: 3 });
  const path = data.flatMap((row, y) => {
    const runs: string[] = [];
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      runs.push(`M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`);
    }
    return runs;
  });
  return { size, path: path.join("") };
}
