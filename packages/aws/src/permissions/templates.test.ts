import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cloudFormationTemplate, quickCreateUrl, stackSetTemplate } from "./cloudformation.ts";
import type { RoleKind } from "./collector-actions.ts";
import { permissionsPolicy, roleDocument } from "./role-document.ts";
import { terraformModule } from "./terraform.ts";

const trust = {
  principalArn: "arn:aws:iam::999988887777:role/sekinin-worker",
  externalId: "sekinin:4f1e+9_a=b,c.d@e/f-0",
};

type Resource = {
  Type: string;
  Properties: {
    RoleName: string;
    MaxSessionDuration: number;
    AssumeRolePolicyDocument: { Statement: Record<string, unknown>[] };
    Policies: { PolicyName: string; PolicyDocument: unknown }[];
  };
};
type Template = {
  AWSTemplateFormatVersion: string;
  Parameters: Record<string, { Type: string; Default: string; AllowedPattern: string }>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
};

/** CloudFormation reads YAML 1.1. Warnings of the reader count as errors. */
function templateOf(text: string): Template {
  return parse(text, { version: "1.1", strict: true, uniqueKeys: true, logLevel: "error" }) as Template;
}

const templates: readonly { given: string; text: string; roles: Readonly<Record<string, RoleKind>> }[] = [
  {
    given: "the template of the management account",
    text: cloudFormationTemplate(trust),
    roles: { ManagementRole: "management", MemberRole: "member" },
  },
  { given: "the template of the StackSet", text: stackSetTemplate(trust), roles: { MemberRole: "member" } },
];

describe.each(templates)("$given", ({ text, roles }) => {
  const template = templateOf(text);

  test("holds the roles and nothing else", () => {
    expect(template.AWSTemplateFormatVersion).toBe("2010-09-09");
    expect(Object.keys(template.Resources)).toEqual(Object.keys(roles));
    for (const { Type } of Object.values(template.Resources)) expect(Type).toBe("AWS::IAM::Role");
    expect(Object.keys(template.Outputs)).toEqual(Object.keys(roles).map((name) => `${name}Arn`));
  });

  test.each(Object.entries(roles))("%s has the one policy of the document, and no managed one", (name, kind) => {
    const properties = template.Resources[name]?.Properties;
    expect(properties).toMatchObject({ RoleName: roleDocument(kind, trust).roleName, MaxSessionDuration: 3_600 });
    expect(properties).not.toHaveProperty("ManagedPolicyArns");
    expect(properties?.Policies.map(({ PolicyDocument }) => PolicyDocument)).toEqual([permissionsPolicy(kind)]);
  });

  test.each(Object.keys(roles))("%s trusts the parameters' principal and external id", (name) => {
    expect(template.Resources[name]?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Sid: "SekininWithExternalId",
        Effect: "Allow",
        Principal: { AWS: { Ref: "PrincipalArn" } },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } } },
      },
    ]);
  });

  test("its parameters default to this connection's and take no looser value", () => {
    const { PrincipalArn, ExternalId } = template.Parameters;
    expect(PrincipalArn?.Default).toBe(trust.principalArn);
    expect(ExternalId?.Default).toBe(trust.externalId);
    const takes = (pattern = "", value: string) => new RegExp(pattern).test(value);
    expect(takes(PrincipalArn?.AllowedPattern, trust.principalArn)).toBe(true);
    expect(takes(ExternalId?.AllowedPattern, trust.externalId)).toBe(true);
    for (const value of ["*", "arn:aws:iam::*:root", "", "999988887777"]) {
      expect([value, takes(PrincipalArn?.AllowedPattern, value)]).toEqual([value, false]);
    }
    for (const value of ["*", "", "a", "a b"]) {
      expect([value, takes(ExternalId?.AllowedPattern, value)]).toEqual([value, false]);
    }
  });

  test("is within CloudFormation's size of a template in a request, 51,200 bytes", () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(51_200);
    expect(text.endsWith("\n")).toBe(true);
  });
});

test("CloudFormation makes one role where both names are equal, with the larger set of actions", () => {
  const { Resources } = templateOf(
    cloudFormationTemplate({ ...trust, managementRoleName: "One", memberRoleName: "One" }),
  );
  expect(Object.keys(Resources)).toEqual(["ManagementRole"]);
  expect(Resources["ManagementRole"]?.Properties).toMatchObject({
    RoleName: "One",
    Policies: [{ PolicyDocument: permissionsPolicy("management") }],
  });
});

test("other names of roles stand in every template", () => {
  const options = { ...trust, managementRoleName: "Org-Read", memberRoleName: "Posture.Read" };
  const { Resources } = templateOf(cloudFormationTemplate(options));
  expect(Resources["ManagementRole"]?.Properties.RoleName).toBe("Org-Read");
  expect(Resources["MemberRole"]?.Properties.RoleName).toBe("Posture.Read");
  expect(templateOf(stackSetTemplate(options)).Resources["MemberRole"]?.Properties.RoleName).toBe("Posture.Read");
  const module = terraformModule(options);
  expect([...module.matchAll(/^ {2}name {17}= "(.*)"$/gm)].map(([, name]) => name)).toEqual([
    "Org-Read",
    "Posture.Read",
  ]);
});

describe("the Terraform module", () => {
  const module = terraformModule(trust);

  /** Policies by resource and attribute, from the heredocs. */
  function policiesOf(text: string): ReadonlyMap<string, unknown> {
    const found = new Map<string, unknown>();
    const blocks = text.matchAll(/^resource "(\w+)" "(\w+)" \{\n([\s\S]*?)^\}$/gm);
    for (const [, type, label, body = ""] of blocks) {
      for (const [, attribute, json = ""] of body.matchAll(/^ {2}(\w+) += <<-POLICY\n([\s\S]*?)^ {2}POLICY$/gm)) {
        found.set(`${type}.${label}.${attribute}`, JSON.parse(json));
      }
    }
    return found;
  }

  test("holds the very policies of the JSON form, in resources of their own", () => {
    expect(policiesOf(module)).toEqual(
      new Map<string, unknown>([
        ["aws_iam_role.management.assume_role_policy", roleDocument("management", trust).trustPolicy],
        ["aws_iam_role_policy.management.policy", permissionsPolicy("management")],
        ["aws_iam_role.member.assume_role_policy", roleDocument("member", trust).trustPolicy],
        ["aws_iam_role_policy.member.policy", permissionsPolicy("member")],
      ]),
    );
  });

  test("makes no resource besides, and attaches no managed policy", () => {
    const resources = [...module.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, label]) => `${type}.${label}`);
    expect(resources).toEqual([
      "aws_iam_role.management",
      "aws_iam_role_policy.management",
      "aws_iam_role.member",
      "aws_iam_role_policy.member",
    ]);
    expect(module).not.toMatch(/managed_policy|policy_arn/);
  });

  test("every bracket, quote and heredoc is closed, and nothing is a template", () => {
    const outside = module.replaceAll(/<<-POLICY\n[\s\S]*?\n {2}POLICY/g, "");
    expect(outside).not.toContain("POLICY");
    const code = outside.replaceAll(/^#.*$/gm, "").replaceAll(/"(?:[^"\\\n]|\\.)*"/g, "");
    expect(code).not.toContain('"');
    for (const [open = "", close = ""] of ["{}", "[]", "()"].map((pair) => pair.split(""))) {
      expect(code.split(open).length).toBe(code.split(close).length);
    }
    expect(module).not.toMatch(/[$%]\{/);
  });

  test("makes the management role in the management account alone", () => {
    expect([...module.matchAll(/^ {2}count += (.*)$/gm)].map(([, count]) => count)).toEqual([
      "var.management ? 1 : 0",
      "var.management ? 1 : 0",
      "1",
      "1",
    ]);
  });

  test("makes one role of one name", () => {
    const one = terraformModule({ ...trust, managementRoleName: "One", memberRoleName: "One" });
    expect([...one.matchAll(/^ {2}count += (.*)$/gm)].map(([, count]) => count)).toEqual([
      "var.management ? 1 : 0",
      "var.management ? 1 : 0",
      "var.management ? 0 : 1",
      "var.management ? 0 : 1",
    ]);
  });
});

test.each([
  { given: "no external id", bad: { externalId: "" } },
  { given: "a principal that is anybody", bad: { principalArn: "*" } },
  { given: "a role name that ends the text", bad: { memberRoleName: 'r"\n' } },
])("no form is made for $given", ({ bad }) => {
  for (const make of [cloudFormationTemplate, stackSetTemplate, terraformModule]) {
    expect(() => make({ ...trust, ...bad })).toThrow(RangeError);
  }
});

describe("quickCreateUrl", () => {
  const templateUrl = "https://templates.s3.eu-west-1.amazonaws.com/sekinin.yaml";

  test("opens the console of the Region with the template and its parameters", () => {
    const url = quickCreateUrl({ templateUrl, region: "eu-west-1", trust });
    const [page = "", query = ""] = url.split("#/stacks/quickcreate?");
    expect(page).toBe("https://console.aws.amazon.com/cloudformation/home?region=eu-west-1");
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      templateURL: templateUrl,
      stackName: "sekinin",
      param_PrincipalArn: trust.principalArn,
      param_ExternalId: trust.externalId,
    });
  });

  test.each([
    ["cn-north-1", "console.amazonaws.cn"],
    ["us-gov-west-1", "console.amazonaws-us-gov.com"],
    ["ap-northeast-1", "console.aws.amazon.com"],
  ])("knows the console of %s", (region, host) => {
    expect(new URL(quickCreateUrl({ templateUrl, region })).host).toBe(host);
  });

  test.each([
    "https://s3.amazonaws.com/bucket/sekinin.yaml",
    "https://s3.eu-west-1.amazonaws.com/bucket/sekinin.yaml",
    "https://s3-eu-west-1.amazonaws.com/bucket/sekinin.yaml",
    "https://bucket.s3.amazonaws.com/sekinin.yaml",
    "https://bucket.with.dots.s3.dualstack.eu-west-1.amazonaws.com/sekinin.yaml",
    "https://bucket.s3.cn-north-1.amazonaws.com.cn/sekinin.yaml",
  ])("takes %s", (address) => {
    expect(quickCreateUrl({ templateUrl: address, region: "eu-west-1" })).toContain(encodeURIComponent(address));
  });

  test.each([
    { given: "plain HTTP", address: "http://bucket.s3.amazonaws.com/t.yaml" },
    { given: "another host", address: "https://example.com/t.yaml" },
    { given: "S3's name before another host", address: "https://s3.amazonaws.com.example.com/t.yaml" },
    { given: "a host that only ends like S3's", address: "https://s3.evilamazonaws.com/t.yaml" },
    { given: "a host that only ends like S3's, with a hyphen", address: "https://s3-evil-amazonaws.com/t.yaml" },
    { given: "another service of AWS's", address: "https://bucket.ec2.amazonaws.com/t.yaml" },
    { given: "S3's name as the user", address: "https://bucket.s3.amazonaws.com@example.com/t.yaml" },
    { given: "a script", address: "javascript:alert(1)//s3.amazonaws.com" },
    { given: "no address", address: "sekinin.yaml" },
  ])("refuses $given", ({ address }) => {
    expect(() => quickCreateUrl({ templateUrl: address, region: "eu-west-1" })).toThrow(RangeError);
  });

  test.each(["", "eu", "eu-west-1&x=1", "EU-WEST-1", "eu-west-1\n", "../eu-west-1"])(
    "refuses the Region %j",
    (region) => {
      expect(() => quickCreateUrl({ templateUrl, region })).toThrow(RangeError);
    },
  );

  test("refuses a trust that IAM would not take", () => {
    expect(() => quickCreateUrl({ templateUrl, region: "eu-west-1", trust: { ...trust, externalId: "a b" } })).toThrow(
      RangeError,
    );
  });
});
