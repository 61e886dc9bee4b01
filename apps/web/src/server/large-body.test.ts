import { expect, test } from "vitest";
import { config } from "../proxy.ts";
import { headersWithoutProxy, largeBodyPath } from "./large-body.ts";

/** Next matches the whole path. */
const seenByProxy = (path: string) => new RegExp(`^${config.matcher[0]}$`).test(path);

test.each([
  { path: "/api/t/acme/what-if/delta", isLarge: true },
  { path: "/api/t/acme/what-if/drafts/11111111-1111-4111-8111-111111111111/export", isLarge: true },
  { path: "/api/t/acme/organization-file", isLarge: true },
  { path: "/api/t/acme/organization-files", isLarge: false },
  { path: "/api/t/acme/findings/export", isLarge: false },
  { path: "/api/t/a/b/what-if/delta", isLarge: false },
  { path: "/t/acme/what-if", isLarge: false },
  { path: "/t/acme/what-if/api/t/acme/what-if/delta", isLarge: false },
  { path: "/sign-in", isLarge: false },
])("$path goes past the proxy: $isLarge", ({ path, isLarge }) => {
  expect(largeBodyPath.test(path)).toBe(isLarge);
  expect(seenByProxy(path)).toBe(!isLarge);
});

test("its answers carry a policy all the same, and HSTS where the installation is https", () => {
  expect(headersWithoutProxy(true)).toHaveProperty("Strict-Transport-Security");
  expect(headersWithoutProxy(false)).not.toHaveProperty("Strict-Transport-Security");
  expect(headersWithoutProxy(false)["Content-Security-Policy"]).toContain("default-src 'none'");
});
