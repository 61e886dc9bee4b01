import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, ebsWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { ebsDefaultEncryption } from "./ebs-default-encryption.ts";

test.each([
  { given: "on", enabled: true, expected: pass() },
  { given: "off", enabled: false, expected: fail("off") },
])("$given: $expected.verdict", ({ enabled, expected }) => {
  expect(ebsDefaultEncryption.decide(ebsWith({ enabled }), contextWith())).toEqual(expected);
});

test("a Region that was not read is unknown", () => {
  const facts = accountFactsWith({ resources: { "AWS::EC2::EBSEncryptionByDefault": unread("region-disabled") } });
  const [row] = decideAccount([ebsDefaultEncryption], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "region-disabled" }));
});
