import { parse as parseHcl } from "@cdktn/hcl2json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";
import { read, unread } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { exportDraft } from "./export-draft.ts";

const denyLeave = [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }];
const base = organizationWith({
  units: { "ou-1": "r-1", "ou-2": "r-1" },
  accounts: { "111111111111": "ou-1" },
  policies: [scpWith("old", denyLeave, ["ou-1", "ou-2"]), scpWith("gone", denyLeave, ["ou-1"])],
});

function withPolicies(policies: readonly OrganizationPolicy[], more: Partial<OrganizationReading> = {}) {
  return { ...base, policies, ...more };
}

type Template = {
  Resources: Record<string, { Type: string; DependsOn?: string; Properties: Record<string, unknown> }>;
};
/** CloudFormation reads YAML 1.1. Warnings of the reader count as errors. */
function templateOf(text: string): Template {
  return parseYaml(text, { version: "1.1", strict: true, uniqueKeys: true, logLevel: "error" }) as Template;
}

type Hcl = {
  resource?: Record<string, Record<string, Record<string, string>[]>>;
  import?: { to: string; id: string }[];
};
/** HashiCorp's own reader. It gives texts as templates, so that escaped signs stay escaped. */
async function hclOf(text: string): Promise<Hcl> {
  return (await parseHcl("draft.tf", text)) as Hcl;
}
const unescaped = (text: string | undefined) => (text ?? "").replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
/** What `${jsonencode(…)}` encodes: the expression is JSON, with HCL's signs. */
const encoded = (text: string | undefined): unknown =>
  JSON.parse(unescaped(/^\$\{jsonencode\(([\s\S]*)\)\}$/.exec(text ?? "")?.[1]));

const added: OrganizationPolicy = {
  ...scpWith("new", [{ Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::${aws:username}-*" }], ["ou-1", "ou-2"]),
  id: "draft-1",
  name: "Keep buckets",
};
const after = withPolicies([added, { ...scpWith("old", [...denyLeave, ...denyLeave], ["ou-1", "r-1"]) }], {
  accounts: base.accounts.map((account) => ({ ...account, parentId: "ou-2" })),
});

describe("exportDraft", () => {
  test("as CloudFormation: each policy that is new or changed, with all its targets, one after the other", () => {
    const { Resources } = templateOf(exportDraft(base, after, "cloudformation"));
    expect(Object.keys(Resources)).toEqual(["KeepBuckets", "Old"]);
    expect(Resources.KeepBuckets).toMatchObject({
      Type: "AWS::Organizations::Policy",
      Properties: { Name: "Keep buckets", Type: "SERVICE_CONTROL_POLICY", TargetIds: ["ou-1", "ou-2"] },
    });
    expect(Resources.KeepBuckets?.Properties.Content).toEqual(contentOf(added));
    expect(Resources.Old?.DependsOn).toBe("KeepBuckets");
  });

  test("as Terraform: policies, attachments, imports of what exists", async () => {
    const { resource, import: imports } = await hclOf(exportDraft(base, after, "terraform"));
    expect(encoded(resource?.aws_organizations_policy?.keep_buckets?.[0]?.content)).toEqual(contentOf(added));
    expect(Object.values(resource?.aws_organizations_policy_attachment ?? {}).map(([one]) => one)).toEqual([
      { policy_id: "${aws_organizations_policy.keep_buckets.id}", target_id: "ou-1" },
      { policy_id: "${aws_organizations_policy.keep_buckets.id}", target_id: "ou-2" },
      { policy_id: "${aws_organizations_policy.old.id}", target_id: "ou-1" },
      { policy_id: "${aws_organizations_policy.old.id}", target_id: "r-1" },
    ]);
    expect(imports?.map(({ id }) => id)).toEqual(["p-old", "ou-1:p-old"]);
  });

  test.each(["cloudformation", "terraform"] as const)("as %s: what it cannot do, in comments", (format) => {
    const comments = exportDraft(base, after, format).match(/^#.*$/gm);
    expect(comments).toContain("# aws organizations detach-policy --policy-id p-old --target-id ou-2");
    expect(comments).toContain("# aws organizations delete-policy --policy-id p-gone");
    expect(comments?.join("\n")).toContain("move-account --account-id 111111111111 --source-parent-id ou-1");
  });

  test("as JSON: all of it", () => {
    expect(JSON.parse(exportDraft(base, after, "json"))).toMatchObject({
      format: "sekinin.draft/1",
      policies: [
        { id: "draft-1", exists: false, content: contentOf(added) },
        { id: "p-old", exists: true },
      ],
      remove: [{ id: "p-gone" }],
      move: [{ nodeId: "111111111111", from: "ou-1", to: "ou-2" }],
    });
  });

  test("nothing changed: empty and valid", async () => {
    expect(templateOf(exportDraft(base, base, "cloudformation")).Resources).toEqual({});
    expect((await hclOf(exportDraft(base, base, "terraform"))).resource).toBeUndefined();
  });

  test("a policy that exists and only hangs elsewhere is attached by its id", async () => {
    const moved = withPolicies([scpWith("old", denyLeave, ["ou-1", "ou-2", "r-1"]), ...base.policies.slice(1)]);
    const { resource } = await hclOf(exportDraft(base, moved, "terraform"));
    expect(Object.values(resource?.aws_organizations_policy_attachment ?? {})).toEqual([
      [{ policy_id: "p-old", target_id: "r-1" }],
    ]);
    expect(exportDraft(base, moved, "cloudformation")).toContain("attach-policy --policy-id p-old --target-id r-1");
  });

  test("a policy that nobody could read is neither created nor removed", () => {
    const dark = withPolicies([...base.policies, { ...added, content: unread("access-denied") }]);
    expect(JSON.parse(exportDraft(base, dark, "json"))).toMatchObject({ policies: [], remove: [] });
  });

  test("content that is no JSON stays the text that it is", async () => {
    const broken = withPolicies([...base.policies, { ...added, content: read('{ "Version": ${x} %{if}') }]);
    expect(templateOf(exportDraft(base, broken, "cloudformation")).Resources.KeepBuckets?.Properties.Content).toBe(
      '{ "Version": ${x} %{if}',
    );
    const hcl = await hclOf(exportDraft(base, broken, "terraform"));
    expect(unescaped(hcl.resource?.aws_organizations_policy?.keep_buckets?.[0]?.content)).toBe(
      '{ "Version": ${x} %{if}',
    );
  });

  test("a reference that CloudFormation would resolve never reaches it", () => {
    const sly = "{{resolve:secretsmanager:prod/db}}";
    const policy = { ...added, name: sly, content: read(JSON.stringify({ Statement: [{ Sid: sly }] })) };
    const text = exportDraft(base, withPolicies([policy]), "cloudformation");
    const properties = Object.values(templateOf(text).Resources)[0]?.Properties;
    expect(JSON.stringify(properties)).not.toMatch(/\{\{\s*resolve:/);
    expect(JSON.parse(String(properties?.Content))).toEqual({ Statement: [{ Sid: sly }] });
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "\\",
      "\n",
      "\r",
      "$",
      "{",
      "}",
      "%",
      "#",
      "'",
      "\b",
      "\f",
      "\u2028",
      "\ufeff",
      "日",
      "a",
    ),
    maxLength: 20,
  }),
  fc.constantFrom('${file("/etc/passwd")}', "%{for x in y}", "no", "1e3", "EOT\n", "- a: b", "*/ x", "\ud800", "~"),
);
const wellFormed = (text: string) =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

test("any name, id and text comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, hostile, async (name, sid, target, id) => {
      const content = {
        Version: "2012-10-17",
        Statement: [{ Sid: sid, Effect: "Deny", Action: "a:b", Resource: sid }],
      };
      const policy = { ...added, name, content: read(JSON.stringify(content)), targetIds: read([target]) };
      const changed = withPolicies([{ ...base.policies[0], id } as OrganizationPolicy, policy]);
      const expected = {
        ...content,
        Statement: [{ ...content.Statement[0], Sid: wellFormed(sid), Resource: wellFormed(sid) }],
      };
      const template = templateOf(exportDraft(base, changed, "cloudformation"));
      const properties = Object.values(template.Resources).map((one) => one.Properties);
      expect(properties.find((one) => JSON.stringify(one.TargetIds) === JSON.stringify([wellFormed(target)]))).toEqual({
        Name: wellFormed(name),
        Type: "SERVICE_CONTROL_POLICY",
        Content: expected,
        TargetIds: [wellFormed(target)],
      });
      const { resource } = await hclOf(exportDraft(base, changed, "terraform"));
      const policies = Object.values(resource?.aws_organizations_policy ?? {}).map(([one]) => one);
      // Terraform's texts are always in normal form C.
      expect(policies.map((one) => unescaped(one?.name))).toContain(wellFormed(name).normalize());
      const normal = (value: unknown) => JSON.stringify(value).normalize();
      expect(policies.map((one) => normal(encoded(one?.content)))).toContain(normal(expected));
    }),
    { numRuns: 300 },
  );
});

function contentOf(policy: OrganizationPolicy): unknown {
  return policy.content.status === "read" ? JSON.parse(policy.content.value) : null;
}
