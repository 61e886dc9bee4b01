import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const policy = new Map(
  contentSecurityPolicy("N0nce==")
    .split("; ")
    .map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1).join(" ")]),
);

test.each([
  { directive: "default-src", expected: "'none'" },
  { directive: "script-src", expected: "'nonce-N0nce==' 'strict-dynamic'" },
  { directive: "style-src", expected: "'self' 'nonce-N0nce=='" },
  { directive: "base-uri", expected: "'none'" },
  { directive: "form-action", expected: "'self'" },
  { directive: "frame-ancestors", expected: "'none'" },
  { directive: "object-src", expected: "'none'" },
])("$directive is $expected", ({ directive, expected }) => {
  expect(policy.get(directive)).toBe(expected);
});

test("nothing inline, evaluated or from anywhere", () => {
  expect(contentSecurityPolicy("x")).not.toMatch(/unsafe|\*|https?:/);
});
