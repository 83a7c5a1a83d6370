import { AppStage } from "./appStage.ts";
import { FakePlatform } from "./fakePlatform.ts";

export const noSources = "```sql name=cell_1\nselect 1\n```\n";

/** A connection of the device, and what is in its bucket. */
export const shop = { name: "shop", bucket: "data", prefix: "events/" };
export const bucketFiles = {
  "events/year=2024/a.csv": "id\n1\n",
  "events/year=2025/b.csv": "id\n2\n3\n",
  "events/_SUCCESS": "",
  "events/empty/": "",
  "events/odd[1].csv": "id\n4\n",
};

/** An application with a notebook and a connection, which the notebook was not given yet. */
export async function withBucket(text = noSources) {
  const platform = new FakePlatform();
  platform.fakeS3.put(shop, bucketFiles);
  const stage = new AppStage(platform);
  await stage.app.commands.open(text, "own");
  const { s3 } = await stage.commands.waysIn();
  return { stage, s3, fake: platform.fakeS3 };
}
