import { compileOrganization, loadUniverse, type OrganizationReading, read, unread } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { effectiveGroups } from "./effective-rows.ts";

const account = "111122223333";

function organization(more: Partial<OrganizationReading> = {}): OrganizationReading {
  const policy = (id: string, type: string, document: object, target: string) => ({
    id,
    name: `name of ${id}`,
    type,
    awsManaged: false,
    content: read(JSON.stringify(document)),
    targetIds: read([target]),
  });
  const tag = (operators: object) => ({ tags: { cost: { tag_value: operators } } });
  return {
    format: "sekinin.organization/1",
    organization: { id: "o-abc1234567", managementAccountId: "999999999999", featureSet: "ALL" },
    root: {
      id: "r-1",
      name: "Root",
      policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY"].map((type) => ({
        type,
        status: "ENABLED",
      })),
    },
    organizationalUnits: [],
    accounts: [{ id: account, name: "a", parentId: "r-1", state: "ACTIVE", joinedAt: null }],
    policies: [
      policy("p-1", "TAG_POLICY", tag({ "@@assign": ["a"] }), "r-1"),
      policy("p-2", "TAG_POLICY", tag({ "@@append": ["b"] }), account),
      policy("p-3", "S3_POLICY", { s3_attributes: { x: { "@@assign": "all" } } }, "r-1"),
    ],
    delegatedAdministrators: [],
    unread: [],
    ...more,
  };
}

function groups(reading: OrganizationReading) {
  return effectiveGroups(compileOrganization(reading, { universe: loadUniverse() }), account);
}

test("values are merged over the levels, with the policies that made them; types that are off say nothing", () => {
  expect(groups(organization())).toEqual([
    {
      type: "TAG_POLICY",
      isInDoubt: false,
      rows: [
        {
          path: "tags › cost › tag_value",
          values: ["a", "b"],
          isCertain: true,
          policies: [
            { id: "p-1", name: "name of p-1" },
            { id: "p-2", name: "name of p-2" },
          ],
        },
      ],
    },
  ]);
});

test("what was not read leaves its type in doubt", () => {
  const policies = organization().policies.map((policy) => ({ ...policy, content: unread("access-denied") }));
  expect(groups(organization({ policies }))).toEqual([{ type: "TAG_POLICY", isInDoubt: true, rows: [] }]);
});

test("no policy of another type: nothing", () => expect(groups(organization({ policies: [] }))).toEqual([]));
