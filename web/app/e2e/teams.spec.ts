/** Teams answer for touchpoints, people come in by invitation, a journey may be for some only. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import { api, draw, expectAccessible, expectNoSidewaysScroll, run } from "./helpers";

const PASSWORD = "four quiet green bicycles";
const team = `Web ${run}`;

/** Invites somebody on screen; the page they come in on, signed in. */
async function comesIn(
  page: Page,
  browser: Browser,
  baseURL: string | undefined,
  guest: { name: string; role: string; team?: string },
): Promise<Page> {
  await page.goto("/settings/users");
  await page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(`${guest.name.toLowerCase()}-${run}@example.org`);
  await dialog.getByLabel("Role").selectOption({ label: guest.role });
  if (guest.team) {
    await dialog.getByRole("combobox", { name: "Teams" }).click();
    await page.getByRole("option", { name: guest.team }).click();
    // Its list stays open for another one.
    await page.keyboard.press("Tab");
  }
  await dialog.getByLabel("Language").selectOption({ label: "English" });
  await dialog.getByRole("button", { name: "Create the invitation" }).click();
  const link = await page.getByText(/\/invitation#/).innerText();
  const { pathname, hash } = new URL(link.slice(link.indexOf("http")));
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText(`${guest.name.toLowerCase()}-${run}@example.org`)).toBeVisible();

  const context = await browser.newContext({ baseURL, storageState: undefined });
  const theirs = await context.newPage();
  await theirs.goto(pathname + hash);
  await expect(theirs.getByText(/invites you as/)).toBeVisible();
  await expectAccessible(theirs, "main");
  await theirs.getByLabel("Your name").fill(`${guest.name} ${run}`);
  await theirs.getByLabel("Password", { exact: true }).fill("short");
  await theirs.getByRole("button", { name: "Create my account" }).click();
  await expect(theirs.getByText(/12 characters/).last()).toBeVisible();
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Create my account" }).click();
  await expect(theirs.getByRole("navigation").first()).toBeVisible();
  return theirs;
}

test("a team is made, answers for a touchpoint, and sees it on its page", async ({
  page,
  browser,
  baseURL,
}) => {
  const journey = await draw(page, `Teams ${run}`, { Decision: { Cart: "cart_viewed" } });
  const touchpoint = (await api<Journey>(page, "GET", `/api/v1/journeys/${journey.id}`)).stages
    .flatMap(({ touchpoints }) => touchpoints)
    .at(0);
  // Drawn before there was a team of this name.
  await api(page, "PATCH", `/api/v1/touchpoints/${touchpoint?.id}`, {
    owning_team: team.toUpperCase(),
    frictions: [{ id: "f", text: "Too slow", severity: "high", evidence: "" }],
  });

  await page.goto("/settings/teams");
  await page.getByRole("button", { name: "New team" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name of the team").fill(team);
  await form.getByLabel("Violet").check();
  await form.getByRole("button", { name: "Create the team" }).click();
  await expect(page.getByText("takes over 1 touchpoint")).toBeVisible();
  await page.getByRole("button", { name: "New team" }).click();
  await form.getByLabel("Name of the team").fill(team.toLowerCase());
  await form.getByRole("button", { name: "Create the team" }).click();
  await expect(form.getByText("There is a team called")).toBeVisible();
  await form.getByRole("button", { name: "Cancel" }).click();
  await expectAccessible(page, "main");

  const ines = await comesIn(page, browser, baseURL, { name: "Ines", role: "Editor", team });
  await ines.goto("/settings/profile");
  await ines.getByRole("link", { name: team }).click();
  const part = ines.getByRole("region", { name: `Teams ${run}` });
  await expect(part.getByText("1 friction without action")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await ines.emulateMedia({ colorScheme });
    await expectAccessible(ines, "main");
  }
  await ines.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(ines);
  await ines.setViewportSize({ width: 1440, height: 900 });

  await part.getByRole("link", { name: "Cart" }).click();
  await expect(ines.getByRole("combobox", { name: "Owning team" })).toHaveValue(team);
  await ines.getByRole("button", { name: "Follow", exact: true }).click();
  await expect(ines.getByText("1 person follows it")).toBeVisible();
  await ines.getByRole("combobox", { name: "Owning team" }).click();
  await ines.getByRole("option", { name: "Support" }).click();
  await expect
    .poll(async () => {
      const { stages } = await api<Journey>(ines, "GET", `/api/v1/journeys/${journey.id}`);
      return stages.flatMap(({ touchpoints }) => touchpoints).at(0)?.owning_team;
    })
    .toBe("Support");
  await ines.context().close();

  await page.goto("/settings/teams");
  const row = page.getByRole("listitem").filter({ hasText: team });
  await row.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: team })).toHaveCount(0);
});

test("an invitation is withdrawn, and its link says so", async ({ page, browser, baseURL }) => {
  await page.goto("/settings/users");
  await page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = page.getByRole("dialog");
  const email = `gone-${run}@example.org`;
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Create the invitation" }).click();
  const link = await page.getByText(/\/invitation#/).innerText();
  const { pathname, hash } = new URL(link.slice(link.indexOf("http")));
  await page.getByRole("button", { name: "Close" }).click();
  const row = page.getByRole("listitem").filter({ hasText: email });
  await row.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("button", { name: "Withdraw" }).last().click();
  await expect(row).toHaveCount(0);
  const context = await browser.newContext({ baseURL, storageState: undefined, locale: "en-GB" });
  const theirs = await context.newPage();
  await theirs.goto(pathname + hash);
  await expect(theirs.getByText("This invitation was withdrawn")).toBeVisible();
  await context.close();
});

test("a restricted journey is there for those on its list only", async ({
  page,
  browser,
  baseURL,
}) => {
  const journey = await draw(page, `Secret ${run}`, { Decision: { Cart: "cart_viewed" } });
  const viktor = await comesIn(page, browser, baseURL, { name: "Viktor", role: "Editor" });
  await viktor.goto(`/journeys/${journey.id}`);
  await expect(viktor.getByRole("button", { name: "Publish the journey" })).toBeVisible();

  await page.goto(`/journeys/${journey.id}?panel=about`);
  await page.getByRole("button", { name: "Access…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Only the people and teams listed").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await viktor.goto(`/journeys/${journey.id}`);
  await expect(viktor.getByRole("heading", { name: /journey/i }).first()).toBeVisible();
  await expect(viktor.getByRole("article")).toHaveCount(0);

  await page.getByRole("button", { name: "Access…" }).click();
  await dialog.getByRole("combobox", { name: "Add a person or a team" }).click();
  await page.getByRole("option", { name: `Viktor ${run}` }).click();
  await expectAccessible(page, "[role=dialog]");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await viktor.goto(`/journeys/${journey.id}`);
  await expect(viktor.getByRole("article")).toHaveCount(1);
  await expect(viktor.getByRole("button", { name: "Publish the journey" })).toHaveCount(0);
  await viktor.context().close();
});
