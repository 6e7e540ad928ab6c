/** What every browser test needs: signing in, and an accessibility check. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Spends the one-time link of PARCOURS_LINK; afterwards the context holds the session. */
export async function signIn(page: Page): Promise<void> {
  const link = process.env.PARCOURS_LINK;
  if (!link) throw new Error("PARCOURS_LINK must hold a one-time sign-in link");
  await page.goto(link);
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

/** Fails with the rules broken on the screen as it is now (WCAG 2.2 A and AA). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, targets: nodes.map((node) => node.target) })),
  ).toEqual([]);
}
