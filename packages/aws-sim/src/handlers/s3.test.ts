import { describe, expect, test } from "vitest";
import type { SimulatedBucket } from "../organization/contents/types.ts";
import { call, callAll, refusal } from "../testing/handler-calls.ts";
import { firstWith, sampleOrganization } from "../testing/sample-organization.ts";

const organization = sampleOrganization();
const bucketWhere = (fits: (bucket: SimulatedBucket) => boolean) => {
  const { account, found } = firstWith(organization, (each) => each.contents().buckets.find(fits));
  return { organization, account, region: found.region, bucket: found };
};

describe("ListBuckets", () => {
  const { account } = firstWith(organization, (each) => (each.contents().buckets.length > 2 ? each : undefined));
  const caller = { organization, account };
  const names = account.contents().buckets.map(({ name }) => name);

  test("gives buckets of all Regions, without their Region unless a newer parameter is used", () => {
    const plain = call(caller, "s3:ListBuckets").Buckets as { Name: string }[];
    expect(plain.map(({ Name }) => Name)).toEqual(names);
    for (const bucket of plain) expect(bucket).not.toHaveProperty("BucketRegion");
    for (const bucket of call(caller, "s3:ListBuckets", { MaxBuckets: 1_000 }).Buckets as object[]) {
      expect(bucket).toHaveProperty("BucketRegion");
    }
  });

  test("comes in pages and narrows by prefix and Region", () => {
    const paging = { member: "Buckets", answerToken: "ContinuationToken", inputToken: "ContinuationToken" };
    const { items, pages } = callAll(caller, "s3:ListBuckets", { ...paging, input: { MaxBuckets: 1 } });
    expect([items.length, pages]).toEqual([names.length, names.length]);
    expect(call(caller, "s3:ListBuckets", { Prefix: names[0] }).Buckets).toHaveLength(1);
    expect(call(caller, "s3:ListBuckets", { BucketRegion: "sa-east-1" }).Buckets).toEqual([]);
  });
});

describe("a bucket", () => {
  const withPolicy = bucketWhere(({ policy }) => policy !== null);
  const without = bucketWhere(({ policy }) => policy === null);

  test("has a policy, or NoSuchBucketPolicy", () => {
    const answer = call(withPolicy, "s3:GetBucketPolicy", { Bucket: withPolicy.bucket.name });
    expect(JSON.parse(String(answer.Policy))).toMatchObject({ Version: "2012-10-17" });
    expect(refusal(() => call(without, "s3:GetBucketPolicy", { Bucket: without.bucket.name }))).toBe(
      "NoSuchBucketPolicy 404",
    );
  });

  test.each(["Enabled", "Suspended", null] as const)("says its versioning: %s", (versioning) => {
    const place = bucketWhere((bucket) => bucket.versioning === versioning);
    expect(call(place, "s3:GetBucketVersioning", { Bucket: place.bucket.name })).toEqual(
      versioning === null ? {} : { Status: versioning },
    );
  });

  test("answers only at its own Region's endpoint, its location everywhere", () => {
    const elsewhere = { ...withPolicy, region: "sa-east-1" };
    expect(refusal(() => call(elsewhere, "s3:GetBucketPolicy", { Bucket: withPolicy.bucket.name }))).toBe(
      "PermanentRedirect 301",
    );
    expect(call(elsewhere, "s3:GetBucketLocation", { Bucket: withPolicy.bucket.name })).toEqual(
      withPolicy.region === "us-east-1" ? {} : { LocationConstraint: withPolicy.region },
    );
  });

  test("in us-east-1 has no location", () => {
    const place = bucketWhere(({ region }) => region === "us-east-1");
    expect(call(place, "s3:GetBucketLocation", { Bucket: place.bucket.name })).toEqual({});
  });

  test("of another account is no bucket", () => {
    const { account } = firstWith(organization, (each) => (each.id === withPolicy.account.id ? undefined : each));
    expect(
      refusal(() => call({ organization, account }, "s3:GetBucketVersioning", { Bucket: withPolicy.bucket.name })),
    ).toBe("NoSuchBucket 404");
  });
});

describe("GetPublicAccessBlock", () => {
  test("gives the four settings, or that there is none", () => {
    const set = firstWith(organization, (each) => each.contents().publicAccessBlock ?? undefined).account;
    expect(call({ organization, account: set }, "s3:GetPublicAccessBlock", { AccountId: set.id })).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: expect.any(Boolean) },
    });
    const bare = firstWith(organization, (each) =>
      each.contents().publicAccessBlock === null ? each : undefined,
    ).account;
    expect(
      refusal(() => call({ organization, account: bare }, "s3:GetPublicAccessBlock", { AccountId: bare.id })),
    ).toBe("NoSuchPublicAccessBlockConfiguration 404");
  });

  test("is refused for another account", () => {
    const { account } = firstWith(organization, (each) => each);
    expect(
      refusal(() => call({ organization, account }, "s3:GetPublicAccessBlock", { AccountId: "000000000001" })),
    ).toBe("AccessDenied 403");
  });
});
