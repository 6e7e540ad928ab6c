/**
 * The pictures of the guide, with Foulée's data, in both languages, 1440 px wide, light. They are
 * taken, never drawn: `npm run pictures` against a fresh demo, and they are as new as the screens.
 */
import { expect, type Page, test } from "@playwright/test";
import type { JourneySummary, Language, Persona, Source } from "../src/api/types";
import { api, card, foulee, send } from "./helpers";

const FOLDER = "../../docs/images";

async function picture(page: Page, name: string, language: Language): Promise<void> {
  // Figures that were asked for have come, the typeface too, and nothing is hovered.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `${FOLDER}/${name}-${language}.png`,
    animations: "disabled",
    caret: "hide",
  });
}

const words = {
  en: {
    add: "Add to the stage",
    basket: "Basket",
    payment: "Payment",
    evidence: "Evidence",
    story: "Story",
    // Who, what for, from where; then where to, and points by group.
    ends: ["Camille, 34", "Run for thirty minutes", "Finds old shoes in the wardrobe"],
    end: "Tells a friend about the first run",
    points: [
      ["Talks to a colleague who runs"],
      ["Searches “running shoes beginner”", "Compares three shops", "Reads the size guide"],
      ["Fills the basket", "Pays", "Opens the parcel", "Runs for the first time"],
    ],
    continue: "Continue",
    customers: /^[\d,]+ customers$/,
    live: "Live",
    matches: "Matches",
    none: /^No event yet/,
    preview: "What will be stored",
    refused: "Refused",
    shop: "Online shop",
    sent: "Last events",
  },
  fr: {
    add: "Ajouter à l’étape",
    basket: "Panier",
    payment: "Paiement",
    evidence: "Preuves",
    story: "Son histoire",
    ends: ["Camille, 34 ans", "Courir trente minutes", "Retrouve une vieille paire au placard"],
    end: "Raconte sa première sortie à une amie",
    points: [
      ["En parle à un collègue qui court"],
      [
        "Cherche « chaussures pour débuter »",
        "Compare trois boutiques",
        "Lit le guide des tailles",
      ],
      ["Remplit le panier", "Paie", "Ouvre le colis", "Court pour la première fois"],
    ],
    continue: "Continuer",
    customers: /^[\d\s]+ clients$/,
    live: "En direct",
    matches: "Correspond à",
    none: /^Aucun événement/,
    preview: "Ce qui sera enregistré",
    refused: "Refusé",
    shop: "Boutique en ligne",
    sent: "Derniers événements",
  },
} as const;

const file = [
  "client;date;événement;canal;produit;montant",
  "C-1042;2026-10-02 18:41;commande passée;web;Pégase 40;129,90",
  "C-1042;2026-10-05 11:12;colis livré;transporteur;Pégase 40;",
  "C-2210;2026-10-03 09:05;essayage réservé;boutique;Aube;",
  "C-2210;2026-10-04 14:30;commande passée;boutique;Aube;109,00",
  "C-3377;2026-10-06 20:18;commande passée;web;Brume 2;149,50",
  "C-3377;2026-10-14 08:02;retour demandé;e-mail;Brume 2;",
].join("\n");

const events = [
  { type: "page", userId: "C-1042", name: "Accueil", properties: { path: "/" } },
  {
    type: "track",
    userId: "C-1042",
    event: "Product Viewed",
    properties: { name: "Pégase 40", price: 129.9, device: "mobile" },
  },
  { type: "track", event: "Product Added", properties: { name: "Pégase 40" } },
  { type: "track", userId: "C-2210", event: "Cart Viewed", properties: { device: "desktop" } },
  {
    type: "track",
    userId: "C-1042",
    event: "Order Completed",
    properties: { order_id: "1001", total: 129.9, currency: "EUR" },
  },
];

for (const language of ["en", "fr"] as const) {
  test.describe(language, () => {
    const say = words[language];

    test.beforeEach(async ({ page }) => {
      await api(page, "PATCH", "/api/v1/me", { language });
    });

    test("map", async ({ page }) => {
      await page.goto(`/journeys/${await foulee(page)}?lang=${language}`);
      await expect(card(page, say.basket).getByText(say.customers)).toBeVisible();
      await expect(page.getByText(say.live, { exact: true })).toBeVisible();
      await picture(page, "map", language);
    });

    test("touchpoint", async ({ page }) => {
      await page.goto(`/journeys/${await foulee(page)}?lang=${language}`);
      await page.getByRole("link", { name: say.payment, exact: true }).click();
      await expect(page.getByText(say.matches)).toBeVisible();
      await expect(page.getByText(say.live, { exact: true })).toBeVisible();
      await picture(page, "touchpoint", language);
    });

    test("unclaimed", async ({ page }) => {
      await page.goto(`/journeys/${await foulee(page)}?panel=unclaimed&lang=${language}`);
      await expect(page.getByLabel(say.add)).toBeVisible();
      await expect(card(page, say.basket).getByText(say.customers)).toBeVisible();
      await expect(page.getByText(say.live, { exact: true })).toBeVisible();
      await picture(page, "unclaimed", language);
    });

    test("atlas", async ({ page }) => {
      await page.goto("/journeys");
      await expect(page.getByRole("columnheader", { name: say.evidence })).toBeVisible();
      await expect(page.getByRole("row")).toHaveCount(4);
      await page.waitForLoadState("networkidle");
      await picture(page, "atlas", language);
    });

    test("persona", async ({ page }) => {
      const { items } = await api<{ items: Persona[] }>(page, "GET", "/api/v1/personas");
      const camille = items.find(({ name }) => name.startsWith("Camille"));
      await page.goto(`/personas/${camille?.id}?lang=${language}`);
      await expect(page.getByRole("textbox", { name: say.story })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await picture(page, "persona", language);
    });

    test("first map", async ({ page }) => {
      await page.goto("/journeys/first");
      // Where one begins has the focus as soon as the page is there.
      await expect(page.getByRole("combobox").first()).toBeFocused();
      for (const text of say.ends) {
        await page.keyboard.type(text);
        await page.keyboard.press("Tab");
      }
      await page.getByRole("textbox").last().fill(say.end);
      await page.getByRole("button", { name: say.continue }).click();
      const fields = page.getByLabel(/^(Add a point to|Ajouter un point à) /);
      for (const [group, names] of say.points.entries()) {
        await fields.nth(group).click();
        for (const name of names) {
          await page.keyboard.type(name);
          await page.keyboard.press("Enter");
        }
      }
      await picture(page, "first-map", language);
      // It saves itself as a journey of somebody: Foulée's own are to stay alone.
      const [who] = say.ends;
      const drawn = async () => {
        const { items } = await api<{ items: JourneySummary[] }>(page, "GET", "/api/v1/journeys");
        return items.filter((journey) => journey.persona?.name === who);
      };
      await expect.poll(async () => (await drawn()).length).toBe(1);
      await page.goto("/imports");
      for (const { id, persona } of await drawn()) {
        await api(page, "DELETE", `/api/v1/journeys/${id}`);
        await api(page, "DELETE", `/api/v1/personas/${persona?.id}`);
      }
    });

    test("import", async ({ page }) => {
      await page.goto("/imports");
      await page.locator("input[type=file]").setInputFiles({
        name: "octobre.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(file),
      });
      await expect(page.getByRole("heading", { name: say.preview })).toBeVisible();
      await picture(page, "import", language);
      const id = new URL(page.url()).pathname.split("/").at(-1);
      await api(page, "DELETE", `/api/v1/imports/${id}`);
    });
  });
}

// Last, because its events stay in the shop’s figures.
for (const language of ["en", "fr"] as const) {
  test(`${language} source`, async ({ page, baseURL }) => {
    const say = words[language];
    await api(page, "PATCH", "/api/v1/me", { language });
    const source = await api<Source>(page, "POST", "/api/v1/sources", {
      name: say.shop,
      kind: "browser",
    });
    await page.setViewportSize({ width: 1440, height: 1160 });
    await page.goto(`/settings/sources/${source.id}`);
    await expect(page.getByText(say.none)).toBeVisible();
    await expect(page.getByText(say.live, { exact: true })).toBeVisible();
    await send(baseURL, source.keys[0]?.key ?? "", events);
    await expect(page.getByText(say.refused, { exact: true })).toBeVisible();
    await picture(page, "source", language);
    await api(page, "DELETE", `/api/v1/sources/${source.id}`);
  });
}
