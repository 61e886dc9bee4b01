import { describe, expect, test } from "vitest";
import { accountsOf, sampleOrganization } from "../../testing/sample-organization.ts";
import { hostileName } from "./hostile.ts";

const many = (carrier: "json" | "xml" | "word") =>
  Array.from({ length: 2_000 }, (_, index) => hostileName(`key ${index}`, "plain", carrier));

/** Control characters other than tab, LF and CR, and surrogates that stand alone. */
function forbiddenInXml(text: string): readonly string[] {
  return Array.from(text).filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code < 0x20 && ![0x09, 0x0a, 0x0d].includes(code)) || (code >= 0xd800 && code <= 0xdfff);
  });
}

describe("hostileName", () => {
  test.each([
    { what: "HTML", carrier: "json" as const, pattern: /<script>/ },
    { what: "CRLF", carrier: "json" as const, pattern: /\r\n/ },
    { what: "a formula", carrier: "xml" as const, pattern: /^=cmd\|/ },
    { what: "an RTL mark", carrier: "xml" as const, pattern: /\u202e/ },
    { what: "__proto__", carrier: "word" as const, pattern: /^__proto__$/ },
    { what: "a terminal's escape", carrier: "json" as const, pattern: /\[31mred/ },
  ])("gives $what by $carrier", ({ carrier, pattern }) => {
    expect(many(carrier).some((name) => pattern.test(name))).toBe(true);
  });

  test("gives NUL and half a surrogate pair where JSON can carry them", () => {
    const forbidden = many("json").flatMap(forbiddenInXml);
    expect(forbidden).toEqual(expect.arrayContaining([String.fromCharCode(0), String.fromCharCode(0xd800)]));
  });

  test("gives 64 kB, and leaves most names as they are", () => {
    const names = many("json");
    expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeGreaterThan(60_000);
    expect(names.filter((name) => name === "plain").length).toBeGreaterThan(1_000);
  });

  test("puts nothing into XML that XML cannot carry, and only word characters into ARNs", () => {
    for (const name of many("xml")) expect(forbiddenInXml(name)).toEqual([]);
    for (const name of many("word")) expect(name).toMatch(/^\w+$/);
  });
});

test("an organisation with hostile names has them in accounts, OUs, policies and resources", () => {
  const organization = sampleOrganization({ hostileNames: true });
  const plain = sampleOrganization();
  const strange = /[<>\r\n|\u202e]|__proto__|A{1000}/;
  expect(accountsOf(organization).filter(({ name }) => strange.test(name)).length).toBeGreaterThan(5);
  expect(organization.units.some(({ name }) => strange.test(name))).toBe(true);
  expect(organization.policies.some(({ name, description }) => strange.test(name) || strange.test(description))).toBe(
    true,
  );
  const groups = accountsOf(organization).flatMap((account) =>
    [...account.contents().regions.values()].flatMap(({ securityGroups }) => securityGroups),
  );
  expect(groups.some(({ GroupName }) => strange.test(GroupName ?? ""))).toBe(true);
  expect([...organization.accountIds()]).toEqual([...plain.accountIds()]);
});
