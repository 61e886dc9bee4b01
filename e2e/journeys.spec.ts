import { expect, test } from "@playwright/test";
import { installation, people, signIn } from "./installation.ts";

test("a CISO sees where the organisation stands, opens an OU by keyboard, and reads what is open in an account", async ({
  page,
}) => {
  await signIn(page, people.ciso);
  await expect(page).toHaveURL(/\/t\/acme$/);
  await expect(page.getByRole("heading", { name: "Most worth doing" })).toBeVisible();
  await page.getByRole("link", { name: "Open the heatmap" }).click();
  await expect(page).toHaveURL(/\/t\/acme\/heatmap/);
  const grid = page.getByRole("treegrid");
  await expect(grid).toBeVisible();
  await expect(grid.getByRole("columnheader", { name: "Data protection" })).toBeVisible();

  const before = await grid.getByRole("row").count();
  const closed = grid.locator('tr[aria-expanded="false"] th a').first();
  await closed.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/open=/);
  await expect.poll(() => grid.getByRole("row").count()).toBeGreaterThan(before);
  await page.reload();
  await expect.poll(() => grid.getByRole("row").count()).toBeGreaterThan(before);

  await page.getByRole("link", { name: "Table" }).click();
  await expect(page.getByRole("table")).toBeVisible();
  await page.goBack();

  const account = page.locator('a[href*="/t/acme/accounts/"]').first();
  for (let opened = 0; opened < 6 && (await account.count()) === 0; opened += 1) {
    await grid.locator('tr[aria-expanded="false"] th a').first().focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForLoadState("networkidle");
  }
  await account.click();
  await expect(page).toHaveURL(/\/t\/acme\/accounts\/\d{12}/);
  await expect(page.getByText("Failing").first()).toBeVisible();
});

test("a wrong password is refused in words that do not tell whether the user exists", async ({ page }) => {
  const { address } = installation();
  const told: string[] = [];
  for (const email of [people.viewer, "nobody@nowhere.example"]) {
    await page.goto(`${address}/sign-in`);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the right password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.locator("#sign-in-problem");
    await expect(alert).not.toBeEmpty();
    told.push((await alert.textContent()) ?? "");
  }
  expect(told[0]).toBe(told[1]);
});

test("a viewer reads everything and starts nothing", async ({ page }) => {
  await signIn(page, people.viewer);
  await page.getByRole("button", { name: "Manage", exact: true }).click();
  await page.getByRole("link", { name: "Crawls" }).click();
  await expect(page).toHaveURL(/\/crawls$/);
  await expect(page.getByRole("table")).toBeVisible();
  await expect(page.getByRole("button", { name: "Crawl now" })).toHaveCount(0);
  await page.getByRole("button", { name: "Manage", exact: true }).click();
  await page.getByRole("link", { name: "Connection" }).click();
  await expect(page.getByRole("button", { name: /Save|Test again/ })).toHaveCount(0);
});

test("an operator sees both customers, enters one, and nothing of it leads to a stranger's tenant", async ({
  page,
}) => {
  await signIn(page, people.operator);
  await expect(page).toHaveURL(/\/portfolio/);
  await expect(page.getByRole("link", { name: "Acme Holdings", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "日の出ホールディングス", exact: true }).click();
  await expect(page).toHaveURL(/\/t\/hinode/);
  const answer = await page.goto(`${installation().address}/t/nobody/heatmap`);
  expect(answer?.status()).toBe(404);
});

test("a CISO of another tenant gets a page that is not there", async ({ page }) => {
  await signIn(page, people.japaneseCiso);
  const answer = await page.goto(`${installation().address}/t/acme/heatmap`);
  expect(answer?.status()).toBe(404);
  expect(await page.content()).not.toContain("Acme Holdings");
});

test("a Japanese CISO reads Japanese without asking for it, and may change to English and back", async ({ page }) => {
  await signIn(page, people.japaneseCiso);
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.getByRole("link", { name: "ヒートマップ" }).first()).toBeVisible();
  await page.goto(`${installation().address}/profile`);
  await page.getByRole("main").getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("main").getByRole("button", { name: "日本語" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
});

test("a crawl is started, watched live and cancelled", async ({ page }) => {
  await signIn(page, people.ciso);
  await page.goto(`${installation().address}/t/acme/crawls`);
  await page.getByRole("button", { name: "Crawl now" }).click();
  await expect(page).toHaveURL(/\/crawls\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Cancel this crawl" }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible({ timeout: 8_000 });
});

test("signing out ends the session for good", async ({ page, context }) => {
  await signIn(page, people.viewer);
  const cookies = await context.cookies();
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  await page.goto(`${installation().address}/t/acme/heatmap`);
  await expect(page).toHaveURL(/\/sign-in/);
});
