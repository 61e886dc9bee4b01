import type { GroupDetail, ManagedPolicyDetail, RoleDetail } from "@aws-sdk/client-iam";
import { daysBefore } from "../settings.ts";
import type { AccountKind } from "../types.ts";
import type { Plot } from "./plot.ts";
import type { IdentityContents, SimulatedUser } from "./types.ts";

/** IAM users an account of this kind has: people are meant to come through Identity Center. */
const usersOfKind: Readonly<Record<AccountKind, readonly [number, number]>> = {
  management: [1, 1],
  audit: [0, 1],
  "log-archive": [0, 0],
  network: [0, 1],
  shared: [1, 3],
  production: [0, 2],
  staging: [0, 2],
  development: [1, 4],
  sandbox: [1, 3],
  acquired: [3, 8],
};

const encode = (document: object) => encodeURIComponent(JSON.stringify(document));

/** Users, roles, customer policies and the root user, with what was planted for the three IAM controls. */
export function plantIdentity(plot: Plot): IdentityContents {
  const policies = plantPolicies(plot);
  return {
    users: plantUsers(plot),
    groups: groups(plot),
    roles: roles(plot),
    policies,
    root: plantRoot(plot),
  };
}

function plantRoot(plot: Plot): IdentityContents["root"] {
  const plant = (verdict: "pass" | "fail") => plot.plant("iam-root-mfa", "global", plot.rootArn, verdict);
  const central = plot.settings.rootCredentialsManaged && plot.plan.kind !== "management";
  if (plot.mistake("root-mfa", 0.07)) {
    plant("fail");
    return { mfa: false, password: true, accessKeys: plot.random("root-keys").chance(0.3) };
  }
  plant("pass");
  if (central && plot.random("root-credentials").chance(0.7)) return { mfa: false, password: false, accessKeys: false };
  return { mfa: true, password: true, accessKeys: false };
}

function plantUsers(plot: Plot): readonly SimulatedUser[] {
  const [minimum, maximum] = usersOfKind[plot.plan.kind];
  const count = plot.random("users").integer(minimum, maximum);
  const people = plot.settings.names.people;
  const users: SimulatedUser[] = [];
  for (let index = 0; index < count; index++) {
    const draws = plot.random("user", index);
    const machine = index > 0 && draws.chance(0.4);
    const plain = machine
      ? `svc-${plot.plan.slug}-${index}`
      : (people[(plot.plan.index + index * 5) % people.length] ?? people[0]);
    const name = plot.named(plain, "word");
    const taken = users.some((user) => user.detail.UserName === name);
    users.push(plantUser(plot, taken ? `${name}${index}` : name, machine));
  }
  return users;
}

function plantUser(plot: Plot, name: string, machine: boolean): SimulatedUser {
  const arn = `arn:aws:iam::${plot.accountId}:user/${name}`;
  const withoutMfa = !machine && plot.mistake(`user-mfa ${name}`, 0.18);
  const verdict = machine ? "not-applicable" : withoutMfa ? "fail" : "pass";
  plot.plant("iam-user-console-mfa", "global", arn, verdict);
  const draws = plot.random("user-detail", name);
  return {
    detail: {
      Path: "/",
      UserName: name,
      UserId: plot.uniqueId("AIDA", name),
      Arn: arn,
      CreateDate: daysBefore(plot.settings, draws.integer(20, 1500)),
      GroupList: machine ? [] : ["administrators"],
      AttachedManagedPolicies: [],
      UserPolicyList: [],
    },
    passwordEnabled: !machine,
    mfaActive: !machine && !withoutMfa,
    accessKeys: machine ? 1 : draws.integer(0, 1),
  };
}

/** A customer policy, as it is planted. `AWS` allows all only where action, resource and condition say so. */
type PolicyShape = {
  readonly name: string;
  readonly statement: object;
  readonly attachments: number;
  readonly boundaries?: number;
  readonly verdict: "pass" | "fail" | "not-applicable";
};

const readBuckets = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" };
const everything = { Effect: "Allow", Action: "*", Resource: "*" };

const fullAdmin: readonly object[] = [
  everything,
  { Effect: "Allow", Action: ["*"], Resource: ["*"] },
  { Effect: "Allow", Action: "*:*", Resource: "*" },
  { Effect: "Allow", NotAction: "iam:DeleteAccountPasswordPolicy", Resource: "*" },
];

function plantPolicies(plot: Plot): readonly ManagedPolicyDetail[] {
  const shapes: PolicyShape[] = [
    { name: `${plot.plan.slug}-app`, statement: readBuckets, attachments: 2, verdict: "pass" },
  ];
  if (plot.mistake("full-admin", 0.14)) {
    const statement = plot.random("full-admin").pick([everything, ...fullAdmin]);
    shapes.push({ name: "temporary-admin", statement, attachments: 1, verdict: "fail" });
  }
  const draws = plot.random("policies");
  if (draws.chance(0.3))
    shapes.push({ name: "old-admin", statement: everything, attachments: 0, verdict: "not-applicable" });
  if (draws.chance(0.3)) {
    const statement = { Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" };
    shapes.push({ name: "power-user", statement, attachments: 1, verdict: "pass" });
  }
  if (draws.chance(0.2)) {
    const condition = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
    shapes.push({
      name: "office-admin",
      statement: { ...everything, Condition: condition },
      attachments: 1,
      verdict: "pass",
    });
  }
  if (draws.chance(0.3)) {
    const statement = { Effect: "Allow", Action: ["ec2:*", "s3:*", "lambda:*"], Resource: "*" };
    shapes.push({ name: "developer-boundary", statement, attachments: 0, boundaries: 1, verdict: "pass" });
  }
  return shapes.map((shape) => customerPolicy(plot, shape));
}

function customerPolicy(plot: Plot, shape: PolicyShape): ManagedPolicyDetail {
  const arn = `arn:aws:iam::${plot.accountId}:policy/${shape.name}`;
  plot.plant("iam-policy-no-full-admin", "global", arn, shape.verdict);
  const created = daysBefore(plot.settings, plot.random("policy", shape.name).integer(10, 1200));
  const version = (id: string, isDefault: boolean, statement: object) => ({
    VersionId: id,
    IsDefaultVersion: isDefault,
    CreateDate: created,
    Document: encode({ Version: "2012-10-17", Statement: [statement] }),
  });
  // An old version says the opposite: only the default one counts.
  const old = version("v1", false, shape.verdict === "fail" ? readBuckets : everything);
  return {
    PolicyName: shape.name,
    PolicyId: plot.uniqueId("ANPA", shape.name),
    Arn: arn,
    Path: "/",
    DefaultVersionId: "v2",
    AttachmentCount: shape.attachments,
    PermissionsBoundaryUsageCount: shape.boundaries ?? 0,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: created,
    PolicyVersionList: [version("v2", true, shape.statement), old],
  };
}

function groups(plot: Plot): readonly GroupDetail[] {
  return [
    {
      Path: "/",
      GroupName: "administrators",
      GroupId: plot.uniqueId("AGPA", "administrators"),
      Arn: `arn:aws:iam::${plot.accountId}:group/administrators`,
      CreateDate: daysBefore(plot.settings, 900),
      GroupPolicyList: [],
      AttachedManagedPolicies: [
        { PolicyName: "AdministratorAccess", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      ],
    },
  ];
}

function roles(plot: Plot): readonly RoleDetail[] {
  const role = (path: string, name: string, service: string, attached: string): RoleDetail => ({
    Path: path,
    RoleName: name,
    RoleId: plot.uniqueId("AROA", name),
    Arn: `arn:aws:iam::${plot.accountId}:role${path}${name}`,
    CreateDate: daysBefore(plot.settings, plot.random("role", name).integer(30, 1400)),
    AssumeRolePolicyDocument: encode({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [{ PolicyName: attached, PolicyArn: `arn:aws:iam::aws:policy/${attached}` }],
    RoleLastUsed: {},
  });
  const linked = "/aws-service-role/organizations.amazonaws.com/";
  return [
    role(linked, "AWSServiceRoleForOrganizations", "organizations.amazonaws.com", "AWSOrganizationsServiceTrustPolicy"),
    role("/", `${plot.plan.slug}-app`.slice(0, 64), "ec2.amazonaws.com", "AmazonSSMManagedInstanceCore"),
    role("/service-role/", "lambda-basic", "lambda.amazonaws.com", "AWSLambdaBasicExecutionRole"),
  ];
}
