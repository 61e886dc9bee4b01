import { describe, expect, test } from "vitest";
import { accountsOf, activeAccounts, sampleOrganization } from "../testing/sample-organization.ts";
import type { AccountContents, RegionContents } from "./contents/types.ts";
import type { SimulatedOrganization } from "./types.ts";

const controls = [
  "s3-account-public-access-blocked",
  "s3-bucket-tls-required",
  "s3-bucket-versioning",
  "ec2-ebs-default-encryption",
  "ec2-instance-imdsv2-required",
  "ec2-security-group-ssh-not-open",
  "vpc-flow-logs-enabled",
  "rds-instance-storage-encrypted",
  "rds-instance-not-public",
  "rds-instance-minor-upgrade",
  "kms-key-rotation",
  "iam-root-mfa",
  "iam-user-console-mfa",
  "iam-policy-no-full-admin",
  "lambda-function-policy-not-public",
  "lambda-function-env-no-secrets",
  "lambda-function-url-authenticated",
  "lambda-function-runtime-supported",
  "cloudtrail-multi-region-trail",
  "config-recorder-enabled",
  "guardduty-enabled",
  "backup-plan-exists",
  "organizations-scp-enforced",
  "account-security-contact",
];
const organization = sampleOrganization();
const planted = organization.planted();

describe.each([1, 2, 3])("60 accounts of seed %i", (seed) => {
  const rows = seed === 1 ? planted : sampleOrganization({ seed }).planted();
  test.each(controls)("%s passes somewhere and fails somewhere", (controlId) => {
    const verdicts = new Set(rows.filter((row) => row.controlId === controlId).map(({ verdict }) => verdict));
    expect([...verdicts]).toEqual(expect.arrayContaining(["pass", "fail"]));
  });

  test("no other control is planted", () => {
    expect([...new Set(rows.map(({ controlId }) => controlId))].sort()).toEqual([...controls].sort());
  });
});

describe("rows", () => {
  test("name each resource once", () => {
    const keys = planted.map(({ accountId, controlId, region, resource }) =>
      [accountId, controlId, region, resource].join(" "),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("are only of active accounts, and of every one of them", () => {
    const active = activeAccounts(organization).map(({ id }) => id);
    expect([...new Set(planted.map(({ accountId }) => accountId))].sort()).toEqual([...active].sort());
    expect(accountsOf(organization).length).toBeGreaterThan(active.length);
  });

  test.each([
    { controlId: "s3-bucket-versioning", arn: /^arn:aws:s3:::acme-[a-z0-9-]+$/, region: /^[a-z]+-[a-z]+-\d$/ },
    { controlId: "iam-root-mfa", arn: /^arn:aws:iam::\d{12}:root$/, region: /^global$/ },
    { controlId: "iam-user-console-mfa", arn: /^arn:aws:iam::\d{12}:user\/[\w+=,.@-]+$/, region: /^global$/ },
    { controlId: "iam-policy-no-full-admin", arn: /^arn:aws:iam::\d{12}:policy\/[\w+=,.@-]+$/, region: /^global$/ },
    { controlId: "account-security-contact", arn: /^arn:aws:iam::\d{12}:root$/, region: /^global$/ },
    { controlId: "cloudtrail-multi-region-trail", arn: /^arn:aws:iam::\d{12}:root$/, region: /^global$/ },
    { controlId: "guardduty-enabled", arn: /^arn:aws:iam::\d{12}:root$/, region: /^[a-z]+-[a-z]+-\d$/ },
    { controlId: "backup-plan-exists", arn: /^arn:aws:iam::\d{12}:root$/, region: /^[a-z]+-[a-z]+-\d$/ },
    {
      controlId: "vpc-flow-logs-enabled",
      arn: /^arn:aws:ec2:[a-z0-9-]+:\d{12}:vpc\/vpc-0[0-9a-f]{16}$/,
      region: /^[a-z]+-/,
    },
    {
      controlId: "kms-key-rotation",
      arn: /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(mrk-)?[0-9a-f-]+$/,
      region: /^[a-z]+-/,
    },
    { controlId: "rds-instance-not-public", arn: /^arn:aws:rds:[a-z0-9-]+:\d{12}:db:[a-z0-9-]+$/, region: /^[a-z]+-/ },
    {
      controlId: "organizations-scp-enforced",
      arn: /^arn:aws:organizations::\d{12}:ou\/o-[a-z0-9]{10}\/ou-/,
      region: /^global$/,
    },
  ])("of $controlId carry the ARN and Region that exports use", ({ controlId, arn, region }) => {
    const rows = planted.filter((row) => row.controlId === controlId);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.resource).toMatch(arn);
      expect(row.region).toMatch(region);
    }
  });

  test("of Region-wide duties are there for each enabled Region", () => {
    for (const account of activeAccounts(organization)) {
      for (const controlId of [
        "ec2-ebs-default-encryption",
        "config-recorder-enabled",
        "guardduty-enabled",
        "backup-plan-exists",
      ]) {
        const regions = organization
          .plantedOf(account.id)
          .filter((row) => row.controlId === controlId)
          .map((row) => row.region);
        expect(regions.sort()).toEqual([...account.enabledRegions].sort());
      }
    }
  });
});

/** The same verdict read back from what the account holds, for controls that one line can judge. */
type Judge = {
  readonly controlId: string;
  readonly judge: (place: Place) => readonly (readonly [string | undefined, boolean | null])[];
};
type Place = { readonly root: string; readonly contents: AccountContents; readonly region?: RegionContents };

const everyRegion = (
  place: Place,
  judge: (region: RegionContents) => readonly (readonly [string | undefined, boolean | null])[],
) => [...place.contents.regions.values()].flatMap(judge);

const judges: readonly Judge[] = [
  {
    controlId: "s3-account-public-access-blocked",
    judge: ({ root, contents }) => [
      [root, contents.publicAccessBlock !== null && Object.values(contents.publicAccessBlock).every(Boolean)],
    ],
  },
  {
    controlId: "s3-bucket-versioning",
    judge: ({ contents }) =>
      contents.buckets.map(({ name, versioning }) => [`arn:aws:s3:::${name}`, versioning === "Enabled"]),
  },
  {
    controlId: "iam-root-mfa",
    judge: ({ root, contents: { identity } }) => [
      [root, identity.root.mfa || !(identity.root.password || identity.root.accessKeys)],
    ],
  },
  {
    controlId: "iam-user-console-mfa",
    judge: ({ contents }) =>
      contents.identity.users.map((user) => [user.detail.Arn, user.passwordEnabled ? user.mfaActive : null]),
  },
  {
    controlId: "account-security-contact",
    judge: ({ root, contents }) => [[root, contents.securityContact !== null]],
  },
  {
    controlId: "cloudtrail-multi-region-trail",
    judge: ({ root, contents }) => [
      [
        root,
        contents.trails.some(
          ({ trail, isLogging, eventSelectors }) =>
            trail.IsMultiRegionTrail === true &&
            isLogging &&
            eventSelectors.some(({ ReadWriteType }) => ReadWriteType === "All"),
        ),
      ],
    ],
  },
  {
    controlId: "ec2-instance-imdsv2-required",
    judge: (place) =>
      everyRegion(place, ({ instances }) =>
        instances.map((instance) => [
          instance.InstanceId,
          instance.State?.Name === "terminated"
            ? null
            : instance.MetadataOptions?.HttpTokens === "required" ||
              instance.MetadataOptions?.HttpEndpoint === "disabled",
        ]),
      ),
  },
  {
    controlId: "rds-instance-storage-encrypted",
    judge: (place) =>
      everyRegion(place, ({ databases }) =>
        databases.map((database) => [
          database.DBInstanceArn,
          database.DBInstanceStatus === "deleting" ? null : database.StorageEncrypted === true,
        ]),
      ),
  },
  {
    controlId: "rds-instance-not-public",
    judge: (place) =>
      everyRegion(place, ({ databases }) =>
        databases.map((database) => [
          database.DBInstanceArn,
          database.DBInstanceStatus === "deleting" ? null : database.PubliclyAccessible === false,
        ]),
      ),
  },
  {
    controlId: "kms-key-rotation",
    judge: (place) =>
      everyRegion(place, ({ keys }) =>
        keys.flatMap(({ metadata, rotation }) =>
          metadata.KeyManager === "AWS"
            ? []
            : [[metadata.Arn, rotation === null ? null : rotation.enabled && rotation.periodDays <= 365] as const],
        ),
      ),
  },
  {
    controlId: "lambda-function-env-no-secrets",
    judge: (place) =>
      everyRegion(place, ({ functions }) =>
        functions.flatMap(({ configuration }) => {
          if (configuration.Environment?.Error !== undefined) return [];
          const variables = configuration.Environment?.Variables;
          const leaks = Object.values(variables ?? {}).some((value) => value.includes("CANARY-"));
          return [[configuration.FunctionArn, variables === undefined ? null : !leaks] as const];
        }),
      ),
  },
];

describe.each([
  { shape: "landing-zone", made: organization },
  { shape: "hostile", made: sampleOrganization({ seed: 5, hostileNames: true, week: 3 }) },
])("in a $shape organisation", ({ made }: { made: SimulatedOrganization }) => {
  test.each(judges)("$controlId is planted as the contents say", ({ controlId, judge }) => {
    for (const account of activeAccounts(made)) {
      const rows = made.plantedOf(account.id).filter((row) => row.controlId === controlId && row.verdict !== "unknown");
      const expected = judge({ root: `arn:aws:iam::${account.id}:root`, contents: account.contents() }).map(
        ([resource, good]) => [resource, good === null ? "not-applicable" : good ? "pass" : "fail"],
      );
      const told = rows.map(({ resource, verdict }) => [
        controlId.startsWith("ec2-instance") ? resource?.split("/").at(-1) : resource,
        verdict,
      ]);
      expect(told.sort()).toEqual(expected.sort());
    }
  });
});

describe("GuardDuty's administrator", () => {
  test("lists exactly the members whose detectors the accounts have", () => {
    for (const region of ["eu-west-1", "sa-east-1"]) {
      const members = new Map(
        organization.guardDutyMembers(region).map(({ accountId, status }) => [accountId, status]),
      );
      expect(members.size).toBeGreaterThan(40);
      const told = activeAccounts(organization).map((account) => ({
        member: members.get(account.id) ?? "none",
        detector: account.contents().regions.get(region)?.detector?.status ?? "NONE",
      }));
      const pairs = new Set(told.map(({ member, detector }) => `${member} ${detector}`));
      // An account that is no member may run a detector of its own; it must not be taken for unprotected.
      expect(
        [...pairs].filter(
          (pair) => !["Enabled ENABLED", "Disabled DISABLED", "none ENABLED", "none NONE"].includes(pair),
        ),
      ).toEqual([]);
      expect(pairs.size).toBeGreaterThan(2);
    }
  });

  test("leaves out accounts that protect themselves", () => {
    const standalone = activeAccounts(organization).filter((account) => {
      const own = account.contents().regions.get("eu-west-1")?.detector?.status === "ENABLED";
      return own && !organization.guardDutyMembers("eu-west-1").some(({ accountId }) => accountId === account.id);
    });
    const administrator = organization.delegatedAdministrators[0]?.accountId;
    expect(standalone.map(({ id }) => id)).toContain(administrator);
    expect(standalone.length).toBeGreaterThan(1);
  });

  test("is absent where the organisation has none: nobody is a member then", () => {
    const without = sampleOrganization({ guardDutyAdministrator: false });
    expect(without.guardDutyMembers("eu-west-1")).toEqual([]);
    expect(without.delegatedAdministrators.flatMap(({ servicePrincipals }) => servicePrincipals)).not.toContain(
      "guardduty.amazonaws.com",
    );
  });
});

test("the kinds of account differ in care: sandboxes fail more often than production", () => {
  const rate = (kind: string) => {
    const rows = activeAccounts(sampleOrganization({ accounts: 300 }))
      .filter((account) => account.kind === kind)
      .flatMap((account) =>
        account.contents().planted.filter(({ verdict }) => verdict === "pass" || verdict === "fail"),
      );
    return rows.filter(({ verdict }) => verdict === "fail").length / rows.length;
  };
  expect(rate("sandbox")).toBeGreaterThan(1.5 * rate("production"));
  expect(rate("production")).toBeGreaterThan(0.02);
});
