import { expect, test } from "vitest";
import { isOpen, switchHref, tenantWays } from "./tenant-ways.ts";

test("the bar's ways, the record of accesses only for whoever may read it", () => {
  const { main, manage } = tenantWays("acme", { canAudit: true });
  expect(main.map(({ href }) => href)).toEqual([
    "/t/acme",
    "/t/acme/heatmap",
    "/t/acme/coverage",
    "/t/acme/what-if",
    "/t/acme/findings",
    "/t/acme/trends",
    "/t/acme/digests",
  ]);
  expect(manage.map(({ page }) => page)).toEqual([
    "crawls",
    "responsibility",
    "guardrail-settings",
    "connection",
    "access",
  ]);
  expect(tenantWays("acme", { canAudit: false }).manage.map(({ page }) => page)).toEqual([
    "crawls",
    "responsibility",
    "guardrail-settings",
    "connection",
  ]);
});

test.each([
  { href: "/t/acme", path: "/t/acme", expected: true },
  { href: "/t/acme", path: "/t/acme/heatmap", expected: false },
  { href: "/t/acme/findings", path: "/t/acme/findings/6f1", expected: true },
  { href: "/t/acme/findings", path: "/t/acme/findings-of-old", expected: false },
  { href: "/t/acme/digests", path: "/t/acme/digests/preview", expected: true },
  { href: "/portfolio", path: "/portfolio", expected: true },
  { href: "/portfolio", path: "/t/portfolio", expected: false },
])("$href at $path is open: $expected", ({ href, path, expected }) => {
  expect(isOpen(href, path)).toBe(expected);
});

test.each([
  { path: "/t/acme/findings", expected: "/t/hinode/findings" },
  { path: "/t/acme/findings/2b6c", expected: "/t/hinode/findings" },
  { path: "/t/acme/accounts/111111111111", expected: "/t/hinode" },
  { path: "/t/acme/digests/preview", expected: "/t/hinode/digests" },
  { path: "/t/acme/coverage/org-leave/111111111111", expected: "/t/hinode/coverage" },
  { path: "/t/acme/policies/p-1", expected: "/t/hinode/policies" },
  { path: "/t/acme/what-if/compare", expected: "/t/hinode/what-if" },
  { path: "/t/acme/guardrail-settings", expected: "/t/hinode/guardrail-settings" },
  { path: "/t/acme/access", expected: "/t/hinode" },
  { path: "/t/acme", expected: "/t/hinode" },
  { path: "/portfolio", expected: "/t/hinode" },
  { path: "/", expected: "/t/hinode" },
])("from $path a switch leads to $expected", ({ path, expected }) => {
  expect(switchHref("hinode", path)).toBe(expected);
});
