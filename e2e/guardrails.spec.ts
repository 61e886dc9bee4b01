import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { installation, people, signIn } from "./installation.ts";

/** Everything that the browser refuses because of our Content-Security-Policy, as it happens. */
function refusals(page: Page): readonly string[] {
  const told: string[] = [];
  page.on("console", (message) => {
    if (/content.security.policy/i.test(message.text())) told.push(message.text());
  });
  page.on("pageerror", (error) => told.push(error.message));
  return told;
}

test("a CISO finds who can disable GuardDuty, closes it in what-if, exports it and sees when it opened", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const refused = refusals(page);
  await signIn(page, people.ciso);
  const base = `${installation().address}/t/acme`;

  await page.goto(`${base}/coverage`);
  await page.getByLabel("Search").fill("GuardDuty");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/GuardDuty/);
  await page.locator('a[href*="/coverage/objectives/guardduty-off"]').first().click();
  await expect(page).toHaveURL(/\/coverage\/objectives\/guardduty-off/);

  const open = page.locator("#accounts tbody tr").filter({ hasText: "Open to everybody" }).first();
  await open.getByRole("link").click();
  await expect(page).toHaveURL(/\/coverage\/guardduty-off\/\d{12}/);
  await expect(page.getByText("A request that gets through")).toBeVisible();
  await page.getByRole("link", { name: "Close this gap in what-if" }).click();

  await page.getByRole("button", { name: "Start a draft" }).click();
  await expect(page).toHaveURL(/\/what-if\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Suggest a policy" }).click();
  await page.getByRole("button", { name: "Take into the draft" }).click({ timeout: 30_000 });
  const delta = page.locator("section").filter({ has: page.getByRole("heading", { name: "What would change" }) });
  await expect(delta.getByRole("status")).toContainText(/[1-9]\d* objectives? stronger/, { timeout: 30_000 });
  await expect(
    delta
      .getByRole("row")
      .filter({ hasText: "GuardDuty" })
      .getByText(/[1-9]\d* account/)
      .first(),
  ).toBeVisible();

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/^Saved, version \d+$/)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Terraform" }).click();
  const written = readFileSync(await (await download).path(), "utf8");
  expect(written).toContain('resource "aws_organizations_policy"');
  expect(written).toContain('resource "aws_organizations_policy_attachment"');
  expect(written).toContain("guardduty:");

  await page.goto(`${base}/coverage/history?objective=guardduty-off`);
  const detached = page
    .getByRole("listitem")
    .filter({ hasText: "Policy protect-security-services was detached from Workloads" })
    .last();
  await expect(detached).toBeVisible();
  await expect(detached.getByRole("listitem").filter({ hasText: "GuardDuty" }).first()).toContainText("weaker");
  expect(refused).toEqual([]);
});

test("the policy editor works under the policy of the page, and marks an action that does not exist", async ({
  page,
}) => {
  const refused = refusals(page);
  await signIn(page, people.ciso);
  await page.goto(`${installation().address}/t/acme/what-if`);
  await page.getByLabel("Name", { exact: true }).fill("Editor");
  await page.getByRole("button", { name: "Start a draft" }).click();
  await expect(page).toHaveURL(/\/what-if\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "New policy" }).click();
  const editor = page.locator(".cm-content");
  await expect(editor).toBeVisible();
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:GetObjekt", Resource: "*" }] };
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(JSON.stringify(policy));
  await expect(page.locator(".cm-lintRange").first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/s3:GetObject\b/).first()).toBeVisible();
  // CodeMirror puts its rules into a sheet of its own: without them the text would stand in the page's own font.
  await expect(page.locator(".cm-scroller")).toHaveCSS("font-family", /mono/i);
  expect(refused).toEqual([]);
});
