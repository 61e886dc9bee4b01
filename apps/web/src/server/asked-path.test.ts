import { expect, test } from "vitest";
import { loggedPath } from "./asked-path.ts";

test.each([
  { path: "/t/acme/heatmap", expected: "/t/acme/heatmap" },
  { path: "/portfolio", expected: "/portfolio" },
  { path: null, expected: null },
  { path: "", expected: null },
  { path: "https://evil.example/", expected: null },
  { path: "/t/<script>", expected: null },
  { path: "/t/a\r\nb", expected: null },
  { path: `/${"a".repeat(500)}`, expected: `/${"a".repeat(199)}` },
])("$path", ({ path, expected }) => {
  expect(loggedPath(path)).toBe(expected);
});
