import type {
  GetBucketLocationOutput,
  GetBucketPolicyOutput,
  GetBucketVersioningOutput,
  ListBucketsOutput,
} from "@aws-sdk/client-s3";
import type { GetPublicAccessBlockOutput } from "@aws-sdk/client-s3-control";
import type { SimulatedBucket } from "../organization/contents/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { type Context, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

type Input = Record<string, unknown>;

/** S3, and S3 Control's one operation, which has the same signing name. */
export const s3: ServiceHandlers = {
  ListBuckets: listBuckets,
  GetBucketPolicy: (context, input) => {
    const { policy } = bucketHere(context, input);
    if (policy === null) throw new SimulatedError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
    return { Policy: policy } satisfies GetBucketPolicyOutput;
  },
  GetBucketVersioning: (context, input) => {
    const { versioning } = bucketHere(context, input);
    return (versioning === null ? {} : { Status: versioning }) satisfies GetBucketVersioningOutput;
  },
  GetBucketLocation: (context, input) => {
    const { region } = bucketNamed(context, input);
    // us-east-1 is told by saying nothing. The SDK's list of Regions need not be complete, so no `satisfies` on the value.
    const answer: Omit<GetBucketLocationOutput, "LocationConstraint"> & { LocationConstraint?: string } =
      region === "us-east-1" ? {} : { LocationConstraint: region };
    return answer;
  },
  GetPublicAccessBlock: ({ account }, input) => {
    if (textIn(input, "AccountId") !== account.id) throw new SimulatedError("AccessDenied", 403, "Access Denied");
    const block = account.contents().publicAccessBlock;
    if (block === null) {
      throw new SimulatedError(
        "NoSuchPublicAccessBlockConfiguration",
        404,
        "The public access block configuration was not found",
        {
          AccountId: account.id,
        },
      );
    }
    return { PublicAccessBlockConfiguration: block } satisfies GetPublicAccessBlockOutput;
  },
};

function listBuckets(context: Context, input: Input): Record<string, unknown> {
  const { MaxBuckets, ContinuationToken, Prefix, BucketRegion } = input;
  const owned = context.account
    .contents()
    .buckets.filter(({ name }) => typeof Prefix !== "string" || name.startsWith(Prefix))
    .filter(({ region }) => typeof BucketRegion !== "string" || region === BucketRegion);
  const { items, nextToken } = paginate({
    operation: "s3:ListBuckets",
    owner: ownerOf(context, Prefix, BucketRegion),
    items: owned,
    token: ContinuationToken,
    limit: MaxBuckets,
  });
  // S3 tells the Region of a bucket only to callers that use one of the newer parameters.
  const newer = [MaxBuckets, ContinuationToken, Prefix, BucketRegion].some(
    (value) => value !== undefined && value !== null,
  );
  return {
    Buckets: items.map(({ name, region, createdAt }) => ({
      Name: name,
      CreationDate: createdAt,
      ...(newer ? { BucketRegion: region } : {}),
    })),
    Owner: { ID: context.account.id.padStart(64, "0") },
    ContinuationToken: nextToken,
  } satisfies ListBucketsOutput;
}

function bucketNamed({ account }: Context, input: Input): SimulatedBucket {
  const name = textIn(input, "Bucket") ?? "";
  const bucket = account.contents().buckets.find((candidate) => candidate.name === name);
  if (bucket === undefined)
    throw new SimulatedError("NoSuchBucket", 404, "The specified bucket does not exist", { BucketName: name });
  return bucket;
}

/** S3 answers about a bucket only at the endpoint of its Region. */
function bucketHere(context: Context, input: Input): SimulatedBucket {
  const bucket = bucketNamed(context, input);
  if (bucket.region === context.region) return bucket;
  throw new SimulatedError(
    "PermanentRedirect",
    301,
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    { Bucket: bucket.name, Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com` },
  );
}
