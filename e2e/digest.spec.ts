import { type Browser, expect, type Page, test } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { type Appearance, expectNoSidewaysScroll, installation, people, signedIn, signIn } from "./installation.ts";

const bigScreen = { width: 1440, height: 900, colorScheme: "light", locale: "en" } as const;

async function expectAccessible(page: Page, without: readonly string[] = []): Promise<void> {
  expect(await violationsOf(page, without)).toEqual([]);
}

/** Opens the digests page with the bar's own link and hands back the address of the caught mails. */
async function openDigests(page: Page): Promise<string> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Digests" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Digests" })).toBeVisible();
  const catcher = await page.getByRole("link", { name: "Open the caught mails" }).getAttribute("href");
  if (catcher === null) throw new Error("the demo does not say where its mails are");
  return catcher;
}

/** Ends whatever the reader has, so that each journey begins as a new reader's. */
async function endAll(page: Page): Promise<void> {
  const yours = page.locator("#yours");
  for (let left = 20; left > 0; left -= 1) {
    const end = yours.locator('[data-state="active"], [data-state="paused"]').getByRole("button", { name: /^End/ });
    const before = await end.count();
    if (before === 0) return;
    await end.first().click();
    await expect(end).toHaveCount(before - 1);
  }
}

/** Ticks two OUs and subscribes for Tuesdays at 07:30. */
async function subscribeToUnits(page: Page): Promise<string> {
  const form = page.locator("#yours form").filter({ has: page.getByRole("radio", { name: "Some of its OUs" }) });
  await form.getByRole("radio", { name: "Some of its OUs" }).check();
  const unit = form.getByRole("checkbox").first();
  const name = await unit.evaluate((box) => box.closest("label")?.textContent ?? "");
  await unit.check();
  await form.getByLabel("Day").selectOption({ label: "Tuesday" });
  await form.getByLabel("Time", { exact: true }).fill("07:30");
  await form.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByText("Every Tuesday at 07:30, time of Europe/Dublin.").first()).toBeVisible();
  return name.trim();
}

/** The newest caught mail to this address that was not there before, once it has come. */
async function awaitMail(page: Page, catcher: string, to: string, known: ReadonlySet<string>): Promise<string> {
  const found = async () => {
    await page.goto(catcher);
    const links = page.locator("tr", { hasText: to }).getByRole("link");
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    return hrefs.find((href) => !known.has(href)) ?? null;
  };
  await expect.poll(found, { timeout: 60_000, message: `no mail came for ${to}` }).not.toBeNull();
  return new URL((await found()) ?? "", catcher).href;
}

async function mailsSoFar(page: Page, catcher: string, to: string): Promise<ReadonlySet<string>> {
  await page.goto(catcher);
  const links = page.locator("tr", { hasText: to }).getByRole("link");
  return new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? "")));
}

test("a viewer subscribes, sees the mail before, gets it, follows its links, and stops it by its own link", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000);
  const { address } = installation();
  await signIn(page, people.viewer);
  const catcher = await openDigests(page);
  const known = await mailsSoFar(page, catcher, people.viewer);
  await page.goto(`${address}/t/acme/digests`);
  await endAll(page);
  const unit = await subscribeToUnits(page);
  await expect(page.getByRole("heading", { level: 3, name: unit }).first()).toBeVisible();

  await page
    .getByRole("link", { name: /^Preview/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Preview" })).toBeVisible();
  const subject = await page.locator("dt", { hasText: "Subject" }).locator("+ dd").textContent();
  expect(subject).toContain(unit);
  await expect(page.frameLocator("iframe").locator("h1")).toContainText(unit);
  await expectAccessible(page);

  await page.goBack();
  await page.getByRole("button", { name: /^Send me one now/ }).click();
  await expect(page.getByText("The mail is on its way.")).toBeVisible();
  await page.getByRole("button", { name: /^Send me one now/ }).click();
  await expect(page.getByText("One was asked for today.", { exact: false })).toBeVisible();

  const mail = await awaitMail(page, catcher, people.viewer, known);
  await page.goto(mail);
  await expect(page.locator("h1")).toHaveText(subject ?? "");
  const links = await page.locator("pre a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(2);
  for (const href of links) expect(new URL(href).host).toBe(new URL(links[0] ?? "").host);
  for (const href of links.filter((link) => link.includes("/t/acme"))) {
    const { pathname, search, hash } = new URL(href);
    const opened = await context.newPage();
    expect((await opened.goto(address + pathname + search + hash))?.status(), href).toBe(200);
    await opened.close();
  }
  const stop = links.find((link) => new URL(link).pathname.startsWith("/u/"));
  if (stop === undefined) throw new Error("the mail has no link that stops it");
  await stopAsStranger(browser, address + new URL(stop).pathname);

  await page.goto(`${address}/t/acme/digests`);
  await expect(page.getByText("It was stopped, here or by the link in the mail.").last()).toBeVisible();
  await expect(page.getByRole("table").getByText("Handed to the mail server").first()).toBeVisible();
  await page
    .getByRole("button", { name: `Start again: ${unit}` })
    .last()
    .click();
  await expect(page.getByText("Every Tuesday at 07:30, time of Europe/Dublin.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Pause/ }).first()).toBeVisible();
});

/** In a browser that knows nobody: looking stops nothing, the button does. */
async function stopAsStranger(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ locale: "en-IE" });
  const page = await context.newPage();
  const answer = await page.goto(url);
  expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
  await expect(page.getByText("Acme Holdings")).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await page.getByRole("button", { name: "Stop sending it" }).click();
  await expect(page.getByRole("heading", { name: "This digest is stopped" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(new URL(url).pathname);
  expect(await context.cookies()).toEqual([]);
  await context.close();
}

test("a form that lacks something says what, and keeps what was chosen", async ({ page }) => {
  // Nobody else's journey is this reader's.
  await signIn(page, people.operator);
  await page.goto(`${installation().address}/t/acme/digests`);
  await page.locator("details").evaluateAll((all) => {
    for (const one of all) one.setAttribute("open", "");
  });
  const form = page.locator("#yours form").filter({ has: page.getByRole("radio", { name: "Some of its OUs" }) });
  await form.getByRole("radio", { name: "Some of its OUs" }).check();
  await form.getByLabel("Time", { exact: true }).fill("06:45");
  await form.getByRole("button", { name: "Subscribe" }).click();
  await expect(form.getByRole("alert")).toHaveText("Choose at least one OU.");
  await expect(form.getByRole("radio", { name: "Some of its OUs" })).toBeChecked();
  await expect(form.getByLabel("Time", { exact: true })).toHaveValue("06:45");
});

test("an owner pauses and resumes, changes the time, and asks a team's address", async ({ page }) => {
  await signIn(page, people.ciso);
  await openDigests(page);
  await endAll(page);
  await subscribeToUnits(page);
  await page
    .getByRole("button", { name: /^Pause/ })
    .first()
    .click();
  await expect(page.getByText("It sends nothing until you resume it.")).toBeVisible();
  await page
    .getByRole("button", { name: /^Resume/ })
    .first()
    .click();
  await expect(page.getByText("It sends nothing until you resume it.")).toHaveCount(0);
  await page
    .getByRole("link", { name: /^Change/ })
    .first()
    .click();
  const form = page.locator("#form");
  await form.getByLabel("Time", { exact: true }).fill("09:15");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Every Tuesday at 09:15, time of Europe/Dublin.").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Digests of teams" })).toBeVisible();
});

const appearances: readonly Appearance[] = [
  bigScreen,
  { width: 390, height: 844, colorScheme: "dark", locale: "en" },
  { width: 1440, height: 900, colorScheme: "dark", locale: "ja" },
  { width: 390, height: 844, colorScheme: "light", locale: "ja" },
];

for (const appearance of appearances) {
  const { width, colorScheme, locale } = appearance;
  test(`digests, preview and links in ${locale}, ${colorScheme}, ${width} px are accessible`, async ({ browser }) => {
    test.setTimeout(120_000);
    const [tenant, who] = locale === "en" ? ["acme", people.ciso] : ["hinode", people.japaneseCiso];
    const { context, page } = await signedIn(browser, who, appearance);
    const base = `${installation().address}/t/${tenant}/digests`;
    await page.goto(base);
    const organization = await page.locator('input[name="organization"]').first().getAttribute("value");
    const wish = { organization: organization ?? "", scope: "organization", locale, weekday: "1", time: "08:00" };
    const preview = `${base}/preview?${new URLSearchParams({ ...wish, zone: "Asia/Tokyo" })}`;
    for (const path of [base, preview, `${base}/preview`, `${installation().address}/u/nothing`]) {
      await page.goto(path);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    const mail = await context.newPage();
    await mail.setContent(await (await context.request.get(preview.replace("/t/", "/api/t/"))).text());
    // Links of a mail stand in lines of text, for which WCAG 2.5.8 makes an exception.
    await expectAccessible(mail, ["target-size"]);
    await mail.close();
    await page.goto(base);
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
    for (const scope of ["units", "accounts"]) {
      await page.locator(`input[name="scope"][value="${scope}"]`).first().check();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await context.close();
  });
}

test("the bar's second group opens by keyboard, closes by Escape, and marks where one is", async ({ page }) => {
  await signIn(page, people.ciso);
  const button = page.getByRole("button", { name: "Manage", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const connection = page.getByRole("link", { name: "Connection" });
  await expect(connection).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(connection).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await connection.click();
  await expect(page).toHaveURL(/\/connection$/);
  await expect(connection).toBeHidden();
  await expect(button).toHaveAttribute("aria-current", "true");
});
