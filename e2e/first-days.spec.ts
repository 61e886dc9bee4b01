import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { installation, people, signIn } from "./installation.ts";

const numberIn = (text: string | null) => Number(/[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", "") ?? Number.NaN);

/** Opens a link and waits for the page that it leads to. */
async function follow(page: Page, name: string | RegExp, address: RegExp): Promise<void> {
  await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
  await expect(page).toHaveURL(address);
}

test("a CISO's first day: where we stand, what changed, what to do first, and the proof to take along", async ({
  page,
}) => {
  await signIn(page, people.ciso);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const open = page.getByRole("link", { name: /open findings$/ });
  const count = numberIn(await open.textContent());
  expect(count).toBeGreaterThan(100);
  await open.click();
  await expect(page).toHaveURL(/\/t\/acme\/findings/);
  await expect(page.getByRole("main")).toContainText(`${count.toLocaleString("en")} findings in`);
  await page.goBack();

  const first = page.getByRole("link", { name: /^mends \d+ accounts, \d+ resources$/ }).first();
  const resources = Number(/(\d+) resources/.exec((await first.textContent()) ?? "")?.[1]);
  await first.click();
  await expect(page).toHaveURL(/\/t\/acme\/(findings|controls)/);
  await expect(page.getByRole("main")).toContainText(`${resources.toLocaleString("en")} findings`);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]?.startsWith("\uFEFF")).toBe(true);
  expect(lines.length - 1).toBe(resources);
});

test("twelve weeks of history: every chart has its words and its table, for the organisation and an OU", async ({
  page,
}) => {
  await signIn(page, people.ciso);
  await page.goto(`${installation().address}/t/acme/trends?range=90`);
  await expect(page.getByText(/The score (rose|fell|stayed)/)).toBeVisible();
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
  const tables = page.getByText("As a table");
  expect(await tables.count()).toBeGreaterThanOrEqual(4);
  await tables.first().click();
  const days = page.locator("details[open] table").first();
  await expect.poll(() => days.getByRole("row").count()).toBeGreaterThan(12);
  const whole = await page.getByText(/The score (rose|fell|stayed)/).textContent();
  await page.getByRole("combobox", { name: "OU" }).selectOption({ index: 2 });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/unit=ou-/);
  await expect(page.getByText(/The score (rose|fell|stayed)/)).not.toHaveText(whole ?? "");
});

test("findings narrow, page forward and back, and one tells its life", async ({ page }) => {
  await signIn(page, people.ciso);
  await page.goto(`${installation().address}/t/acme/findings?view=list`);
  const rows = page.getByRole("main").locator("tbody th a");
  const firstPage = await rows.allTextContents();
  expect(firstPage.length).toBe(50);
  await page.getByRole("link", { name: /^Next/ }).first().click();
  await expect.poll(async () => (await rows.allTextContents())[0]).not.toBe(firstPage[0]);
  await page
    .getByRole("link", { name: /^Previous/ })
    .first()
    .click();
  await expect.poll(() => rows.allTextContents()).toEqual(firstPage);
  await page.getByRole("checkbox", { name: "Critical" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/severity=critical/);
  await rows.first().click();
  await expect(page.getByRole("heading", { name: "Life of this finding" })).toBeVisible();
  await expect(page.getByText("Opened", { exact: true }).first()).toBeVisible();
  await page.getByText("AWS CLI").click();
  await expect(page.locator("details[open] pre", { hasText: "aws " }).first()).toBeVisible();
});

test("who answers for what: an owner names a team, the heatmap and the findings follow it", async ({ page }) => {
  await signIn(page, people.ciso);
  await page.goto(`${installation().address}/t/acme/heatmap`);
  const chooser = page.getByRole("combobox", { name: /answer/i });
  await chooser.selectOption({ label: "Network team" });
  await page.getByRole("main").getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/party=team/);
  await page.goto(`${installation().address}/t/acme/findings?party=${new URL(page.url()).searchParams.get("party")}`);
  await expect(page.getByRole("main").locator("tbody tr")).not.toHaveCount(0);
  for (const domain of await page.getByRole("main").locator("tbody tr td:last-child").allTextContents())
    expect(domain).toBe("Network");
});

test("an operator's first day: which customer needs me, one control everywhere, and my visit in the customer's log", async ({
  page,
  browser,
}) => {
  await signIn(page, people.operator);
  await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await page.getByRole("combobox", { name: /control/i }).selectOption({ label: "The root user has MFA" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/control=iam-root-mfa/);
  await follow(page, "Acme Holdings", /\/t\/acme/);
  const owner = await (await browser.newContext({ locale: "en-IE" })).newPage();
  await signIn(owner, people.ciso);
  await owner.goto(`${installation().address}/t/acme/access`);
  await expect(owner.getByRole("main")).toContainText("Noor Haddad");
});
