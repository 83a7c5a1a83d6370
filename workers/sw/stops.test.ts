import { expect, test } from "vitest";
import { stopHeader } from "../../lib/remote/stopHeader.ts";
import { createStops } from "./stops.ts";

const request = (id: string) =>
  new Request("https://app.example.org/__net/x", { headers: { [stopHeader]: id } });
const untilStopped = (signal: AbortSignal) =>
  new Promise<string>((resolve) => signal.addEventListener("abort", () => resolve("stopped")));

test("a request is stopped by its name, and no other is", async () => {
  const stops = createStops();
  const first = stops.during(request("request-number-one"), untilStopped);
  let isSecondStopped = false;
  void stops.during(request("request-number-two"), untilStopped).then(() => {
    isSecondStopped = true;
  });
  stops.stop("request-number-one");
  stops.stop("unknown");
  stops.stop(7);
  expect([await first, isSecondStopped]).toEqual(["stopped", false]);
});

test("one without a name, or that is answered, cannot be stopped so", async () => {
  const stops = createStops();
  const signals: AbortSignal[] = [];
  for (const id of ["", "request-number-one"])
    await stops.during(request(id), async (signal) => {
      signals.push(signal);
    });
  stops.stop("");
  stops.stop("request-number-one");
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
});
