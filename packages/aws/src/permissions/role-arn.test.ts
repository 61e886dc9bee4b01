import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRoleName, memberRoleArn, parseRoleArn } from "./role-arn.ts";

const account = "111122223333";

describe("parseRoleArn takes what IAM can have made", () => {
  test.each([
    { arn: `arn:aws:iam::${account}:role/SekininRead`, partition: "aws", path: "/", name: "SekininRead" },
    { arn: `arn:aws-cn:iam::${account}:role/r`, partition: "aws-cn", path: "/", name: "r" },
    { arn: `arn:aws-us-gov:iam::${account}:role/r`, partition: "aws-us-gov", path: "/", name: "r" },
    { arn: `arn:aws:iam::${account}:role/a/b.c/r`, partition: "aws", path: "/a/b.c/", name: "r" },
    { arn: `arn:aws:iam::${account}:role/_+=,.@-`, partition: "aws", path: "/", name: "_+=,.@-" },
    { arn: `arn:aws:iam::${account}:role/...`, partition: "aws", path: "/", name: "..." },
    { arn: `arn:aws:iam::000000000000:role/${"x".repeat(64)}`, partition: "aws", path: "/", name: "x".repeat(64) },
  ])("$arn", ({ arn, partition, path, name }) => {
    const accountId = arn.split(":")[4];
    expect(parseRoleArn(arn)).toEqual({ ok: true, role: { arn, partition, accountId, path, name } });
  });

  test("a member's ARN is read back as it was made, whatever the name", () => {
    const names = fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,64}$/).filter((name) => name !== "." && name !== "..");
    const partitions = fc.constantFrom("aws", "aws-cn", "aws-us-gov");
    fc.assert(
      fc.property(partitions, fc.stringMatching(/^\d{12}$/), names, (partition, accountId, name) => {
        const parsed = parseRoleArn(memberRoleArn(partition, accountId, name));
        expect(parsed).toMatchObject({ ok: true, role: { partition, accountId, name, path: "/" } });
      }),
    );
  });
});

describe("parseRoleArn refuses", () => {
  const good = `arn:aws:iam::${account}:role/SekininRead`;
  test.each([
    { given: "nothing", text: "" },
    { given: "another partition", text: `arn:aws-iso:iam::${account}:role/r` },
    { given: "a partition of nobody", text: `arn:evil:iam::${account}:role/r` },
    { given: "a partition in capitals", text: `arn:AWS:iam::${account}:role/r` },
    { given: "another service", text: `arn:aws:sts::${account}:role/r` },
    { given: "a Region where IAM has none", text: `arn:aws:iam:eu-west-1:${account}:role/r` },
    { given: "a user", text: `arn:aws:iam::${account}:user/r` },
    { given: "a group", text: `arn:aws:iam::${account}:group/r` },
    { given: "the root", text: `arn:aws:iam::${account}:root` },
    { given: "an assumed role", text: `arn:aws:sts::${account}:assumed-role/r/session` },
    { given: "an instance profile", text: `arn:aws:iam::${account}:instance-profile/r` },
    { given: "an account of 11 digits", text: "arn:aws:iam::11112222333:role/r" },
    { given: "an account of 13 digits", text: "arn:aws:iam::1111222233334:role/r" },
    { given: "an account of full-width digits", text: "arn:aws:iam::１１１１２２２２３３３３:role/r" },
    { given: "the account `aws`", text: "arn:aws:iam::aws:role/r" },
    { given: "a wildcard for the account", text: "arn:aws:iam::*:role/r" },
    { given: "a wildcard for the name", text: `arn:aws:iam::${account}:role/*` },
    { given: "a wildcard inside the name", text: `arn:aws:iam::${account}:role/Sekinin*` },
    { given: "a single-character wildcard", text: `arn:aws:iam::${account}:role/Sekini?` },
    { given: "no name", text: `arn:aws:iam::${account}:role/` },
    { given: "a path without a name", text: `arn:aws:iam::${account}:role/a/` },
    { given: "an empty part of a path", text: `arn:aws:iam::${account}:role//r` },
    { given: "a name of 65 characters", text: `arn:aws:iam::${account}:role/${"x".repeat(65)}` },
    { given: "2,000 characters", text: `arn:aws:iam::${account}:role/${"a/".repeat(1_000)}r`.slice(0, 2_000) },
    { given: "2,000 characters of one name", text: `arn:aws:iam::${account}:role/${"x".repeat(1_969)}` },
    { given: "a line feed after it", text: `${good}\n` },
    { given: "CRLF and a header after it", text: `${good}\r\nX-Injected: 1` },
    { given: "CRLF before it", text: `\r\n${good}` },
    { given: "a space after it", text: `${good} ` },
    { given: "a NUL in it", text: `${good}\u0000` },
    { given: "a letter that looks like another", text: `arn:aws:iam::${account}:role/Sеkinin` },
    { given: "a percent-encoded dot", text: `arn:aws:iam::${account}:role/%2e%2e/r` },
    { given: "a template", text: `arn:aws:iam::${account}:role/\${x}` },
    { given: "two ARNs", text: `${good},${good.replace("iam", "iam:")}` },
    { given: "a console address", text: "https://console.aws.amazon.com/iam/home#/roles/r" },
  ])("$given", ({ text }) => {
    expect(parseRoleArn(text)).toEqual({ ok: false, problem: "not-a-role-arn" });
  });

  test.each([
    { given: "a path that climbs", text: `arn:aws:iam::${account}:role/../r` },
    { given: "a path that climbs further in", text: `arn:aws:iam::${account}:role/a/../../r` },
    { given: "a path that stays", text: `arn:aws:iam::${account}:role/./r` },
    { given: "a name of two dots", text: `arn:aws:iam::${account}:role/..` },
    { given: "a name of one dot", text: `arn:aws:iam::${account}:role/.` },
  ])("$given", ({ text }) => {
    expect(parseRoleArn(text)).toEqual({ ok: false, problem: "path-not-plain" });
  });

  test("the installation's own account, and no other for it", () => {
    const arn = `arn:aws:iam::${account}:role/r`;
    expect(parseRoleArn(arn, { ownAccountId: account })).toEqual({ ok: false, problem: "own-account" });
    expect(parseRoleArn(arn, { ownAccountId: "999999999999" })).toMatchObject({ ok: true });
  });

  test("whatever has a character that IAM does not know, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.nat(good.length), (noise, at) => {
        const text = good.slice(0, at) + noise + good.slice(at);
        const isPlain = /^[A-Za-z0-9_+=,.@:/-]+$/.test(text);
        expect(parseRoleArn(text).ok && !isPlain).toBe(false);
      }),
    );
  });
});

describe("memberRoleArn", () => {
  test.each([
    { given: "a partition of nobody", parts: ["aws-evil", account, "r"] },
    { given: "a short account id", parts: ["aws", "123", "r"] },
    { given: "an account id with a line feed", parts: ["aws", `${account}\n`, "r"] },
    { given: "a name with a path", parts: ["aws", account, "a/r"] },
    { given: "a name that climbs", parts: ["aws", account, ".."] },
    { given: "no name", parts: ["aws", account, ""] },
  ])("throws for $given", ({ parts: [partition = "", accountId = "", name = ""] }) => {
    expect(() => memberRoleArn(partition, accountId, name)).toThrow(RangeError);
  });
});

test.each([
  ["SekininRead", true],
  ["a", true],
  ["...", true],
  ["", false],
  [".", false],
  ["..", false],
  ["a/b", false],
  ["a b", false],
  ["*", false],
  ["r\n", false],
  ["責任", false],
  ["x".repeat(65), false],
])("isRoleName(%j) is %s", (text, expected) => {
  expect(isRoleName(text)).toBe(expected);
});
