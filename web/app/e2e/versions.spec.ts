/** Versions of a map: named, held against each other, put back with nothing lost. */
import { expect, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import { api, draw, expectAccessible, expectNoSidewaysScroll, run } from "./helpers";

const names = async (page: Page, id: string) =>
  (await api<Journey>(page, "GET", `/api/v1/journeys/${id}`)).stages.flatMap(({ touchpoints }) =>
    touchpoints.map(({ name }) => name),
  );

test("two versions are held against each other, and the first is drawn again", async ({ page }) => {
  const { id } = await draw(page, `Versions ${run}`, {
    Decision: { Look: "product_viewed", Pay: "order_completed" },
  });
  await page.goto(`/journeys/${id}`);
  await page.getByRole("button", { name: "Publish the journey" }).click();
  await page.getByRole("textbox", { name: "Name of the version" }).fill("Before summer");
  await page.getByRole("textbox", { name: "What changed?" }).fill("The first one");
  await page.getByRole("dialog").getByRole("button", { name: "Publish the journey" }).click();
  await expect(page.getByText("Version 1 published")).toBeVisible();

  const drawn = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  const [look, pay] = drawn.stages.flatMap(({ touchpoints }) => touchpoints);
  const stage = drawn.stages[3]?.id;
  await api(page, "PATCH", `/api/v1/touchpoints/${look?.id}`, {
    name: "Search",
    needs: "Find it fast",
  });
  await api(page, "DELETE", `/api/v1/touchpoints/${pay?.id}`);
  await api(page, "POST", `/api/v1/stages/${stage}/touchpoints`, { name: "Unpack", signals: [] });

  await page.goto(`/journeys/${id}?panel=versions`);
  await page.getByRole("link", { name: "Compare, name, put back" }).click();
  await expect(page.getByText("1 touchpoint new, 1 gone and 1 changed")).toBeVisible();
  const changed = page.getByRole("region", { name: "Search" });
  await expect(changed.getByRole("deletion")).toHaveText("Look");
  await expect(changed.getByRole("insertion").first()).toHaveText("Search");
  await expect(changed.getByText("Find it fast")).toBeVisible();
  await expect(page.getByRole("region", { name: "Pay" }).getByText("gone")).toBeVisible();
  await expect(page.getByRole("region", { name: "Unpack" }).getByText("new")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, "main");
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole("button", { name: "Put version 1 back" }).click();
  await expect(page.getByText("Version 1 is drawn again.")).toBeVisible();
  expect(await names(page, id)).toEqual(["Look", "Pay"]);
  await expect(page.getByText("Nothing differs")).toBeVisible();
  // The draft that no version showed is kept, and comes back.
  await expect(page.getByText("kept draft")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => names(page, id)).toEqual(["Search", "Unpack"]);

  await page.getByRole("button", { name: "Name version 1" }).click();
  await page.getByRole("textbox", { name: "Name version 1" }).fill("Spring");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Version 1 · Spring" })).toBeVisible();
});
