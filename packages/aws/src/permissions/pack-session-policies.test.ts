import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patternsMeet } from "./action-pattern.ts";
import { collectorActions, requiredActions } from "./collector-actions.ts";
import { deniedReads } from "./denied-reads.ts";
import {
  isSafeWildcard,
  packSessionPolicies,
  type SessionPack,
  sessionPolicyCharacters,
} from "./pack-session-policies.ts";

type Policy = { Version: string; Statement: { Effect: string; Action: string[]; Resource: string }[] };

/** The patterns of a policy, which must have the one shape that only allows. */
function patternsOf({ policy }: SessionPack): readonly string[] {
  const { Version, Statement } = JSON.parse(policy) as Policy;
  expect(Version).toBe("2012-10-17");
  expect(Statement).toHaveLength(1);
  const [statement] = Statement;
  expect(statement).toEqual({ Effect: "Allow", Action: expect.any(Array), Resource: "*" });
  return statement?.Action ?? [];
}

/** IAM's matching, written anew: letters of any case, `*` any run. */
function allows(pack: SessionPack, action: string): boolean {
  return patternsOf(pack).some((pattern) => {
    const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
    return new RegExp(`^${source}$`, "i").test(action);
  });
}

/** An action that a denied pattern stands for. */
const deniedExamples = deniedReads.flatMap((pattern) =>
  pattern.endsWith("*") ? [pattern.slice(0, -1), `${pattern.slice(0, -1)}Anything`] : [pattern],
);

/** More actions than one policy holds, of services with and without denied reads. */
const services = ["ec2", "s3", "lambda", "iam", "rds", "kms", "logs", "ssm", "glue", "dynamodb", "organizations"];
const subjects = ["Bucket", "BucketPolicy", "Function", "Instances", "Parameter", "Item", "PolicyDocuments", "Roles"];
const wholeCatalogue = services.flatMap((service) =>
  ["Get", "List", "Describe", "Generate"].flatMap((verb) => subjects.map((subject) => `${service}:${verb}${subject}`)),
);
const notDenied = wholeCatalogue.filter((action) => !deniedReads.some((denied) => patternsMeet(action, denied)));

const sets = [
  { given: "the management role", actions: requiredActions("management") },
  { given: "the member role", actions: requiredActions("member") },
  ...Object.entries(collectorActions).map(([name, actions]) => ({ given: `the collector ${name}`, actions })),
  { given: `${notDenied.length} actions of many services`, actions: notDenied },
];

describe.each(sets)("packs of $given", ({ actions }) => {
  const packs = packSessionPolicies(actions);

  test("each is short enough for AWS and has nothing but what STS takes", () => {
    for (const { policy } of packs) {
      expect(policy.length).toBeLessThanOrEqual(sessionPolicyCharacters);
      expect(policy).toMatch(/^[\u0020-\u007e]+$/);
    }
    expect(sessionPolicyCharacters).toBe(2_048);
  });

  test("every action belongs to exactly one pack, which allows it", () => {
    expect(packs.flatMap((pack) => pack.actions).toSorted()).toEqual([...actions].toSorted());
    for (const pack of packs)
      for (const action of pack.actions) expect([action, allows(pack, action)]).toEqual([action, true]);
  });

  test("none allows a read of data", () => {
    const allowed = packs.flatMap((pack) => deniedExamples.filter((action) => allows(pack, action)));
    expect(allowed).toEqual([]);
  });

  test("a wildcard stands at the end, after Get, List or Describe, and only one", () => {
    const wild = packs.flatMap(patternsOf).filter((pattern) => /[*?]/.test(pattern));
    for (const pattern of wild) expect(pattern).toMatch(/^[a-z0-9-]+:(Get|List|Describe)[A-Za-z0-9]*\*$/);
  });

  test("what changes something is in none", () => {
    const changes = [
      "iam:CreateUser",
      "s3:PutBucketPolicy",
      "ec2:RunInstances",
      "kms:ScheduleKeyDeletion",
      "sts:AssumeRole",
    ];
    expect(changes.filter((action) => packs.some((pack) => allows(pack, action)))).toEqual([]);
  });
});

test("our roles' actions fit one policy by their exact names, each allowed once", () => {
  const packs = packSessionPolicies(requiredActions("management"));
  expect(packs).toHaveLength(1);
  expect(packs.flatMap(patternsOf)).toEqual(requiredActions("management"));
});

test("wildcards are used where they save a policy, and only the safe ones", () => {
  const packs = packSessionPolicies(notDenied);
  const patterns = packs.flatMap(patternsOf);
  expect(JSON.stringify(notDenied).length).toBeGreaterThan(packs.length * sessionPolicyCharacters);
  expect(patterns).toContain("organizations:List*");
  expect(patterns).toContain("iam:Get*");
  // Each of these would take in a denied read.
  for (const unsafe of ["s3:Get*", "lambda:Get*", "ssm:Get*", "logs:Get*", "kms:Generate*", "iam:Generate*"]) {
    expect(patterns).not.toContain(unsafe);
  }
});

test("any set of harmless actions is allowed whole, by the pack that names it, and nothing denied with it", () => {
  const action = fc.tuple(
    fc.constantFrom(...services),
    fc.constantFrom("Get", "List", "Describe"),
    fc.stringMatching(/^[A-Z][a-zA-Z0-9]{0,24}$/),
  );
  const harmless = action
    .map(([service, verb, rest]) => `${service}:${verb}${rest}`)
    .filter((name) => !deniedReads.some((denied) => patternsMeet(name, denied)));
  fc.assert(
    fc.property(fc.uniqueArray(harmless, { maxLength: 200, selector: (name) => name.toLowerCase() }), (actions) => {
      const packs = packSessionPolicies(actions);
      expect(packs.flatMap((pack) => pack.actions).toSorted()).toEqual(actions.toSorted());
      for (const pack of packs) {
        expect(pack.policy.length).toBeLessThanOrEqual(sessionPolicyCharacters);
        expect(pack.actions.every((name) => allows(pack, name))).toBe(true);
        expect(deniedExamples.filter((name) => allows(pack, name))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test("no actions give no policy: a session without one would have all that the role has", () => {
  expect(packSessionPolicies([])).toEqual([]);
});

test("an action given twice is allowed once", () => {
  expect(packSessionPolicies(["s3:ListAllMyBuckets", "s3:ListAllMyBuckets"])).toMatchObject([
    { actions: ["s3:ListAllMyBuckets"] },
  ]);
});

test("an action that fits no policy is refused, and its text cut", () => {
  const endless = `s3:Get${"x".repeat(3_000)}`;
  expect(() => packSessionPolicies([endless])).toThrow(RangeError);
  expect(() => packSessionPolicies([endless])).toThrow(/^.{1,120}$/);
});

test.each([
  ["ec2:Describe*", true],
  ["organizations:List*", true],
  ["iam:GetAccount*", true],
  ["s3:GetBucket*", true],
  ["s3:Get*", false],
  ["s3:GetObj*", false],
  ["lambda:Get*", false],
  ["lambda:GetFunction*", false],
  ["ssm:GetParameters*", false],
  ["ec2:Get*", false],
  ["kms:Dec*", false],
  ["kms:*", false],
  ["*", false],
  ["iam:Put*", false],
  ["iam:Getaway*", false],
  ["iam:GetUser", false],
])("isSafeWildcard(%s) is %s", (pattern, expected) => {
  expect(isSafeWildcard(pattern)).toBe(expected);
});

test.each([
  ["s3:GetObject", "s3:GetObject", true],
  ["s3:getobject", "S3:GetObject", true],
  ["s3:GetObject*", "s3:GetObjectAcl", true],
  ["s3:GetObjectAcl", "s3:GetObject*", true],
  ["s3:Get*", "s3:GetObject*", true],
  ["s3:GetObject*", "s3:Get*", true],
  ["s3:GetObject", "s3:GetObjectAcl", false],
  ["s3:GetBucket*", "s3:GetObject*", false],
  ["kms:Decrypt", "s3:*", false],
])("patternsMeet(%s, %s) is %s, either way round", (one, other, expected) => {
  expect([patternsMeet(one, other), patternsMeet(other, one)]).toEqual([expected, expected]);
});
