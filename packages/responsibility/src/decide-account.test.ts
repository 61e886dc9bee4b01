import { describe, expect, test } from "vitest";
import type { Control } from "./control.ts";
import { ebsDefaultEncryption } from "./controls/ec2/ebs-default-encryption.ts";
import { rootMfa } from "./controls/iam/root-mfa.ts";
import { controls } from "./controls/index.ts";
import { scpEnforced } from "./controls/organizations/scp-enforced.ts";
import { bucketVersioning } from "./controls/s3/bucket-versioning.ts";
import { accountRootArn, decideAccount, undecidedAccount } from "./decide-account.ts";
import type { Listing } from "./facts/index.ts";
import { read, unread } from "./reading.ts";
import {
  accountFactsWith,
  bucketWith,
  contextWith,
  ebsWith,
  listingOf,
  managementContextWith,
  rootUserWith,
  testAccountId,
} from "./testing/index.ts";

const root = `arn:aws:iam::${testAccountId}:root`;
const ebs = (region: string, enabled = true) =>
  listingOf("AWS::EC2::EBSEncryptionByDefault", region, read([ebsWith({ region, enabled })]));

function decide(control: Control, ...listings: readonly Listing[]) {
  const facts = accountFactsWith({ listings, regions: read(["eu-west-1", "us-east-1"]) });
  return decideAccount([control], facts, contextWith());
}

describe("where rows stand", () => {
  test("a resource has its own ARN and its own Region", () => {
    const buckets = read([bucketWith({ region: "ap-northeast-1" })]);
    expect(decide(bucketVersioning, listingOf("AWS::S3::Bucket", "global", buckets))).toEqual([
      {
        controlId: bucketVersioning.id,
        region: "ap-northeast-1",
        resource: "arn:aws:s3:::invoices",
        verdict: { verdict: "pass" },
      },
    ]);
  });

  test("a setting of the account or Region has the account's root ARN", () => {
    expect(decide(rootMfa, listingOf("AWS::IAM::RootUser", "global", read([rootUserWith()])))).toMatchObject([
      { region: "global", resource: root },
    ]);
    expect(decide(ebsDefaultEncryption, ebs("eu-west-1"), ebs("us-east-1", false))).toMatchObject([
      { region: "eu-west-1", resource: root, verdict: { verdict: "pass" } },
      { region: "us-east-1", resource: root, verdict: { verdict: "fail" } },
    ]);
  });

  test("the partition is the account's", () => {
    const facts = accountFactsWith({ listings: [], partition: "aws-cn" });
    expect(decideAccount([rootMfa], facts, contextWith())[0]?.resource).toBe("arn:aws-cn:iam::111122223333:root");
    expect(accountRootArn("aws", "1")).toBe("arn:aws:iam::1:root");
  });
});

describe("what was not listed", () => {
  const missing = { verdict: "unknown", reason: { code: "not-collected" } };

  test("an unread list is one unknown at its place", () => {
    const listing = listingOf("AWS::S3::Bucket", "global", unread("access-denied", "s3:ListAllMyBuckets"));
    expect(decide(bucketVersioning, listing)).toEqual([
      {
        controlId: bucketVersioning.id,
        region: "global",
        resource: root,
        verdict: { verdict: "unknown", reason: { code: "access-denied", action: "s3:ListAllMyBuckets" } },
      },
    ]);
  });

  test("an absent global list is one unknown", () => {
    expect(decide(bucketVersioning)).toMatchObject([{ region: "global", resource: root, verdict: missing }]);
  });

  test("a Region without its list is unknown, the others are decided", () => {
    expect(decide(ebsDefaultEncryption, ebs("eu-west-1"))).toMatchObject([
      { region: "eu-west-1", verdict: { verdict: "pass" } },
      { region: "us-east-1", verdict: missing },
    ]);
  });

  test("where the Regions themselves were not read, one unknown stands for those that are missing", () => {
    const facts = accountFactsWith({
      listings: [ebs("eu-west-1")],
      regions: unread("access-denied", "ec2:DescribeRegions"),
    });
    expect(decideAccount([ebsDefaultEncryption], facts, contextWith())).toMatchObject([
      { region: "eu-west-1", verdict: { verdict: "pass" } },
      {
        region: "global",
        verdict: { verdict: "unknown", reason: { code: "access-denied", action: "ec2:DescribeRegions" } },
      },
    ]);
  });

  test("an empty list of resources is no duty, an empty list of settings is a gap", () => {
    expect(decide(bucketVersioning, listingOf("AWS::S3::Bucket", "global", read([])))).toEqual([]);
    expect(decide(rootMfa, listingOf("AWS::IAM::RootUser", "global", read([])))).toMatchObject([{ verdict: missing }]);
  });

  test("a missing organisation's list is unknown in the management account and nothing in a member", () => {
    const facts = accountFactsWith({ listings: [] });
    expect(decideAccount([scpEnforced], facts, managementContextWith())).toMatchObject([
      { region: "global", verdict: missing },
    ]);
    expect(decideAccount([scpEnforced], facts, contextWith())).toEqual([]);
  });

  test("nothing read at all: every control is unknown once for each place", () => {
    const rows = decideAccount(controls, accountFactsWith({ listings: [] }), managementContextWith());
    expect(rows).toHaveLength(controls.length);
    expect(rows.every(({ verdict }) => verdict.verdict === "unknown")).toBe(true);
  });
});

describe("odd facts", () => {
  test("a bucket that two pages repeat counts once, with its worst verdict", () => {
    const suspended = bucketWith({ versioning: read("Suspended") });
    const buckets = read([bucketWith(), suspended, bucketWith()]);
    const rows = decide(bucketVersioning, listingOf("AWS::S3::Bucket", "global", buckets));
    expect(rows).toMatchObject([{ verdict: { verdict: "fail", reason: "suspended" } }]);
  });

  test("a list that comes twice, once unread, does not hide the unread part", () => {
    const rows = decide(
      ebsDefaultEncryption,
      ebs("eu-west-1"),
      listingOf("AWS::EC2::EBSEncryptionByDefault", "eu-west-1", unread("timeout")),
      ebs("us-east-1"),
    );
    expect(rows).toMatchObject([
      { region: "eu-west-1", verdict: { verdict: "unknown" } },
      { region: "us-east-1", verdict: { verdict: "pass" } },
    ]);
  });

  test("a fact that breaks a decision costs its own verdict only", () => {
    const broken = { ...bucketWith({ name: "broken" }), versioning: null } as unknown as ReturnType<typeof bucketWith>;
    const rows = decide(bucketVersioning, listingOf("AWS::S3::Bucket", "global", read([broken, bucketWith()])));
    expect(rows).toMatchObject([
      {
        resource: "arn:aws:s3:::broken",
        verdict: { verdict: "unknown", reason: { code: "value-unreadable", detail: "decision-failed" } },
      },
      { resource: "arn:aws:s3:::invoices", verdict: { verdict: "pass" } },
    ]);
  });
});

describe("an account that could not be entered", () => {
  const reason = { code: "role-missing", action: "sts:AssumeRole" } as const;

  test("every control is unknown for that reason", () => {
    const rows = undecidedAccount(controls, testAccountId, "aws", reason, false);
    expect(rows).toHaveLength(controls.length - 1);
    for (const row of rows) {
      expect(row).toMatchObject({ region: "global", resource: root, verdict: { verdict: "unknown", reason } });
    }
  });

  test("the management account has the organisation's duties too", () => {
    const ids = undecidedAccount(controls, testAccountId, "aws", reason, true).map(({ controlId }) => controlId);
    expect(ids).toEqual(controls.map(({ id }) => id));
  });
});
