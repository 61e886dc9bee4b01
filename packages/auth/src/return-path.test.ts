import fc from "fast-check";
import { expect, test } from "vitest";
import { safeReturnPath } from "./return-path.ts";

const origin = "https://sekinin.example";

test.each([
  { asked: "/t/acme/heatmap?row=ou-1", expected: "/t/acme/heatmap?row=ou-1" },
  { asked: `${origin}/profile`, expected: "/profile" },
  { asked: "/t/acme/heatmap#frag", expected: "/t/acme/heatmap" },
  { asked: "/a/../b", expected: "/b" },
])("$asked leads to $expected", ({ asked, expected }) => {
  expect(safeReturnPath(asked, origin)).toBe(expected);
});

test.each([
  null,
  undefined,
  "",
  "profile",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https://evil.example/",
  "https://sekinin.example.evil.example/",
  "https://sekinin.example@evil.example/",
  "https://user:word@sekinin.example/",
  "http://sekinin.example/",
  "javascript:alert(1)",
  "data:text/html,x",
  " /profile",
  "/.//evil.example",
  "/..//evil.example",
  "/sign-in?callbackUrl=/",
  "/api/auth/session",
  `/${"a".repeat(3000)}`,
])("%s leads home", (asked) => {
  expect(safeReturnPath(asked, origin)).toBe("/");
});

test("whatever is asked, a browser stays on the origin", () => {
  const pieces = fc.constantFrom(
    "/",
    "\\",
    "//",
    ":",
    "@",
    "evil.example",
    "https:",
    ".",
    "..",
    "%2f",
    "%5c",
    "\t",
    "?",
    "#",
    "a",
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join("")),
      (asked) => {
        expect(new URL(safeReturnPath(asked, origin), origin).origin).toBe(origin);
      },
    ),
    { numRuns: 2000 },
  );
});
