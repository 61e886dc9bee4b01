import fc from "fast-check";
import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";
import { read, unread } from "../reading.ts";

/** Accounts whose digits patterns below tell apart, some of them not. */
const accountIds = ["111111111111", "111111111112", "222222222222", "333333333333"];
const units: Readonly<Record<string, string>> = { "ou-a": "r-1", "ou-b": "r-1", "ou-c": "ou-a" };
const nodes = ["r-1", ...Object.keys(units), ...accountIds];

const principals = fc.constantFrom(
  "arn:aws:iam::*:role/Admin*",
  "arn:aws:iam::*:role/a1",
  "arn:aws:iam::111111111111:role/Ops",
  "arn:aws:iam::11111111111?:role/Ops",
  "arn:aws:iam::111*:*",
  "arn:aws:iam::2222*:role/Admin*",
  "*1112:role/x",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  "arn:aws:iam::${aws:PrincipalAccount}:role/Own",
  "arn:aws:iam::*:root",
);
const accounts = fc.constantFrom(
  "111111111111",
  "222222222222",
  "1111*",
  "*2",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  "${aws:PrincipalAccount}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable that no member carries, with a default
  "${aws:PrincipalServiceName, '111111111111'}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable in the midst of a text
  "team-${aws:PrincipalAccount}-1",
);
const paths = fc.constantFrom("o-abc1234567/r-1/ou-a/*", "o-abc1234567/r-1/ou-b/", "o-abc1234567/*", "o-other/*");
const list = (values: fc.Arbitrary<string>) => fc.uniqueArray(values, { minLength: 1, maxLength: 2 });
const either = (...operators: string[]) => fc.constantFrom(...operators);

const condition = fc.oneof(
  fc.tuple(
    either("ArnLike", "ArnNotLike", "StringNotLike", "StringLike"),
    fc.constant("aws:PrincipalArn"),
    list(principals),
  ),
  fc.tuple(
    either("StringEquals", "StringNotEquals", "StringLike"),
    fc.constant("aws:PrincipalAccount"),
    list(accounts),
  ),
  fc.tuple(either("StringNotEquals", "StringEqualsIfExists"), fc.constant("aws:ResourceAccount"), list(accounts)),
  fc.tuple(
    either("ForAnyValue:StringLike", "ForAllValues:StringNotLike"),
    fc.constant("aws:PrincipalOrgPaths"),
    list(paths),
  ),
  fc.tuple(either("StringEquals", "StringNotEquals"), fc.constant("aws:PrincipalTag/team"), list(accounts)),
  fc.tuple(either("StringNotEquals"), fc.constant("aws:RequestedRegion"), fc.constant(["eu-west-1"])),
  fc.tuple(either("Bool", "BoolIfExists"), fc.constant("aws:MultiFactorAuthPresent"), fc.constant(["false"])),
  fc.tuple(either("Bool"), fc.constant("aws:ViaAWSService"), fc.constant(["false"])),
  fc.tuple(either("StringNotEquals", "StringEquals"), fc.constant("ec2:MetadataHttpTokens"), fc.constant(["required"])),
  fc.tuple(either("Bool", "BoolIfExists"), fc.constant("ec2:Encrypted"), fc.constant(["false"])),
  fc.tuple(either("StringNotEquals"), fc.constant("aws:ResourceTag/team"), fc.constant(["ops"])),
  fc.tuple(either("StringNotEqualsIfExists"), fc.constant("aws:PrincipalOrgID"), fc.constant(["o-abc1234567"])),
);
const conditions = fc.array(condition, { maxLength: 2 }).map((all) => {
  const written: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, key, values] of all) written[operator] = { ...written[operator], [key]: values };
  return written;
});
const accountResources = fc.constantFrom(
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  "arn:aws:s3:::logs-${aws:PrincipalAccount}*",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable with a default
  "arn:aws:s3:::logs-${aws:PrincipalServiceName, '111111111111'}*",
  "arn:aws:s3:::logs-1111*",
  "arn:aws:guardduty:*:111111111111:detector/*",
);
const actions = list(
  fc.constantFrom(
    "*",
    "guardduty:*",
    "guardduty:Delete*",
    "cloudtrail:StopLogging",
    "s3:*",
    "iam:*",
    "organizations:Leave*",
    "ec2:RunInstances",
    "ec2:*",
    "iam:CreateRole",
  ),
);
const resources = fc.oneof(
  { weight: 4, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: accountResources },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "arn:aws:guardduty:*:111111111111:detector/*",
      "arn:aws:cloudtrail:*:*:trail/org-*",
      "arn:aws:ec2:*:*:instance/*",
      "arn:aws:ec2:*:111111111111:volume/*",
      "arn:aws:iam::*:role/Admin*",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      "arn:aws:iam::${aws:PrincipalAccount}:role/Own",
    ),
  },
);
const statement = fc
  .record({
    effect: fc.constantFrom("Deny", "Deny", "Allow"),
    actions,
    isNot: fc.integer({ max: 4, min: 0 }),
    resources,
    conditions,
  })
  .map(({ effect, isNot, ...rest }) => ({
    Effect: effect,
    [isNot === 0 ? "NotAction" : "Action"]: rest.actions,
    Resource: rest.resources,
    ...(Object.keys(rest.conditions).length > 0 ? { Condition: rest.conditions } : {}),
  }));
const resourceStatement = conditions.map((written) => ({
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:*", "sts:*"],
  Resource: "*",
  Condition: written,
}));

const full: OrganizationPolicy = {
  id: "p-FullAWSAccess",
  name: "FullAWSAccess",
  type: "SERVICE_CONTROL_POLICY",
  awsManaged: true,
  content: read('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'),
  targetIds: read(nodes),
};

function policyOf(type: string, statements: fc.Arbitrary<object>) {
  return fc
    .record({
      statements: fc.array(statements, { minLength: 1, maxLength: 3 }),
      targets: fc.subarray(nodes),
      state: fc.integer({ min: 0, max: 30 }),
    })
    .map(({ statements: all, targets, state }) => ({
      type,
      awsManaged: false,
      content: state === 0 ? unread("throttled") : read(JSON.stringify({ Version: "2012-10-17", Statement: all })),
      targetIds: state === 1 ? unread("throttled") : read(targets),
    }));
}

/** Organisations of four accounts whose statements speak of accounts, places and callers, some of them unreadable. */
export const randomOrganization: fc.Arbitrary<OrganizationReading> = fc
  .record({
    parents: fc.array(fc.constantFrom("r-1", ...Object.keys(units)), { minLength: 4, maxLength: 4 }),
    scps: fc.array(policyOf("SERVICE_CONTROL_POLICY", statement), { maxLength: 4 }),
    rcps: fc.array(policyOf("RESOURCE_CONTROL_POLICY", resourceStatement), { maxLength: 1 }),
    bare: fc.subarray(nodes, { maxLength: 2 }),
  })
  .map(({ parents, scps, rcps, bare }) => ({
    format: "sekinin.organization/1",
    organization: { id: "o-abc1234567", managementAccountId: "999999999999", featureSet: "ALL" },
    parameters: { approvedRegions: ["eu-west-1"], logArchiveBuckets: ["logs-111111111111"] },
    root: {
      id: "r-1",
      policyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"].map((type) => ({ type, status: "ENABLED" })),
    },
    organizationalUnits: Object.entries(units).map(([id, parentId]) => ({ id, parentId, name: id })),
    accounts: accountIds.map((id, at) => ({
      id,
      parentId: parents[at] ?? "r-1",
      name: id,
      state: "ACTIVE" as const,
      joinedAt: null,
    })),
    policies: [
      { ...full, targetIds: read(nodes.filter((id) => !bare.includes(id))) },
      ...[...scps, ...rcps].map((policy, at) => ({ id: `p-${at}`, name: `policy ${at}`, ...policy })),
    ],
    delegatedAdministrators: [],
    unread: [],
  }));

const accountCondition = fc.tuple(
  either("StringEquals", "StringNotEquals", "StringLike"),
  fc.constantFrom("aws:PrincipalAccount", "aws:PrincipalTag/team"),
  list(accounts),
);
const accountStatement = fc
  .record({ condition: fc.option(accountCondition), resource: fc.oneof(fc.constant("*"), accountResources) })
  .map(({ condition: written, resource }) => ({
    Effect: "Deny",
    Action: "*",
    Resource: resource,
    ...(written === null ? {} : { Condition: { [written[0]]: { [written[1]]: written[2] } } }),
  }));

/** Four accounts side by side that only texts of one policy at the root can tell apart. */
export const organizationOfAccountTexts: fc.Arbitrary<OrganizationReading> = fc
  .tuple(randomOrganization, fc.array(accountStatement, { minLength: 1, maxLength: 2 }))
  .map(([reading, statements]) => ({
    ...reading,
    accounts: reading.accounts.map((account) => ({ ...account, parentId: "r-1" })),
    policies: [
      { ...full, targetIds: read(nodes) },
      {
        ...full,
        id: "p-accounts",
        name: "accounts",
        awsManaged: false,
        content: read(JSON.stringify({ Version: "2012-10-17", Statement: statements })),
        targetIds: read(["r-1"]),
      },
    ],
  }));
