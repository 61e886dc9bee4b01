import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import type { Localized } from "../domains.ts";
import { mendPlaceholders, placeholdersOf } from "../mend-placeholders.ts";
import { controls } from "./index.ts";

/** Operations of AWS CLI v2 that the texts may name, looked up in the command reference. */
const operations: Readonly<Record<string, readonly string[]>> = {
  account: ["put-alternate-contact"],
  backup: ["create-backup-plan", "create-backup-selection", "create-backup-vault"],
  cloudtrail: ["create-trail", "get-event-selectors", "start-logging", "update-trail"],
  configservice: [
    "describe-configuration-recorder-status",
    "put-configuration-recorder",
    "put-delivery-channel",
    "start-configuration-recorder",
  ],
  ec2: [
    "authorize-security-group-ingress",
    "create-flow-logs",
    "describe-flow-logs",
    "describe-security-group-rules",
    "enable-ebs-encryption-by-default",
    "get-ebs-encryption-by-default",
    "modify-ebs-default-kms-key-id",
    "modify-instance-metadata-defaults",
    "modify-instance-metadata-options",
    "revoke-security-group-ingress",
  ],
  guardduty: [
    "create-detector",
    "enable-organization-admin-account",
    "list-detectors",
    "update-detector",
    "update-organization-configuration",
  ],
  iam: [
    "create-policy-version",
    "create-service-linked-role",
    "create-virtual-mfa-device",
    "delete-login-profile",
    "detach-group-policy",
    "detach-role-policy",
    "detach-user-policy",
    "enable-mfa-device",
    "enable-organizations-root-credentials-management",
    "enable-organizations-root-sessions",
    "list-entities-for-policy",
    "put-role-policy",
  ],
  kms: ["enable-key-rotation", "get-key-rotation-status"],
  lambda: [
    "add-permission",
    "get-function-configuration",
    "get-policy",
    "invoke",
    "publish-version",
    "remove-permission",
    "update-function-configuration",
    "update-function-url-config",
    "wait",
  ],
  organizations: ["attach-policy", "create-policy", "enable-aws-service-access", "enable-policy-type", "list-roots"],
  rds: [
    "copy-db-snapshot",
    "create-db-snapshot",
    "describe-db-instances",
    "describe-pending-maintenance-actions",
    "modify-db-instance",
    "restore-db-instance-from-db-snapshot",
    "wait",
  ],
  s3api: [
    "get-bucket-lifecycle-configuration",
    "get-bucket-policy",
    "put-bucket-lifecycle-configuration",
    "put-bucket-policy",
    "put-bucket-versioning",
  ],
  s3control: ["get-public-access-block", "put-public-access-block"],
  secretsmanager: ["create-secret"],
  sts: ["assume-root"],
};

/** Service of a control -> what begins the names of its own commands, Terraform resources and CloudFormation types. */
const namesOfService: Readonly<Record<string, { cli: readonly string[]; terraform: RegExp; cloudformation: RegExp }>> =
  {
    account: { cli: ["account"], terraform: /^aws_account_/, cloudformation: /^never$/ },
    backup: { cli: ["backup"], terraform: /^aws_backup_/, cloudformation: /^AWS::Backup::/ },
    cloudtrail: { cli: ["cloudtrail"], terraform: /^aws_cloudtrail$/, cloudformation: /^AWS::CloudTrail::/ },
    config: { cli: ["configservice"], terraform: /^aws_config_/, cloudformation: /^AWS::Config::/ },
    ec2: {
      cli: ["ec2"],
      terraform: /^aws_(ebs_encryption_by_default|instance|ec2_\w+|vpc_security_group_\w+)$/,
      cloudformation: /^AWS::EC2::/,
    },
    guardduty: { cli: ["guardduty"], terraform: /^aws_guardduty_/, cloudformation: /^AWS::GuardDuty::/ },
    iam: { cli: ["iam"], terraform: /^aws_iam_/, cloudformation: /^AWS::IAM::/ },
    kms: { cli: ["kms"], terraform: /^aws_kms_/, cloudformation: /^AWS::KMS::/ },
    lambda: {
      cli: ["lambda"],
      terraform: /^aws_(lambda|secretsmanager)_/,
      cloudformation: /^AWS::(Lambda|SecretsManager)::/,
    },
    organizations: {
      cli: ["organizations"],
      terraform: /^aws_organizations_/,
      cloudformation: /^AWS::Organizations::/,
    },
    rds: { cli: ["rds"], terraform: /^aws_db_instance$/, cloudformation: /^AWS::RDS::/ },
    s3: { cli: ["s3api", "s3control"], terraform: /^aws_s3_/, cloudformation: /^AWS::S3::/ },
    vpc: { cli: ["ec2"], terraform: /^aws_flow_log$/, cloudformation: /^AWS::EC2::FlowLog$/ },
  };

/** Words of each command as a shell would split them; remarks left out. Throws at an open quote. */
function commandsOf(cli: string): string[][] {
  return cli
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => {
      const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
      if (words.join("").length !== line.replace(/\s+(?=(?:[^'"]|'[^']*'|"[^"]*")*$)/g, "").length)
        throw new Error(`open quote: ${line}`);
      return words;
    });
}

/** null where every bracket outside strings and remarks is closed by its own kind; else what is wrong. */
function imbalanceOf(hcl: string): string | null {
  const bare = hcl.replace(/"(?:[^"\\\n]|\\.)*"/g, "").replace(/#.*/g, "");
  if (bare.includes('"')) return "open string";
  const open: string[] = [];
  const closing: Readonly<Record<string, string>> = { "}": "{", "]": "[", ")": "(" };
  for (const sign of bare.match(/[{}[\]()]/g) ?? []) {
    const partner = closing[sign];
    if (partner === undefined) open.push(sign);
    else if (open.pop() !== partner) return `unexpected ${sign}`;
  }
  return open.length === 0 ? null : `unclosed ${open.join("")}`;
}

function expectSentence({ en, ja }: Localized): void {
  expect(en).toMatch(/^[A-Z][^\u3000-\u9fff]*\.$/);
  expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff].*。$/);
  expect(ja).not.toMatch(/[、。]\s|[\u3040-\u9fff][,.!?:;]|[()]|(?:です|ます)。/u);
}

describe.each(controls.map((control) => [control.id, control] as const))("%s", (_, { service, mend }) => {
  const names = namesOfService[service];

  test("has two to five steps and, where there is one, a warning, in both languages", () => {
    expect(mend.console.length).toBeGreaterThanOrEqual(2);
    expect(mend.console.length).toBeLessThanOrEqual(5);
    for (const step of mend.console) expectSentence(step);
    if (mend.caution !== null) expectSentence(mend.caution);
  });

  test("names commands that exist, one of the control's own service among them", () => {
    const commands = commandsOf(mend.cli);
    for (const [program, called, operation, ...options] of commands) {
      expect(program).toBe("aws");
      expect(operations[called ?? ""], called).toContain(operation);
      for (const option of options.filter((word) => word.startsWith("-"))) expect(option).toMatch(/^--[a-z0-9-]+$/);
    }
    const own = commands.filter(([, called]) => names?.cli.includes(called ?? "") === true);
    expect(own).not.toEqual([]);
  });

  test("has only JSON in braces that parses", () => {
    const remarks = mend.cli.match(/^# \{.*$/gm) ?? [];
    const words = commandsOf(mend.cli).flat();
    const objects = words.filter((word) => word.startsWith("'{")).map((word) => word.slice(1, -1));
    for (const json of [...objects, ...remarks.map((line) => line.slice(2))])
      expect(() => JSON.parse(json) as unknown, json).not.toThrow();
  });

  test("names a Region wherever the service is Regional", () => {
    const global = ["iam", "organizations", "account", "s3api", "s3control"];
    for (const [, called, ...rest] of commandsOf(mend.cli))
      expect(rest.includes("--region"), `${called} ${rest.join(" ")}`).toBe(!global.includes(called ?? ""));
  });

  test("has HCL that is balanced and of its service", () => {
    expect(imbalanceOf(mend.terraform)).toBeNull();
    const types = [...mend.terraform.matchAll(/^resource "(\w+)" "\w+" \{$/gm)].map(([, type]) => type);
    expect(types.length).toBeGreaterThan(0);
    for (const type of types) expect(type).toMatch(names?.terraform ?? /^never$/);
  });

  test("has YAML that parses to resources of its service, or none", () => {
    if (mend.cloudformation === undefined) return;
    const document = parseDocument(mend.cloudformation, {
      customTags: [{ tag: "!Ref", resolve: (name: string) => name }],
    });
    expect([...document.errors, ...document.warnings]).toEqual([]);
    const resources = Object.entries(document.toJS() as Record<string, { Type: string; Properties: object }>);
    expect(resources.length).toBeGreaterThan(0);
    for (const [logicalId, { Type, Properties }] of resources) {
      expect(logicalId).toMatch(/^[A-Z][A-Za-z0-9]*$/);
      expect(Type).toMatch(names?.cloudformation ?? /^never$/);
      expect(Object.keys(Properties).length).toBeGreaterThan(0);
    }
  });

  test("leaves no placeholder without words", () => {
    const text = [mend.cli, mend.terraform, mend.cloudformation ?? ""].join("\n");
    const used = new Set(text.match(/<[^>\s]*>/g));
    expect(new Set(placeholdersOf(mend).map(({ name }) => name))).toEqual(used);
  });
});

test("no words for a placeholder that nobody uses, and both languages for each", () => {
  const used = new Set(controls.flatMap(({ mend }) => placeholdersOf(mend).map(({ name }) => name.slice(1, -1))));
  expect(Object.keys(mendPlaceholders)).toEqual([...used].sort());
  for (const { en, ja } of Object.values(mendPlaceholders)) {
    expect(en).not.toMatch(/[\u3040-\u9fff]|\.$/);
    expect(ja).toMatch(/[\u3040-\u9fff]/);
    expect(ja).not.toMatch(/。$|[()]/);
  }
});

test("a placeholder without words is left out, and so fails the control's test", () => {
  const mend = { console: [], cli: "aws s3api x --bucket <BUCKET_NAME> <NOBODY_KNOWS>", terraform: "", caution: null };
  expect(placeholdersOf(mend)).toEqual([{ name: "<BUCKET_NAME>", words: mendPlaceholders["BUCKET_NAME"] }]);
});

test.each([
  ['resource "a" "b" {', "unclosed {"],
  ["x = [1}", "unexpected }"],
  ["}", "unexpected }"],
  ['a = "b', "open string"],
  ['a = "{" # {', null],
])("balance of %s: %s", (hcl, expected) => {
  expect(imbalanceOf(hcl)).toBe(expected);
});

test("an open quote is noticed", () => {
  expect(() => commandsOf('aws s3api x --policy \'{"a":1}')).toThrow("open quote");
  expect(commandsOf("# remark\naws a b \\\n  --c 'd e'")).toEqual([["aws", "a", "b", "--c", "'d e'"]]);
});
