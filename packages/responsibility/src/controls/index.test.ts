import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Control, defineControl } from "../control.ts";
import { countDuties } from "../count-duties.ts";
import { decideAccount } from "../decide-account.ts";
import { type Localized, responsibilityDomains, severities } from "../domains.ts";
import { placeOfType, type ResourceType } from "../facts/index.ts";
import { type Reading, unread } from "../reading.ts";
import {
  accountFactsWith,
  anyResource,
  bucketWith,
  contextWith,
  managementContextWith,
  soundResources,
} from "../testing/index.ts";
import { fail, pass } from "../verdict.ts";
import { controlById, controls } from "./index.ts";

/** The ids never change: they stand in the database, in files and in addresses. */
const expectedIds = [
  "account-security-contact",
  "backup-plan-exists",
  "cloudtrail-multi-region-trail",
  "config-recorder-enabled",
  "ec2-ebs-default-encryption",
  "ec2-instance-imdsv2-required",
  "ec2-security-group-ssh-not-open",
  "guardduty-enabled",
  "iam-policy-no-full-admin",
  "iam-root-mfa",
  "iam-user-console-mfa",
  "kms-key-rotation",
  "lambda-function-env-no-secrets",
  "lambda-function-policy-not-public",
  "lambda-function-runtime-supported",
  "lambda-function-url-authenticated",
  "organizations-scp-enforced",
  "rds-instance-minor-upgrade",
  "rds-instance-not-public",
  "rds-instance-storage-encrypted",
  "s3-account-public-access-blocked",
  "s3-bucket-tls-required",
  "s3-bucket-versioning",
  "vpc-flow-logs-enabled",
];

describe("the list", () => {
  test("holds each control once", () => {
    expect(controls.map(({ id }) => id).sort()).toEqual(expectedIds);
  });

  test("finds a control by its id, and nothing by another", () => {
    for (const control of controls) expect(controlById(control.id)).toBe(control);
    for (const id of ["", "s3", "constructor", "__proto__"]) expect(controlById(id)).toBeNull();
  });

  test.each(responsibilityDomains)("has at least two controls in %s", (domain) => {
    expect(controls.filter((control) => control.domain === domain).length).toBeGreaterThanOrEqual(2);
  });

  test("covers the twelve services", () => {
    const services = new Set(controls.map(({ service }) => service));
    const required = ["ec2", "s3", "rds", "lambda", "iam", "cloudtrail", "guardduty", "config", "kms", "vpc"];
    for (const service of [...required, "organizations", "backup"]) expect(services).toContain(service);
  });

  test("judges every type of fact", () => {
    expect(new Set(controls.map(({ resourceType }) => resourceType))).toEqual(new Set(Object.keys(placeOfType)));
  });
});

function expectComplete(text: Localized): void {
  expect(text.en).toMatch(/^\S.*\S$/);
  expect(text.ja).toMatch(/^\S.*\S$/);
  expect(text.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  expect(text.en).not.toMatch(/[\u3000-\u9fff]/);
}

describe.each(controls.map((control) => [control.id, control] as const))("%s", (id, control) => {
  test("has complete texts in both languages", () => {
    const { title, rationale, remediation, guardrail, reasons } = control;
    const sentences = [rationale, remediation, ...Object.values(reasons), ...(guardrail === null ? [] : [guardrail])];
    for (const text of [title, ...sentences]) expectComplete(text);
    for (const text of sentences) {
      expect(text.en).toMatch(/\.$/);
      expect(text.ja).toMatch(/。$/);
      expect(text.ja).not.toMatch(/[.,!?]$/);
    }
  });

  test("says what it reads and where its rule stands", () => {
    expect(control.reads.length).toBeGreaterThan(0);
    expect(new Set(control.reads).size).toBe(control.reads.length);
    for (const action of control.reads) expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/);
    expect(control.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(severities).toContain(control.severity);
    expect(id.startsWith(`${control.service}-`)).toBe(true);
  });

  test("keeps identifiers of other catalogues well formed", () => {
    for (const value of Object.values(control.mappings)) {
      for (const one of value.split("; ")) expect(one).toMatch(/^[A-Za-z0-9_.()-]+$/);
    }
  });

  test("stands in a place that fits its scope", () => {
    const place = placeOfType[control.resourceType];
    const places = {
      account: ["global"],
      region: ["region"],
      organization: ["organization"],
      resource: ["global", "region"],
    };
    expect(places[control.scope]).toContain(place);
  });

  test("decides without throwing, and only with reasons that have words", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyResource[control.resourceType], anyContext, (resource, context) => {
        const verdict = control.decide(resource, context);
        const isReasoned = verdict.verdict === "fail" || verdict.verdict === "not-applicable";
        const reasons = isReasoned ? [verdict.reason] : [];
        expect(Object.keys(control.reasons)).toEqual(expect.arrayContaining(reasons));
        for (const reason of reasons) seen.add(reason);
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 500 },
    );
    expect(seen.size).toBeGreaterThan(0);
  });

  test("never decides by what was not read", () => {
    fc.assert(
      fc.property(
        anyResource[control.resourceType],
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (resource, hide) => {
          const hidden = hideReadings(resource, [...hide]);
          const partly = control.decide(hidden, contextWith());
          const whole = control.decide(resource, contextWith());
          expect([whole.verdict, "unknown"]).toContain(partly.verdict);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("is unknown throughout where its list was not read", () => {
    const resources = { [control.resourceType]: unread("access-denied", "service:Action") };
    const rows = decideAccount([control], accountFactsWith({ resources }), managementContextWith());
    expect(rows).toHaveLength(1);
    expect(rows[0]?.verdict).toEqual({
      verdict: "unknown",
      reason: { code: "access-denied", action: "service:Action" },
    });
  });

  test("passes a sound account", () => {
    const rows = decideAccount([control], accountFactsWith(), managementContextWith());
    expect(rows.map(({ verdict }) => verdict.verdict)).toEqual(["pass"]);
  });
});

const anyContext = fc.constantFrom(
  contextWith(),
  managementContextWith(),
  contextWith({ organization: { managementAccountId: "999900001111", rootCredentialsManaged: null } }),
  contextWith({ organization: { managementAccountId: "999900001111", rootCredentialsManaged: true } }),
);

/** The same value with some of its readings unread, at any depth; `hide` is used up from the front. */
function hideReadings<T>(value: T, hide: boolean[]): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => hideReadings(one, hide)) as T;
  if ("status" in value && value.status === "read" && hide.shift() === true)
    return unread("throttled") as Reading<never> as T;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hideReadings(one, hide)])) as T;
}

test("hiding finds readings at any depth, else the property above would prove nothing", () => {
  const all = () => Array.from({ length: 50 }, () => true);
  const types = Object.keys(soundResources) as ResourceType[];
  const changed = types.filter(
    (type) => JSON.stringify(hideReadings(soundResources[type], all())) !== JSON.stringify(soundResources[type]),
  );
  expect(changed.sort()).toEqual([
    "AWS::Backup::BackupPlan",
    "AWS::CloudTrail::Trail",
    "AWS::Config::ConfigurationRecorder",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::VPC",
    "AWS::IAM::ManagedPolicy",
    "AWS::KMS::Key",
    "AWS::Lambda::Function",
    "AWS::Organizations::Policy",
    "AWS::S3::Bucket",
  ]);
});

test("a control that peeks is caught by the property", () => {
  const peeking = defineControl({
    ...planted,
    decide: ({ versioning }) =>
      versioning.status === "read" && versioning.value === "Enabled" ? pass() : fail("loud"),
  });
  const sound = bucketWith();
  const hidden = hideReadings(sound, [true, true]);
  expect(peeking.decide(hidden, contextWith()).verdict).not.toBe(peeking.decide(sound, contextWith()).verdict);
});

/** README, "To add a control": a file like this one, a line in the list, a test. */
const planted = defineControl({
  id: "s3-bucket-name-quiet",
  service: "s3",
  domain: "governance",
  layer: null,
  severity: "low",
  scope: "resource",
  resourceType: "AWS::S3::Bucket",
  title: { en: "Bucket names do not shout", ja: "バケット名が叫んでいない" },
  rationale: { en: "Calm names are easier to read.", ja: "落ち着いた名前は読みやすい。" },
  remediation: { en: "Choose a calm name.", ja: "落ち着いた名前を選ぶ。" },
  mend: { console: [], cli: "", terraform: "", caution: null },
  reasons: { loud: { en: "The name shouts.", ja: "名前が叫んでいる。" } },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  reads: ["s3:ListAllMyBuckets"],
  guardrail: null,
  objectives: [],
  mappings: {},
  decide: ({ name }) => (name.includes("xxl") ? fail("loud", { name }) : pass()),
});

test("a 25th control needs its file and one line in the list to be decided and counted", () => {
  const list: readonly Control[] = [...controls, planted];
  const buckets = [bucketWith(), bucketWith({ name: "xxl-data" })];
  const facts = accountFactsWith({ resources: { "AWS::S3::Bucket": { status: "read", value: buckets } } });
  const rows = decideAccount(list, facts, contextWith()).filter(({ controlId }) => controlId === planted.id);
  expect(rows).toEqual([
    { controlId: planted.id, region: "eu-west-1", resource: "arn:aws:s3:::invoices", verdict: pass() },
    {
      controlId: planted.id,
      region: "eu-west-1",
      resource: "arn:aws:s3:::xxl-data",
      verdict: fail("loud", { name: "xxl-data" }),
    },
  ]);
  expect(countDuties(rows)).toMatchObject([{ controlId: planted.id, passed: 1, failed: 1 }]);
  expect(list).toHaveLength(25);
});
