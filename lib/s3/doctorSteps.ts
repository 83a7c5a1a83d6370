import type { DoctorStep } from "./s3.ts";

export type StepName = DoctorStep["name"];

const titles: Readonly<Record<StepName, string>> = {
  address: "The store answers and has the bucket",
  clock: "The clock of this device is right",
  credentials: "The store takes the keys",
  list: "The bucket can be listed",
  head: "An object tells its size and state",
  range: "A part of an object can be read",
  cors: "This page may read what it needs",
};

export const stepNames = Object.keys(titles) as readonly StepName[];

/** The steps of one run, each change of which is told. */
export function createSteps(onSteps: (steps: readonly DoctorStep[]) => void) {
  let steps: readonly DoctorStep[] = stepNames.map((name) => ({
    name,
    title: titles[name],
    state: "waiting",
    detail: "",
    fix: [],
  }));
  const set = (name: StepName, state: DoctorStep["state"], detail = "", fix: DoctorStep["fix"] = []) => {
    steps = steps.map((step) => (step.name === name ? { ...step, state, detail, fix } : step));
    onSteps(steps);
  };
  onSteps(steps);
  return {
    running: (name: StepName) => set(name, "running"),
    ok: (name: StepName, detail: string) => set(name, "ok", detail),
    failed: (name: StepName, detail: string, fix: DoctorStep["fix"]) => set(name, "failed", detail, fix),
    /** What was not come to. */
    skipRest(detail: string) {
      for (const { name, state } of steps)
        if (state === "waiting" || state === "running") set(name, "skipped", detail);
    },
    skip: (name: StepName, detail: string) => set(name, "skipped", detail),
  };
}

export type DoctorSteps = ReturnType<typeof createSteps>;
