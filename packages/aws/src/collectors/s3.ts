import {
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import { accountRootArn, type Bucket, type Listing, type PolicyText, type Reading } from "@sekinin/responsibility";
import { type CollectorContext, callIn, isAbsence, listingOf, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { globalRegionOf, s3ControlService, s3Service } from "./services.ts";

/** The account's public access block, and every bucket with policy and versioning. */
export function collectS3(context: CollectorContext): Promise<readonly Listing[]> {
  return Promise.all([
    listingOf("AWS::S3::AccountPublicAccessBlock", "global", "s3:GetAccountPublicAccessBlock", async () => [
      {
        arn: accountRootArn(context.session.partition, context.session.accountId),
        region: "global",
        block: await publicAccessBlock(context),
      },
    ]),
    listingOf("AWS::S3::Bucket", "global", "s3:ListAllMyBuckets", () => buckets(context)),
  ]);
}

async function publicAccessBlock(context: CollectorContext) {
  const action = "s3:GetAccountPublicAccessBlock";
  const AccountId = context.session.accountId;
  try {
    const answer = await callIn(
      context,
      s3ControlService,
      globalRegionOf(context.session.partition),
      action,
      (client, options) => client.send(new GetPublicAccessBlockCommand({ AccountId }), options),
    );
    const block = required(answer.PublicAccessBlockConfiguration, action);
    return {
      blockPublicAcls: required(block.BlockPublicAcls, action),
      ignorePublicAcls: required(block.IgnorePublicAcls, action),
      blockPublicPolicy: required(block.BlockPublicPolicy, action),
      restrictPublicBuckets: required(block.RestrictPublicBuckets, action),
    };
  } catch (error) {
    if (isAbsence(error, "NoSuchPublicAccessBlockConfiguration")) return null;
    throw error;
  }
}

type ListedBucket = { readonly name: string; readonly region: string | null };

async function buckets(context: CollectorContext): Promise<readonly Bucket[]> {
  const action = "s3:ListAllMyBuckets";
  const listed = await readPages(
    context,
    action,
    async (ContinuationToken) => {
      const answer = await callIn(
        context,
        s3Service,
        globalRegionOf(context.session.partition),
        action,
        // With a page size S3 tells each bucket's Region, which saves a call for each.
        (client, options) => client.send(new ListBucketsCommand({ MaxBuckets: 1_000, ContinuationToken }), options),
      );
      return { items: answer.Buckets, next: answer.ContinuationToken };
    },
    ({ Name }) => Name,
  );
  return Promise.all(
    listed.map(({ Name, BucketRegion }) =>
      readBucket(context, { name: required(Name, action), region: BucketRegion ?? null }),
    ),
  );
}

async function readBucket(context: CollectorContext, { name, region }: ListedBucket): Promise<Bucket> {
  const arn = `arn:${context.session.partition}:s3:::${name}`;
  const located: Reading<string> =
    region === null
      ? await readingOf("s3:GetBucketLocation", () => locationOf(context, name))
      : { status: "read", value: region };
  if (located.status === "unread") return { arn, region: "global", name, policy: located, versioning: located };
  const [policy, versioning] = await Promise.all([
    bucketPolicy(context, name, located.value),
    bucketVersioning(context, name, located.value),
  ]);
  return { arn, region: located.value, name, policy, versioning };
}

async function locationOf(context: CollectorContext, name: string): Promise<string> {
  const action = "s3:GetBucketLocation";
  const answer = await callIn(
    context,
    s3Service,
    globalRegionOf(context.session.partition),
    action,
    (client, options) =>
      client.send(
        new GetBucketLocationCommand({ Bucket: name, ExpectedBucketOwner: context.session.accountId }),
        options,
      ),
  );
  // us-east-1 is told by saying nothing, and Ireland has kept its old name.
  const location: string = answer.LocationConstraint ?? "";
  if (location === "") return "us-east-1";
  return location === "EU" ? "eu-west-1" : location;
}

function bucketPolicy(context: CollectorContext, name: string, region: string): Promise<PolicyText> {
  const action = "s3:GetBucketPolicy";
  return readingOf(action, async () => {
    try {
      const answer = await onceMore(() =>
        callIn(context, s3Service, region, action, (client, options) =>
          client.send(
            new GetBucketPolicyCommand({ Bucket: name, ExpectedBucketOwner: context.session.accountId }),
            options,
          ),
        ),
      );
      return required(answer.Policy, action);
    } catch (error) {
      if (isAbsence(error, "NoSuchBucketPolicy")) return null;
      throw error;
    }
  });
}

function bucketVersioning(context: CollectorContext, name: string, region: string): Promise<Bucket["versioning"]> {
  const action = "s3:GetBucketVersioning";
  return readingOf(action, async () => {
    const answer = await onceMore(() =>
      callIn(context, s3Service, region, action, (client, options) =>
        client.send(
          new GetBucketVersioningCommand({ Bucket: name, ExpectedBucketOwner: context.session.accountId }),
          options,
        ),
      ),
    );
    return answer.Status ?? "Disabled";
  });
}

/** Under load S3 has answered NoSuchBucket instead of a throttle: right after the list, it is asked again. */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAbsence(error, "NoSuchBucket")) return work();
    throw error;
  }
}
