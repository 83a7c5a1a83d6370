import { vi } from "vitest";
import { AppStage } from "./appStage.ts";
import { FakePlatform } from "./fakePlatform.ts";

/** Only what tests of keeping wait for stands still: timers and the clock. */
export const stoppedClocks = { toFake: ["setTimeout", "clearTimeout", "Date"] } as const;

/** Settles when all that was begun to be kept or shown is. */
async function settled(stage: AppStage): Promise<void> {
  await (await stage.commands.history()).versions();
}

/** Lets so much time pass, and what began with it come to its end. */
export async function pass(stage: AppStage, ms: number): Promise<void> {
  await settled(stage);
  await vi.advanceTimersByTimeAsync(ms);
  await settled(stage);
}

/** An application in which every cell of the notebook ran. */
export async function ran(text: string): Promise<AppStage> {
  const stage = await AppStage.with(text);
  await stage.commands.run();
  await pass(stage, 1_000);
  return stage;
}

/** The notebook opened again, as after a reload: another application on the same device. */
export async function reloaded(stage: AppStage): Promise<AppStage> {
  await pass(stage, 20_000);
  // The tab that is gone holds nothing any more.
  const { kept, fakeHistory } = stage.platform;
  const platform = new FakePlatform({ kept, fakeHistory });
  const next = new AppStage(platform);
  await next.app.begin({ fragment: "", notebookId: stage.state.notebookId });
  await pass(next, 0);
  return next;
}
