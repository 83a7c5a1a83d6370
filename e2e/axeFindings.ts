import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/**
 * What axe finds in the page, or in the part that a selector names, one line each: the rule, where, and why. It looks
 * once charts are drawn and all motion that ends has ended, so that no colour is measured on its way to another.
 */
export async function axeFindings(page: Page, within?: string): Promise<string[]> {
  await expect(page.locator('[aria-busy="true"]:has(iframe)')).toHaveCount(0);
  const moving = () =>
    page.evaluate(
      () =>
        document.getAnimations().filter(({ effect, playState }) => {
          const endsAt = Number(effect?.getComputedTiming().endTime ?? 0);
          return playState === "running" && Number.isFinite(endsAt);
        }).length,
    );
  await expect.poll(moving).toBe(0);
  const axe = new AxeBuilder({ page });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${impact} ${id}: ${target.join(" ")}: ${failureSummary ?? ""}`,
    ),
  );
}
