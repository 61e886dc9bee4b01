import { describe, expect, test } from "vitest";
import { findObjective, objectives } from "../objectives/index.ts";
import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";
import { type Reading, read, unread } from "../reading.ts";
import { organizationWith } from "../testing/organization.ts";
import { EffectivePolicies } from "./effective-policies.ts";
import { MetIndex, metBy } from "./met-by.ts";

const account = "111122223333";
const other = "444455556666";

type Given = {
  readonly document: object | Reading<string>;
  readonly targets?: readonly string[] | Reading<readonly string[]>;
  readonly type?: string;
};

function policyOf(
  { document, targets = ["r-1"], type = "DECLARATIVE_POLICY_EC2" }: Given,
  at: number,
): OrganizationPolicy {
  const content = "status" in document ? (document as Reading<string>) : read(JSON.stringify(document));
  const targetIds = "status" in targets ? targets : read(targets);
  return { id: `p-${at}`, name: `policy ${at}`, type, awsManaged: false, content, targetIds };
}

function effective(given: readonly Given[], more: Partial<OrganizationReading> = {}): EffectivePolicies {
  const reading = organizationWith({
    units: { "ou-1-a": "r-1" },
    accounts: { [account]: "ou-1-a", [other]: "r-1" },
    policies: given.map(policyOf),
  });
  const policyTypes = ["DECLARATIVE_POLICY_EC2", "S3_POLICY"].map((type) => ({ type, status: "ENABLED" }));
  return new EffectivePolicies({ ...reading, root: { ...reading.root, policyTypes }, ...more });
}

function metIn(id: string, policies: EffectivePolicies, accountId = account) {
  const objective = findObjective(id);
  if (objective === undefined) throw new Error(id);
  return metBy(objective, policies, accountId);
}

const ec2 = (attributes: object) => ({ document: { ec2_attributes: attributes } });
const console_ = (status: string) => ec2({ serial_console_access: { status: { "@@assign": status } } });

describe("settings that meet an objective", () => {
  test.each([
    ["serial-console", { serial_console_access: { status: { "@@assign": "disabled" } } }, "disabled"],
    ["public-ami", { image_block_public_access: { state: { "@@assign": "block_new_sharing" } } }, "block_new_sharing"],
    [
      "public-snapshot",
      { snapshot_block_public_access: { state: { "@@assign": "block_all_sharing" } } },
      "block_all_sharing",
    ],
    ["approved-ami", { allowed_images_settings: { state: { "@@assign": "enabled" } } }, "enabled"],
    [
      "igw-attach",
      {
        vpc_block_public_access: {
          internet_gateway_block: {
            mode: { "@@assign": "block_bidirectional" },
            exclusions_allowed: { "@@assign": "disabled" },
          },
        },
      },
      "block_bidirectional",
    ],
    [
      "imdsv2",
      {
        instance_metadata_defaults: {
          http_tokens: { "@@assign": "required" },
          http_tokens_enforced: { "@@assign": "enabled" },
        },
      },
      "enabled",
    ],
  ])("%s", (id, attributes, value) => {
    expect(metIn(id, effective([ec2(attributes)]))).toMatchObject({ policyId: "p-0", value });
  });

  test.each(["s3-account-bpa", "s3-bucket-bpa", "s3-public"])("%s by the organisation's S3 policy", (id) => {
    const document = { s3_attributes: { public_access_block_configuration: { "@@assign": "all" } } };
    expect(metIn(id, effective([{ document, type: "S3_POLICY" }]))).toMatchObject({ value: "all" });
  });

  test("all others by none", () => {
    const met = objectives.filter(({ metBy: settings }) => settings.length > 0).map(({ id }) => id);
    expect(met.sort()).toEqual([
      "approved-ami",
      "igw-attach",
      "imdsv2",
      "public-ami",
      "public-snapshot",
      "s3-account-bpa",
      "s3-bucket-bpa",
      "s3-public",
      "serial-console",
    ]);
  });
});

describe("not met", () => {
  test.each([
    ["nothing attached", effective([])],
    ["another value", effective([console_("enabled")])],
    [
      "the account's own policy says otherwise",
      effective([console_("disabled"), { ...console_("enabled"), targets: [account] }]),
    ],
    ["two policies of a node disagree", effective([console_("disabled"), console_("enabled")])],
    ["a policy that nobody could read", effective([console_("disabled"), { document: unread("access-denied") }])],
    ["a policy that is no policy", effective([console_("disabled"), { document: read("{") }])],
    ["attachments that nobody could read", effective([{ ...console_("disabled"), targets: unread("access-denied") }])],
    [
      "a list that was not read",
      effective([console_("disabled")], { unread: [{ list: "policies", reason: { code: "access-denied" } }] }),
    ],
    ["the type is off", effective([console_("disabled")], { root: { id: "r-1", name: "Root", policyTypes: [] } })],
    ["another unit's policy", effective([{ ...console_("disabled"), targets: [other] }])],
    ["the account's place is not known", effective([console_("disabled")], { accounts: [] })],
  ])("%s", (_given, policies) => {
    expect(metIn("serial-console", policies)).toBeNull();
  });

  test("half of what must hold together", () => {
    const half = {
      vpc_block_public_access: { internet_gateway_block: { mode: { "@@assign": "block_bidirectional" } } },
    };
    expect(metIn("igw-attach", effective([ec2(half)]))).toBeNull();
  });
});

test("nodes that inherit the same share one object; keys of accounts tell them apart", () => {
  const policies = effective([console_("disabled"), { ...console_("enabled"), targets: ["ou-1-a"] }]);
  expect(policies.of("DECLARATIVE_POLICY_EC2", other)).toBe(policies.of("DECLARATIVE_POLICY_EC2", "r-1"));
  const index = new MetIndex(objectives, policies);
  expect(index.of(other).key).toBe("serial-console p-0 ec2_attributes.serial_console_access.status disabled");
  expect(index.of(account)).toEqual({ key: "", byObjective: new Map() });
  expect(index.of("r-1")).toBe(index.of(other));
});
