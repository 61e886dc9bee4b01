import { describe, expect, test } from "vitest";
import type { RegionContents, SimulatedFunction } from "../organization/contents/types.ts";
import { call, callAll, refusal } from "../testing/handler-calls.ts";
import { accountsOf, firstWith, sampleOrganization } from "../testing/sample-organization.ts";

const organization = sampleOrganization();
const where = (fits: (region: RegionContents) => boolean) => {
  const { account, found } = firstWith(organization, (each) =>
    [...each.contents().regions].find(([, region]) => fits(region)),
  );
  return { organization, account, region: found[0], here: found[1] };
};

describe("rds", () => {
  const place = where(({ databases }) => databases.length > 1);
  test("lists instances, one by its name, none that is not there", () => {
    const all = call(place, "rds:DescribeDBInstances").DBInstances as { DBInstanceIdentifier: string }[];
    expect(all).toHaveLength(place.here.databases.length);
    const name = all[0]?.DBInstanceIdentifier;
    expect(call(place, "rds:DescribeDBInstances", { DBInstanceIdentifier: name?.toUpperCase() })).toMatchObject({
      DBInstances: [{ DBInstanceIdentifier: name }],
    });
    expect(refusal(() => call(place, "rds:DescribeDBInstances", { DBInstanceIdentifier: "none" }))).toBe(
      "DBInstanceNotFound 404",
    );
  });

  test("has Aurora members, something being deleted, and RDS Custom somewhere", () => {
    const all = accountsOf(sampleOrganization({ accounts: 200 })).flatMap((account) =>
      [...account.contents().regions.values()].flatMap(({ databases }) => databases),
    );
    expect(
      all.some(({ DBClusterIdentifier, Engine }) => DBClusterIdentifier !== undefined && Engine?.startsWith("aurora-")),
    ).toBe(true);
    expect(all.some(({ DBInstanceStatus }) => DBInstanceStatus === "deleting")).toBe(true);
    expect(all.some(({ Engine }) => Engine?.startsWith("custom-"))).toBe(true);
  });
});

describe("lambda", () => {
  const functionWhere = (fits: (each: SimulatedFunction) => boolean) => {
    const place = where(({ functions }) => functions.some(fits));
    const found = place.here.functions.find(fits);
    if (found === undefined) throw new Error("no function");
    return { ...place, found, input: { FunctionName: found.configuration.FunctionName } };
  };
  const byPolicy = functionWhere(({ policy }) => policy !== null);

  test("gives a policy by name and by ARN", () => {
    const { Policy } = call(byPolicy, "lambda:GetPolicy", byPolicy.input);
    expect(JSON.parse(String(Policy))).toHaveProperty("Statement");
    expect(
      call(byPolicy, "lambda:GetPolicy", { FunctionName: byPolicy.found.configuration.FunctionArn }),
    ).toMatchObject({ Policy });
  });

  test.each([
    { given: "a function without policy", place: functionWhere(({ policy }) => policy === null), more: {} },
    { given: "a version", place: byPolicy, more: { Qualifier: "1" } },
    { given: "no such function", place: byPolicy, more: { FunctionName: "none" } },
  ])("says ResourceNotFoundException for $given", ({ place, more }) => {
    expect(refusal(() => call(place, "lambda:GetPolicy", { ...place.input, ...more }))).toBe(
      "ResourceNotFoundException 404",
    );
  });

  test("lists URLs with their type of sign-in, none where there is none", () => {
    const withUrl = functionWhere(({ urls }) => urls.length > 0);
    expect(call(withUrl, "lambda:ListFunctionUrlConfigs", withUrl.input)).toMatchObject({
      FunctionUrlConfigs: expect.arrayContaining([
        expect.objectContaining({ AuthType: expect.stringMatching(/^(NONE|AWS_IAM)$/) }),
      ]),
    });
    const without = functionWhere(({ urls }) => urls.length === 0);
    expect(call(without, "lambda:ListFunctionUrlConfigs", without.input)).toMatchObject({ FunctionUrlConfigs: [] });
  });

  test("lists functions with environment; images have no runtime", () => {
    const image = functionWhere(({ configuration }) => configuration.PackageType === "Image");
    expect(image.found.configuration.Runtime).toBeUndefined();
    const { items } = callAll(image, "lambda:ListFunctions", {
      member: "Functions",
      answerToken: "NextMarker",
      inputToken: "Marker",
      input: { MaxItems: 1 },
    });
    expect(items).toHaveLength(image.here.functions.length);
  });
});

describe("cloudtrail", () => {
  const { account } = firstWith(organization, (each) =>
    each.contents().trails.some(({ trail }) => trail.IsOrganizationTrail) ? each : undefined,
  );
  const member = { organization, account };
  const trailsIn = (region: string, input: Record<string, unknown> = {}) =>
    call({ ...member, region }, "cloudtrail:DescribeTrails", input).trailList as {
      TrailARN: string;
      Name: string;
      HomeRegion: string;
    }[];

  test("shows the organisation's trail in every Region, as a shadow outside its home", () => {
    for (const region of ["eu-west-1", "sa-east-1"]) {
      expect(trailsIn(region)).toMatchObject(
        expect.arrayContaining([expect.objectContaining({ IsOrganizationTrail: true, HomeRegion: "eu-west-1" })]),
      );
    }
    expect(trailsIn("sa-east-1", { includeShadowTrails: false })).toEqual([]);
  });

  test("gives status and selectors by ARN from anywhere, by name only at home", () => {
    const [trail] = trailsIn("eu-west-1");
    const away = { ...member, region: "sa-east-1" };
    expect(call(away, "cloudtrail:GetTrailStatus", { Name: trail?.TrailARN })).toMatchObject({
      IsLogging: expect.any(Boolean),
    });
    expect(call(away, "cloudtrail:GetEventSelectors", { TrailName: trail?.TrailARN })).toMatchObject({
      EventSelectors: [{ IncludeManagementEvents: true }],
    });
    expect(refusal(() => call(away, "cloudtrail:GetTrailStatus", { Name: trail?.Name }))).toBe(
      "TrailNotFoundException 400",
    );
    expect(refusal(() => call(member, "cloudtrail:GetTrailStatus", { Name: trail?.Name }))).toBe("answered");
  });
});

describe("config", () => {
  test.each([
    {
      fault: "stopped",
      fits: (region: RegionContents) => region.recorderStatuses.some(({ recording }) => recording === false),
    },
    {
      fault: "failing",
      fits: (region: RegionContents) => region.recorderStatuses.some(({ lastStatus }) => /^failure$/i.test(lastStatus)),
    },
    {
      fault: "partial",
      fits: (region: RegionContents) =>
        region.recorders.some(({ recordingGroup }) => recordingGroup?.allSupported === false),
    },
    {
      fault: "another service's",
      fits: (region: RegionContents) => region.recorders.some(({ servicePrincipal }) => servicePrincipal !== undefined),
    },
    { fault: "absent", fits: (region: RegionContents) => region.recorders.length === 0 },
  ])("a recorder that is $fault is there to be found", ({ fits }) => {
    const place = where(fits);
    expect(call(place, "config:DescribeConfigurationRecorders").ConfigurationRecorders).toEqual(place.here.recorders);
    expect(call(place, "config:DescribeConfigurationRecorderStatus").ConfigurationRecordersStatus).toEqual(
      place.here.recorderStatuses,
    );
  });

  test("a name that no recorder has is refused", () => {
    const place = where(({ recorders }) => recorders.length > 0);
    expect(
      refusal(() => call(place, "config:DescribeConfigurationRecorders", { ConfigurationRecorderNames: ["none"] })),
    ).toBe("NoSuchConfigurationRecorderException 400");
  });
});

describe("guardduty", () => {
  const administrator = organization.account(organization.delegatedAdministrators[0]?.accountId ?? "");
  if (administrator === undefined) throw new Error("no administrator");
  const caller = { organization, account: administrator };
  const [detectorId] = call(caller, "guardduty:ListDetectors").DetectorIds as string[];

  test("gives the administrator all members in pages of fifty", () => {
    const large = sampleOrganization({ accounts: 130 });
    const account = large.account(large.delegatedAdministrators[0]?.accountId ?? "");
    if (account === undefined) throw new Error("no administrator");
    const [DetectorId] = call({ organization: large, account }, "guardduty:ListDetectors").DetectorIds as string[];
    const { items, pages } = callAll({ organization: large, account }, "guardduty:ListMembers", {
      member: "Members",
      answerToken: "NextToken",
      inputToken: "NextToken",
      input: { DetectorId },
    });
    expect(items).toHaveLength(large.guardDutyMembers("eu-west-1").length);
    expect(pages).toBe(3);
    expect(items[0]).toMatchObject({ RelationshipStatus: "Enabled", AdministratorId: account.id });
  });

  test("gives members none, and strangers' detectors to nobody", () => {
    const member = where(({ detector }) => detector?.status === "ENABLED");
    expect(member.account.id).not.toBe(administrator.id);
    const [own] = call(member, "guardduty:ListDetectors").DetectorIds as string[];
    expect(call(member, "guardduty:ListMembers", { DetectorId: own })).toMatchObject({ Members: [] });
    expect(call(member, "guardduty:GetDetector", { DetectorId: own })).toMatchObject({ Status: "ENABLED" });
    expect(refusal(() => call(caller, "guardduty:GetDetector", { DetectorId: "0".repeat(32) }))).toBe(
      "BadRequestException 400",
    );
    expect(detectorId).toMatch(/^[0-9a-f]{32}$/);
  });

  test("shows a suspended detector and a Region without one", () => {
    const suspended = where(({ detector }) => detector?.status === "DISABLED");
    const [id] = call(suspended, "guardduty:ListDetectors").DetectorIds as string[];
    expect(call(suspended, "guardduty:GetDetector", { DetectorId: id })).toMatchObject({ Status: "DISABLED" });
    expect(
      call(
        where(({ detector }) => detector === null),
        "guardduty:ListDetectors",
      ),
    ).toMatchObject({ DetectorIds: [] });
  });
});

describe("kms", () => {
  const place = where(
    ({ keys }) =>
      keys.some(({ metadata }) => metadata.KeyManager === "AWS") &&
      keys.some(({ rotation, metadata }) => rotation !== null && metadata.KeyManager === "CUSTOMER"),
  );
  const own = place.here.keys.find(({ metadata }) => metadata.KeyManager === "CUSTOMER");

  test("lists keys of both managers, and aliases that tell them apart", () => {
    const keys = call(place, "kms:ListKeys").Keys as { KeyId: string; KeyArn: string }[];
    expect(keys).toHaveLength(place.here.keys.length);
    const aliases = call(place, "kms:ListAliases").Aliases as { AliasName: string; TargetKeyId?: string }[];
    const managed = aliases.find(
      ({ AliasName, TargetKeyId }) => AliasName.startsWith("alias/aws/") && TargetKeyId !== undefined,
    );
    expect(keys.map(({ KeyId }) => KeyId)).toContain(managed?.TargetKeyId);
    expect(aliases.some(({ TargetKeyId }) => TargetKeyId === undefined)).toBe(true);
  });

  test.each(["KeyId", "Arn"] as const)("describes a key by its %s and says its rotation", (name) => {
    const KeyId = own?.metadata[name];
    expect(call(place, "kms:DescribeKey", { KeyId })).toMatchObject({
      KeyMetadata: { KeyManager: "CUSTOMER", KeyState: "Enabled" },
    });
    expect(call(place, "kms:GetKeyRotationStatus", { KeyId })).toMatchObject({
      KeyRotationEnabled: own?.rotation?.enabled,
    });
  });

  test.each([
    { given: "an asymmetric key", fits: "SIGN_VERIFY", answer: "UnsupportedOperationException 400" },
    { given: "a key that is being deleted", fits: "PendingDeletion", answer: "KMSInvalidStateException 400" },
  ])("has no rotation for $given", ({ fits, answer }) => {
    const large = sampleOrganization({ accounts: 300 });
    const { account, found } = firstWith(large, (each) =>
      [...each.contents().regions]
        .flatMap(([region, { keys }]) => keys.map((key) => ({ region, key })))
        .find(({ key }) => key.metadata.KeyUsage === fits || key.metadata.KeyState === fits),
    );
    const caller = { organization: large, account, region: found.region };
    expect(refusal(() => call(caller, "kms:GetKeyRotationStatus", { KeyId: found.key.metadata.KeyId }))).toBe(answer);
  });

  test("knows no other key", () => {
    expect(refusal(() => call(place, "kms:DescribeKey", { KeyId: "none" }))).toBe("NotFoundException 400");
  });
});

describe("backup", () => {
  test.each([
    { given: "with selections", count: 1 },
    { given: "without any", count: 0 },
  ])("has plans $given", ({ count }) => {
    const place = where(({ backupPlans }) => backupPlans[0]?.selections.length === count);
    const [plan] = call(place, "backup:ListBackupPlans").BackupPlansList as { BackupPlanId: string }[];
    expect(
      call(place, "backup:ListBackupSelections", { BackupPlanId: plan?.BackupPlanId }).BackupSelectionsList,
    ).toHaveLength(count);
  });

  test("knows no other plan", () => {
    const place = where(() => true);
    expect(refusal(() => call(place, "backup:ListBackupSelections", { BackupPlanId: "none" }))).toBe(
      "ResourceNotFoundException 400",
    );
  });
});
