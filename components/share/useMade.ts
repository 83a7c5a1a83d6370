import { useEffect, useState } from "react";
import type { Outcome } from "../../lib/engine/protocol.ts";
import type { ShareChoice } from "../../lib/store/sharing/sharing.ts";

/** What is made of a choice, made again with every change of it; null while it is being made. */
export function useMade<T>(
  { removesSecrets, withResults, asReport = false }: ShareChoice,
  make: (choice: ShareChoice) => Promise<Outcome<T>>,
): Outcome<T> | null {
  const [made, setMade] = useState<Outcome<T> | null>(null);
  useEffect(() => {
    let current = true;
    setMade(null);
    void make({ removesSecrets, withResults, asReport }).then((outcome) => {
      if (current) setMade(outcome);
    });
    return () => {
      current = false;
    };
  }, [removesSecrets, withResults, asReport, make]);
  return made;
}
