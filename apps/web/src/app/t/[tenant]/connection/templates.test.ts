import { expect, test } from "vitest";
import { quickLink, templateBlocks, templateOptions } from "./templates.ts";

const principal = "arn:aws:iam::999999999999:role/sekinin";
const connection = {
  managementRoleArn: null,
  memberRoleName: "OurReadRole",
  externalId: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
};
const options = templateOptions(connection, principal);

test.each([
  { form: "cloudformation", blocks: 2 },
  { form: "terraform", blocks: 1 },
  { form: "json", blocks: 4 },
] as const)("every block of $form carries this connection's values", ({ form, blocks }) => {
  const made = templateBlocks(form, options);
  expect(made).toHaveLength(blocks);
  const whole = made.map(({ code }) => code).join("\n");
  for (const value of [principal, connection.externalId]) expect(whole).toContain(value);
});

test.each([
  { arn: null, expected: "SekininManagementRead" },
  { arn: "arn:aws:iam::111122223333:role/team/Ours", expected: "Ours" },
  { arn: "not an arn", expected: "SekininManagementRead" },
])("the management role's name comes from $arn", ({ arn, expected }) => {
  expect(templateOptions({ ...connection, managementRoleArn: arn }, principal).managementRoleName).toBe(expected);
});

test.each([
  { url: "https://bucket.s3.eu-west-1.amazonaws.com/sekinin.yaml", region: "eu-west-1", works: true },
  { url: "https://example.com/sekinin.yaml", region: "eu-west-1", works: false },
  { url: "javascript:alert(1)", region: "eu-west-1", works: false },
  { url: "https://bucket.s3.amazonaws.com/sekinin.yaml", region: "moon", works: false },
])("quick-create for $url in $region: $works", ({ url, region, works }) => {
  const link = quickLink(url, region, options);
  expect(link !== null).toBe(works);
  expect(link ?? "https://console.aws.amazon.com/").toMatch(/^https:\/\/console\.aws\.amazon\.com\//);
});

test("the JSON forms allow no read of data", () => {
  for (const { title, code } of templateBlocks("json", options)) {
    const policy = JSON.parse(code) as { Statement: { Effect: string; Action: string | string[] }[] };
    const allowed = policy.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);
    expect(allowed.length, title).toBeGreaterThan(0);
    expect(allowed.filter((action) => /GetObject|GetSecretValue|Decrypt|\*/.test(action))).toEqual([]);
  }
});
