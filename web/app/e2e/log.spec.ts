/**
 * Settings › Interaction log: against the server as far as it goes, and against answers of our own
 * for what a sound log does not show.
 */
import { expect, type Page, test } from "@playwright/test";
import type { LogSettings, LogStatus } from "../src/api/types";
import { api, expectAccessible, expectNoSidewaysScroll } from "./helpers";

const calm: LogStatus = {
  place: "s3://foulee-parcours/production/interactions",
  hot_rows: 84_120,
  sealed_rows: 1_116_000,
  segments: 42,
  segment_bytes: 14_200_000,
  remembered_messages: 310_000,
  remembered_bytes: 5_000_000,
  replaced_files: 0,
  pending_merges: 0,
  pending_erasures: 0,
  in_order: true,
  last_switch_at: "2026-11-22T01:00:00Z",
};

const standard: LogSettings = {
  seal_rows: 100_000,
  segment_rows: 8_000_000,
  remember_days: 90,
  grace_minutes: 15,
};

/** Opens the page with a log of our own making. */
async function open(page: Page, status: Partial<LogStatus>): Promise<void> {
  await page.route("**/api/v1/log", (route) => route.fulfill({ json: { ...calm, ...status } }));
  await page.goto("/settings/log");
  await expect(page.getByRole("heading", { level: 2, name: "Where it lies" })).toBeVisible();
}

const verdict = (page: Page, text: string | RegExp) => expect(page.getByText(text)).toBeVisible();

test.describe("the server's log", () => {
  test("thresholds are kept, refused at their field, and make files that are sound", async ({
    page,
  }) => {
    await page.goto("/settings/log");
    await page.getByText("Advanced settings").click();
    const seal = page.getByLabel("Move into files past");
    await expect(seal).toHaveValue("100,000");
    const save = page.getByRole("button", { name: "Save" });

    await seal.fill("500");
    await save.click();
    await expect(page.getByText(/^Choose a number from 1.?000 to/)).toBeVisible();
    await expect(page.getByText("Not saved")).toBeVisible();
    await expect(seal).toHaveValue("500");

    await seal.fill("1000");
    await page.getByLabel("Keep replaced files for").fill("20");
    await save.click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    expect(await api<LogSettings>(page, "GET", "/api/v1/log/settings")).toEqual({
      ...standard,
      seal_rows: 1000,
      grace_minutes: 20,
    });

    // With so low a threshold the demo's rows move into files, and the page comes to say so.
    const files = page.getByRole("listitem").filter({ hasText: "In files" });
    await expect(files).toHaveText(/In files [1-9]/, { timeout: 40_000 });
    await page.getByRole("button", { name: "Check the files" }).click();
    await verdict(page, /^Every file is there, whole and readable\. Checked at/);

    await page.getByRole("button", { name: "Back to the defaults" }).click();
    await expect(seal).toHaveValue("100,000");
    await save.click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    expect(await api<LogSettings>(page, "GET", "/api/v1/log/settings")).toEqual(standard);
  });

  test("a rule says what it erases before it is made, and goes again", async ({ page }) => {
    await page.goto("/settings/log");
    await verdict(page, "No rule: everything is kept.");
    const add = async (days: string) => {
      await page.getByRole("button", { name: "New rule" }).click();
      await page.getByRole("combobox", { name: "Kind of interaction" }).fill("page vi");
      await page.getByRole("option", { name: /page_viewed/ }).click();
      await page.getByLabel("Days kept").fill(days);
      await page.getByRole("button", { name: "Add the rule" }).click();
    };
    // Older than anything in the demo: nothing is lost here.
    await add("3653");
    const question = page.getByRole("dialog");
    await expect(question).toContainText("Erase what is older than 3,653 days?");
    await expect(question).toContainText(/“Page viewed” before .*erased for good within a week/);
    await question.getByRole("button", { name: "Cancel" }).click();
    await page.getByLabel("Days kept").press("Enter");
    await question.getByRole("button", { name: "Add the rule" }).click();
    const rule = page.getByRole("listitem").filter({ hasText: "Kept 3,653 days (10 years)" });
    await expect(rule).toBeVisible();

    await add("0");
    await expect(page.getByText("Choose a number of days from 1 to 36,500.")).toBeVisible();
    await page.getByRole("button", { name: "3 years" }).click();
    await expect(page.getByLabel("Days kept")).toHaveValue("1,095");
    await page.getByRole("button", { name: "Add the rule" }).click();
    await question.getByRole("button", { name: "Add the rule" }).click();
    await expect(page.getByText(/There is a rule for page_viewed already/)).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();

    await rule.getByRole("button", { name: "Delete the rule: Page viewed" }).click();
    await expect(question).toContainText("What it erased does not come back.");
    await question.getByRole("button", { name: "Delete" }).click();
    await verdict(page, "No rule: everything is kept.");

    await page.goto("/settings/audit");
    await verdict(page, /deleted the retention rule/);
  });
});

test.describe("a log of our own", () => {
  test("sound: one sentence says so", async ({ page }) => {
    await open(page, {});
    await verdict(
      page,
      "1.2 million interactions, of which 84,000 not yet in files. Everything is in order.",
    );
    await expect(
      page.getByRole("img", { name: "In files: 93%. In the database: 7%." }),
    ).toBeVisible();
    await expect(page.getByText("12.7 bytes")).toBeVisible();
    await verdict(page, "Nothing is waiting.");
  });

  test("at work: what is pending, in words", async ({ page }) => {
    await open(page, {
      in_order: false,
      pending_erasures: 2,
      pending_merges: 1,
      hot_rows: 400_000,
    });
    await verdict(page, /The files are being tidied\.$/);
    await verdict(page, /^2 erased customers: nothing of theirs shows/);
    await verdict(page, /^1 merged customer to be carried over/);
    await verdict(page, /^400,000 interactions are waiting/);
    await page.getByRole("link", { name: /look at the background work/ }).click();
    await expect(page).toHaveURL(/\/settings\/system$/);
  });

  test("damaged: which file, and what to do", async ({ page }) => {
    const what = "07/12.parquet is missing. Bring it back from a backup (`parcours restore`).";
    const items = [
      { name: "07/12.parquet", what },
      { name: "09/3.parquet", what: "It cannot be read." },
    ];
    await page.route("**/api/v1/log/check", (route) =>
      route.fulfill({ json: { items, next: null } }),
    );
    await open(page, {});
    await page.getByRole("button", { name: "Check the files" }).click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("2 files need you");
    await expect(alert.getByText("parcours restore", { exact: true })).toBeVisible();
    await expect(alert).toContainText("09/3.parquet It cannot be read.");
    await verdict(page, /2 files are missing or damaged\.$/);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  });

  test("empty: where interactions come from", async ({ page }) => {
    await open(page, {
      hot_rows: 0,
      sealed_rows: 0,
      segments: 0,
      segment_bytes: 0,
      remembered_messages: 0,
      last_switch_at: null,
    });
    await verdict(page, "The log is empty");
    await expect(page.getByRole("button", { name: "Check the files" })).toHaveCount(0);
    await page.getByRole("link", { name: "Connect a source" }).click();
    await expect(page).toHaveURL(/\/settings\/sources$/);
  });

  test("out of reach: what happened, and another try", async ({ page }) => {
    let broken = true;
    await page.route("**/api/v1/log", (route) =>
      broken
        ? route.fulfill({
            status: 403,
            contentType: "application/problem+json",
            json: {
              status: 403,
              code: "not_allowed",
              title: "Not allowed",
              detail: "Ask an owner.",
            },
          })
        : route.fulfill({ json: calm }),
    );
    await page.goto("/settings/log");
    await verdict(page, "Ask an owner.");
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await verdict(page, /Everything is in order\.$/);
  });

  for (const width of [360, 390]) {
    test(`${width} px: nothing sticks out, everything unfolded`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await open(page, { in_order: false, pending_erasures: 1, replaced_files: 2 });
      await page.getByRole("button", { name: "New rule" }).click();
      await page.getByText("Advanced settings").click();
      await expect(page.getByLabel("Keep replaced files for")).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  }
});
