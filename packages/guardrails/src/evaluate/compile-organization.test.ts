import { expect, test } from "vitest";
import { unread } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { emptyUniverse } from "../testing/universe.ts";
import { compileOrganization, levelsOf, rcpType, scpType } from "./compile-organization.ts";

const denyAll = [{ Effect: "Deny", Action: "*", Resource: "*" }];
const tree = { units: { "ou-a": "r-1", "ou-b": "ou-a" }, accounts: { "111111111111": "ou-b" } };

type Difference = Parameters<typeof organizationWith>[0];

/** Levels in short: `node: policy policy?`, where `?` marks what may be attached and `!` what cannot be read. */
function levels(difference: Difference, type = scpType): readonly string[] | string {
  const found = levelsOf(
    compileOrganization(organizationWith(difference), { universe: emptyUniverse }),
    type,
    "111111111111",
  );
  if (found.status === "unavailable") return found.reason.code;
  return found.levels.map(({ nodeId, entries }) => {
    const marks = entries.map((entry) =>
      entry.kind === "policy"
        ? `${entry.policyId}${entry.isCertain ? "" : "?"}`
        : `${entry.policyId ?? ""}!${entry.reason.code}`,
    );
    return `${nodeId ?? "-"}: ${marks.join(" ")}`.trimEnd();
  });
}

test.each<{ given: string; difference: Difference; expected: readonly string[] | string }>([
  {
    given: "policies of the root, an OU and the account",
    difference: {
      ...tree,
      policies: [
        scpWith("one", denyAll, ["r-1", "111111111111"]),
        scpWith("two", denyAll, ["ou-b", "ou-b", "ou-elsewhere"]),
      ],
    },
    expected: ["r-1: p-one", "ou-a:", "ou-b: p-two", "111111111111: p-one"],
  },
  {
    given: "a policy that is no JSON",
    difference: { ...tree, policies: [scpWith("broken", "{", ["ou-a"])] },
    expected: ["r-1:", "ou-a: p-broken!policy-unreadable", "ou-b:", "111111111111:"],
  },
  {
    given: "a policy whose text was not read",
    difference: { ...tree, policies: [scpWith("unread", unread("throttled"), ["ou-a"])] },
    expected: ["r-1:", "ou-a: p-unread!policy-unread", "ou-b:", "111111111111:"],
  },
  {
    given: "a policy whose attachments were not read",
    difference: { ...tree, policies: [scpWith("maybe", denyAll, unread("access-denied"))] },
    expected: ["r-1: p-maybe?", "ou-a: p-maybe?", "ou-b: p-maybe?", "111111111111: p-maybe?"],
  },
  {
    given: "a list of policies that was cut",
    difference: { ...tree, unread: [{ list: "policies", scope: scpType, reason: { code: "throttled" } }] },
    expected: ["r-1", "ou-a", "ou-b", "111111111111"].map((id) => `${id}: !attachments-unread`),
  },
  {
    given: "one id with two texts",
    difference: { ...tree, policies: [scpWith("twice", denyAll, ["r-1"]), scpWith("twice", [], ["ou-a"])] },
    expected: ["r-1: p-twice!policy-unreadable", "ou-a: p-twice!policy-unreadable", "ou-b:", "111111111111:"],
  },
  {
    given: "OUs in a circle",
    difference: {
      units: { "ou-a": "ou-b", "ou-b": "ou-a" },
      accounts: { "111111111111": "ou-b" },
      policies: [scpWith("one", denyAll, ["ou-a"])],
    },
    expected: ["-: !place-unknown", "ou-a: p-one", "ou-b:", "111111111111:"],
  },
  {
    given: "a parent that is missing",
    difference: { accounts: { "111111111111": "ou-gone" }, policies: [scpWith("one", denyAll, ["111111111111"])] },
    expected: ["-: !place-unknown", "111111111111: p-one"],
  },
  { given: "the type switched off", difference: { ...tree, scpStatus: "DISABLED" }, expected: "type-disabled" },
])("$given", ({ difference, expected }) => {
  expect(levels(difference)).toEqual(expected);
});

test("an account that is listed under two parents has no known place", () => {
  const reading = organizationWith(tree);
  const twice = {
    ...reading,
    accounts: reading.accounts.flatMap((account) => [account, { ...account, parentId: "ou-a" }]),
  };
  const found = levelsOf(compileOrganization(twice, { universe: emptyUniverse }), scpType, "111111111111");
  expect(found).toMatchObject({ levels: [{ nodeId: null }, { nodeId: "r-1" }, {}, {}, { nodeId: "111111111111" }] });
});

test("RCPFullAWSAccess stands on every level, listed or not", () => {
  const reading = organizationWith(tree);
  const withRcp = { ...reading, root: { ...reading.root, policyTypes: [{ type: rcpType, status: "ENABLED" }] } };
  const found = levelsOf(compileOrganization(withRcp, { universe: emptyUniverse }), rcpType, "111111111111");
  const ids =
    found.status === "levels" ? found.levels.map(({ entries }) => entries.map(({ policyId }) => policyId)) : [];
  expect(ids).toEqual(Array.from({ length: 4 }, () => ["p-RCPFullAWSAccess"]));
  expect(levels(tree, rcpType)).toBe("type-disabled");
});

test("an organisation for consolidated billing only has no such policies", () => {
  const reading = organizationWith(tree);
  const billing = {
    ...reading,
    organization: { ...reading.organization, featureSet: "CONSOLIDATED_BILLING" as const },
  };
  expect(levelsOf(compileOrganization(billing, { universe: emptyUniverse }), scpType, "111111111111")).toMatchObject({
    reason: { code: "type-unavailable" },
  });
});
