import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMailAddress } from "./parse-mail-address.ts";

test.each([
  { text: "ciso@acme.example", address: "ciso@acme.example" },
  { text: "  Platform.Team+Digest@Acme.Example ", address: "platform.team+digest@acme.example" },
  { text: "a@xn--fsqu00a.xn--0zwm56d", address: "a@xn--fsqu00a.xn--0zwm56d" },
  { text: `${"a".repeat(64)}@acme.example`, address: `${"a".repeat(64)}@acme.example` },
])("$text is an address", ({ text, address }) => {
  expect(parseMailAddress(text)).toEqual({ ok: true, address });
});

test.each([
  // Six that mail libraries read otherwise than a person does.
  { text: "b@y.test\r\nBcc: evil@z.test", problem: "control-character" },
  { text: "a@x.test, evil@z.test", problem: "at-sign" },
  { text: "b@\uFF20evil.test", problem: "not-ascii" },
  { text: '"e@attacker.com"@victim.com', problem: "at-sign" },
  { text: "a@x.test\u0000@evil.test", problem: "control-character" },
  { text: "Someone <a@x.test>", problem: "local-part" },
  { text: "", problem: "empty" },
  { text: "   ", problem: "empty" },
  { text: "a", problem: "at-sign" },
  { text: "@x.test", problem: "local-part" },
  { text: "a@", problem: "domain" },
  { text: "a@localhost", problem: "domain" },
  { text: "a@127.0.0.1", problem: "domain" },
  { text: "a@[127.0.0.1]", problem: "domain" },
  { text: "a@x..test", problem: "domain" },
  { text: "a@-x.test", problem: "domain" },
  { text: "a@x.test.", problem: "domain" },
  { text: "a@x_y.test", problem: "domain" },
  { text: "a..b@x.test", problem: "local-part" },
  { text: ".a@x.test", problem: "local-part" },
  { text: "a b@x.test", problem: "local-part" },
  { text: '"a b"@x.test', problem: "local-part" },
  { text: "a@例え.jp", problem: "not-ascii" },
  { text: "ａ@x.test", problem: "not-ascii" },
  { text: "a\u200B@x.test", problem: "not-ascii" },
  { text: "a@x.test\n", problem: "control-character" },
  { text: `${"a".repeat(65)}@x.test`, problem: "local-part" },
  { text: `a@${"b".repeat(64)}.test`, problem: "domain" },
  { text: `a@${"b.".repeat(124)}testing`, problem: "too-long" },
  { text: `${"a".repeat(10_000)}@x.test`, problem: "too-long" },
  { text: "postmaster@acme.example", problem: "reserved" },
  { text: "Abuse@acme.example", problem: "reserved" },
])("$text is none: $problem", ({ text, problem }) => {
  expect(parseMailAddress(text)).toEqual({ ok: false, problem });
});

test("what is accepted is its own normal form, plain ASCII with one @, whatever was typed", () => {
  const parts = fc.constantFrom(
    "a",
    "B",
    ".",
    "@",
    "<",
    ">",
    ",",
    '"',
    " ",
    "\r\n",
    "\u0000",
    "＠",
    "x.test",
    "é",
    ":",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(parts, { maxLength: 12 }).map((all) => all.join("")),
      ),
      (text) => {
        const parsed = parseMailAddress(text);
        if (!parsed.ok) return;
        expect(parsed.address).toMatch(/^[!-~]+$/);
        expect(parsed.address.split("@")).toHaveLength(2);
        expect(parsed.address).not.toMatch(/[\s<>,;:"()[\]\\]/);
        expect(parseMailAddress(parsed.address)).toEqual(parsed);
      },
    ),
    { numRuns: 2_000 },
  );
});
