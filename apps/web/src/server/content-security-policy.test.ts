import { expect, test } from "vitest";
import { contentSecurityPolicy, linkPagePath, mailPolicy, policyOf } from "./content-security-policy.ts";

const policy = new Map(
  contentSecurityPolicy("N0nce==")
    .split("; ")
    .map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1).join(" ")]),
);

test.each([
  { directive: "default-src", expected: "'none'" },
  { directive: "script-src", expected: "'nonce-N0nce==' 'strict-dynamic'" },
  { directive: "style-src", expected: "'self' 'nonce-N0nce=='" },
  { directive: "frame-src", expected: "'self'" },
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

const page = contentSecurityPolicy("N0nce==");

test.each([
  { path: "/", expected: page },
  { path: "/t/acme/digests/preview", expected: page },
  { path: "/api/t/acme/digests/preview", expected: mailPolicy() },
  { path: "/api/t/acme/digests/preview/", expected: page },
  { path: "/api/t/acme/x/digests/preview", expected: page },
  { path: "/u/abc/def", expected: page },
  { path: "/u/", expected: page },
  { path: "/user", expected: page },
])("$path has its policy", ({ path, expected }) => {
  expect(policyOf(path, "N0nce==")).toBe(expected);
});

test.each(["/u/abc-_9", "/confirm/abc"])("%s runs no script, not even of ours, and is framed by nobody", (path) => {
  expect(linkPagePath.test(path)).toBe(true);
  const policy = policyOf(path, "N0nce==");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src|unsafe|'self'(?!.*frame-ancestors)|https?:|\*/);
});

test("a shown mail runs nothing, loads nothing and sends nothing", () => {
  expect(mailPolicy()).toContain("default-src 'none'");
  expect(mailPolicy()).toContain("form-action 'none'");
  expect(mailPolicy()).toMatch(/; sandbox(?!.*(allow-scripts|allow-same-origin|allow-forms|allow-top))/);
  expect(mailPolicy()).not.toMatch(/script-src|https?:|\*/);
});
