import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseEmail } from "./email-address.ts";

describe("addresses that are one", () => {
  test.each([
    { given: "ciso@acme.example", expected: "ciso@acme.example" },
    { given: "  CISO@Acme.Example ", expected: "ciso@acme.example" },
    { given: "first.last+tag@sub.acme.example", expected: "first.last+tag@sub.acme.example" },
    { given: "user＠acme.example", expected: "user@acme.example" },
    { given: "ｕｓｅｒ@acme.example", expected: "user@acme.example" },
    { given: "o'neill@acme.example", expected: "o'neill@acme.example" },
    { given: "a@xn--wgv71a119e.example", expected: "a@xn--wgv71a119e.example" },
  ])("$given", ({ given, expected }) => {
    expect(normaliseEmail(given)).toBe(expected);
  });
});

describe("addresses that are none", () => {
  test.each([
    { why: "empty", given: "" },
    { why: "no @", given: "ciso.acme.example" },
    { why: "two @", given: "a@b@acme.example" },
    { why: "a second @ that normalising makes", given: "a@evil.example＠acme.example" },
    { why: "a small form of @", given: "a@evil.example﹫acme.example" },
    { why: "quotes around another address", given: '"e@attacker.example"@victim.example' },
    { why: "a quoted local part", given: '"e"@victim.example' },
    { why: "a comment", given: "a(b)@acme.example" },
    { why: "angle brackets", given: "<a@acme.example>" },
    { why: "a list", given: "a@acme.example,b@acme.example" },
    { why: "a line break", given: "a@acme.example\nbcc:b@evil.example" },
    { why: "a NUL", given: "a\0@acme.example" },
    { why: "a space inside", given: "a b@acme.example" },
    { why: "a domain of other letters", given: "a@аcme.example" },
    { why: "a Japanese domain", given: "a@日本.example" },
    { why: "an accent", given: "ä@acme.example" },
    { why: "a domain of one label", given: "a@localhost" },
    { why: "an address of digits", given: "a@127.0.0.1" },
    { why: "an address literal", given: "a@[127.0.0.1]" },
    { why: "a dot at the domain's end", given: "a@acme.example." },
    { why: "two dots", given: "a..b@acme.example" },
    { why: "a dot first", given: ".a@acme.example" },
    { why: "a label that begins with -", given: "a@-acme.example" },
    { why: "a local part of 65", given: `${"a".repeat(65)}@acme.example` },
    { why: "a million characters", given: `${"a".repeat(1_000_000)}@acme.example` },
  ])("$why", ({ given }) => {
    expect(normaliseEmail(given)).toBeNull();
  });
});

test("254 characters are the last that pass", () => {
  const domain = `${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`;
  const fits = `${"a".repeat(254 - domain.length - 1)}@${domain}`;
  expect(fits).toHaveLength(254);
  expect(normaliseEmail(fits)).toBe(fits);
  expect(normaliseEmail(`a${fits}`)).toBeNull();
});

test("whatever comes in, what comes out is stable, ASCII, and has one @", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.emailAddress(),
    fc.string().map((name) => `${name}@acme.example`),
  );
  fc.assert(
    fc.property(text, (input) => {
      const address = normaliseEmail(input);
      if (address === null) return;
      expect(normaliseEmail(address)).toBe(address);
      expect(address).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/);
      expect(address.split("@")).toHaveLength(2);
    }),
  );
});
