import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

type Installation = { readonly address: string; readonly password: string };

/** The demo that the global set-up started. */
export function installation(): Installation {
  const text = process.env["SEKININ_E2E"];
  if (text === undefined) throw new Error("the demo was not started");
  const { address, password } = JSON.parse(text) as Installation;
  return { address, password };
}

export const people = {
  ciso: "ciso@acme.example",
  viewer: "viewer@acme.example",
  japaneseCiso: "ciso@hinode.example",
  operator: "operator@northstar.example",
} as const;

/** Types address and password into the sign-in page, as a person does. */
export async function signIn(
  page: Page,
  email: string,
  words = { email: "E-mail address", password: "Password", submit: "Sign in" },
): Promise<void> {
  const { address, password } = installation();
  await page.goto(`${address}/sign-in`);
  await page.getByLabel(words.email).fill(email);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.submit }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

export type Appearance = {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
  readonly locale: "en" | "ja";
};

/** A browser of its own for one appearance, signed in with the language chosen before. */
export async function signedIn(
  browser: Browser,
  email: string,
  { width, height, colorScheme, locale }: Appearance,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: locale === "ja" ? "ja-JP" : "en-IE",
  });
  const page = await context.newPage();
  await page.goto(`${installation().address}/sign-in`);
  const isJapanese = (await page.locator("html").getAttribute("lang")) === "ja";
  await signIn(
    page,
    email,
    isJapanese ? { email: "メールアドレス", password: "パスワード", submit: "サインイン" } : undefined,
  );
  return { context, page };
}

/** No page may scroll sideways: what is wide scrolls in a frame of its own. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
