import { expect, test } from "vitest";
import { unread } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { quotaUse } from "./quota-use.ts";

const deny = [{ Effect: "Deny", Action: "s3:*", Resource: "*" }];

test("tells sizes and attachments by type, the largest first", () => {
  const small = scpWith("small", deny, ["r-1", "ou-1", "ou-1"]);
  const large = scpWith("large", [...deny, ...deny], ["ou-1"]);
  const [use] = quotaUse(organizationWith({ units: { "ou-1": "r-1" }, policies: [small, large] }), "2026-11-25");
  expect(use).toMatchObject({
    type: "SERVICE_CONTROL_POLICY",
    quota: { characters: 10_240, attachments: 10 },
    policies: 2,
    sizes: [{ policyId: "p-large" }, { policyId: "p-small" }],
    attachments: [
      { nodeId: "ou-1", policies: 2 },
      { nodeId: "r-1", policies: 1 },
    ],
    isWhole: true,
  });
});

test("says that what was not read may be more", () => {
  const dark = scpWith("dark", unread("access-denied"), unread("throttled"));
  const [use] = quotaUse(organizationWith({ policies: [dark] }));
  expect(use).toMatchObject({ policies: 1, sizes: [], attachments: [], isWhole: false });
});

test("a type that nobody knows has no quota, and a type without policies has no use", () => {
  const policies = [{ ...scpWith("x", deny, []), type: "NEW_POLICY" }];
  expect(quotaUse(organizationWith({ policies }))).toMatchObject([
    { type: "NEW_POLICY", quota: null, policies: 1 },
    { type: "SERVICE_CONTROL_POLICY", policies: 0, sizes: [] },
  ]);
});
