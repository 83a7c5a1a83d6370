import { fileURLToPath } from "node:url";
import { BrowserLoader } from "../suites/app/BrowserLoader.ts";
import { belowFloor, readFloors, runName } from "../suites/floors.ts";
import { soakMutations } from "../suites/soak/soakMutations.ts";
import { suites } from "../suites/suites.ts";
import { expect, hasSharedData, sharedData, test } from "./fixtures.ts";

const tenth = { share: 0.1, seed: 7 };
const mutations = { count: 100, seed: 11 };
/** Longer than what hangs by `npm run suites`: the machine that runs tests runs others beside. */
const limitMs = 30_000;
const floors = readFloors(fileURLToPath(new URL("../suites/floors.json", import.meta.url)));

test.describe("public files, loaded through the app", () => {
  test.skip(!hasSharedData, "needs the data sets in ../shared/data");
  test.setTimeout(480_000);

  for (const [name, suite] of Object.entries(suites)) {
    test(`a tenth of ${name} comes out at least as well as it did`, async ({ app, context }) => {
      const loader = new BrowserLoader({ url: app.url, newPage: () => context.newPage(), limitMs });
      const results = await suite(sharedData, loader, tenth);
      expect(belowFloor(floors, runName(tenth), results), JSON.stringify(results, null, 1)).toEqual([]);
      expect(loader.gone).toBeNull();
    });
  }

  test(`${mutations.count} damaged files load or are refused, and the engine answers after each`, async ({
    app,
    context,
  }) => {
    const loader = new BrowserLoader({ url: app.url, newPage: () => context.newPage(), limitMs });
    const { failures, loaded, refused } = await soakMutations(sharedData, loader, mutations);
    expect(failures).toEqual([]);
    expect(loaded + refused).toBe(mutations.count);
  });
});
