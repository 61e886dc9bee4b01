import { expect, type Page, test } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { type Appearance, expectNoSidewaysScroll, installation, people, signedIn } from "./installation.ts";

const appearances: readonly Appearance[] = [
  { width: 1440, height: 900, colorScheme: "light", locale: "en" },
  { width: 390, height: 844, colorScheme: "dark", locale: "en" },
  { width: 1440, height: 900, colorScheme: "dark", locale: "ja" },
  { width: 390, height: 844, colorScheme: "light", locale: "ja" },
];

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}

const tenantPages = [
  "",
  "trends",
  "trends?range=365",
  "heatmap",
  "heatmap?view=table",
  "heatmap?party=unassigned",
  "heatmap?party=aws",
  "coverage",
  "coverage?view=table&sort=worst",
  "coverage/objectives/guardduty-off",
  "coverage/history",
  "policies",
  "findings",
  "findings?view=list&status=open,resolved",
  "responsibility",
  "access",
  "crawls",
  "connection",
];

/** Every page that a tenant's user has, its links followed for the ones with an id in the path. */
async function pagesOf(page: Page, tenant: string): Promise<readonly string[]> {
  const { address } = installation();
  await page.goto(`${address}/t/${tenant}/crawls`);
  const crawl = await page.locator('main a[href*="/crawls/"]').first().getAttribute("href");
  await page.goto(`${address}/t/${tenant}/heatmap?view=table`);
  const worst = await page.locator('a[href*="/accounts/"]').first().getAttribute("href");
  await page.goto(`${address}/t/${tenant}/findings?view=list`);
  const finding = await page.locator('main tbody th a[href*="/findings/"]').first().getAttribute("href");
  await page.goto(`${address}/t/${tenant}/findings`);
  const control = await page.locator('main tbody a[href*="/controls/"]').first().getAttribute("href");
  await page.goto(`${address}/t/${tenant}/coverage/objectives/guardduty-off`);
  const outcome = await page.locator('main tbody a[href*="/coverage/guardduty-off/"]').first().getAttribute("href");
  const covered = outcome?.replace("guardduty-off", "accounts") ?? null;
  await page.goto(`${address}/t/${tenant}/policies`);
  const policy = await page.locator('main tbody th a[href*="/policies/"]').first().getAttribute("href");
  return [
    ...tenantPages.map((path) => `${address}/t/${tenant}/${path}`),
    ...[crawl, worst, finding, control, outcome, covered, policy]
      .filter((path) => path !== null)
      .map((path) => `${address}${path}`),
    `${address}/profile`,
    `${address}/t/${tenant}/nothing-here`,
  ];
}

for (const appearance of appearances) {
  const { width, colorScheme, locale } = appearance;
  const isEnglish = locale === "en";
  test(`pages in ${locale}, ${colorScheme}, ${width} px are accessible and do not scroll sideways`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const tenant = isEnglish ? "acme" : "hinode";
    const { context, page } = await signedIn(browser, isEnglish ? people.ciso : people.japaneseCiso, appearance);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    const paths = await pagesOf(page, tenant);
    expect(paths.length).toBe(tenantPages.length + 9);
    const told: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      told.push(...(await violationsOf(page)));
      await expectNoSidewaysScroll(page);
    }
    expect(told).toEqual([]);
    await context.close();
  });

  test(`sign-in in ${locale}, ${colorScheme}, ${width} px is accessible`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport: appearance,
      colorScheme,
      locale: isEnglish ? "en-IE" : "ja-JP",
    });
    const page = await context.newPage();
    await page.goto(`${installation().address}/sign-in`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await context.close();
  });
}

test("the operator's page is accessible in both themes", async ({ browser }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const { context, page } = await signedIn(browser, people.operator, {
      width: 1280,
      height: 800,
      colorScheme,
      locale: "en",
    });
    await page.goto(`${installation().address}/portfolio`);
    await expectAccessible(page);
    await context.close();
  }
});
