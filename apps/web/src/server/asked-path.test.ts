import { expect, test } from "vitest";
import { areaOf } from "./asked-path.ts";

test.each([
  ["/t/acme", "overview"],
  ["/t/acme/", "overview"],
  ["/t/acme/findings", "findings"],
  ["/t/acme/findings/0f", "findings"],
  ["/api/t/acme/findings/export", "findings"],
  ["/t/acme/controls/iam-root-mfa", "controls"],
  ["/portfolio", "portfolio"],
  ["/profile", "other"],
  ["/t/acme/<script>", "other"],
  [null, "other"],
])("%s is part of %s", (path, area) => {
  expect(areaOf(path)).toBe(area);
});
