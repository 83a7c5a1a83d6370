import type { SourceLink } from "../../relink/relinkState.ts";
import { AppStage } from "./appStage.ts";
import { FakePlatform } from "./fakePlatform.ts";

/** A notebook that reads one relation. */
export const readsUsers = "```sql name=a\nselect * from users\n```\n";
/** More than the fake device copies. */
export const large = "id\n".padEnd(2000, "1\n");

/** An application whose notebook has these files as sources, all of them dealt with. */
export async function withFiles(files: readonly File[], platform = new FakePlatform()): Promise<AppStage> {
  const stage = new AppStage(platform);
  await stage.app.commands.open(readsUsers, "own");
  await stage.commands.addFiles(files);
  await linked(stage, files.length);
  return stage;
}

/** Until so many sources have a link that says how they are kept, or why they are not here. */
export const linked = (stage: AppStage, count: number) =>
  stage.until(() => Object.keys(stage.state.relink.links).length === count);

/** A new application on the same device, with the same notebook open. */
export async function reloaded(stage: AppStage): Promise<AppStage> {
  const { notebookId: id, document } = stage.state;
  const platform = new FakePlatform();
  for (const [key, files] of stage.platform.sourceFiles.kept) platform.sourceFiles.kept.set(key, files);
  platform.kept.set(id, {
    id,
    title: document.title,
    text: stage.commands.text(),
    origin: "own",
    updatedAt: 1,
  });
  const next = new AppStage(platform);
  await next.app.begin({ fragment: "", notebookId: id });
  await linked(next, Object.keys(document.sources).length);
  return next;
}

/** What the application knows of the file behind a source. */
export const link = (stage: AppStage, relation: string): SourceLink | undefined =>
  stage.state.relink.links[relation];
