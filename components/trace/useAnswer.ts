import { useEffect, useState } from "react";

export type Answered<T> =
  | { status: "busy" }
  | { status: "there"; value: T }
  | { status: "failed"; why: string };

/** What a question comes to, asked anew whenever it is another; `ask` stays the same function for the same question. */
export function useAnswer<T>(ask: () => Promise<T>): Answered<T> {
  const [answer, setAnswer] = useState<{ of: typeof ask; is: Answered<T> } | null>(null);
  useEffect(() => {
    let isWanted = true;
    ask().then(
      (value) => isWanted && setAnswer({ of: ask, is: { status: "there", value } }),
      (thrown: unknown) => {
        const why = thrown instanceof Error ? thrown.message : String(thrown);
        if (isWanted) setAnswer({ of: ask, is: { status: "failed", why } });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [ask]);
  return answer?.of === ask ? answer.is : { status: "busy" };
}
