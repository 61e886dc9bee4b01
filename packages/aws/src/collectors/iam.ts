import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  type ManagedPolicyDetail,
} from "@aws-sdk/client-iam";
import {
  accountRootArn,
  type IamUser,
  type Listing,
  type ManagedPolicy,
  type RootUser,
  read,
  unread,
} from "@sekinin/responsibility";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import { sleep } from "../pacing/sleep.ts";
import { type CollectorContext, callIn, isAbsence, listingOf, required } from "./collector-context.ts";
import { usersOfReport } from "./credential-report.ts";
import { readPages } from "./read-pages.ts";
import { globalRegionOf, iamService } from "./services.ts";

/** Root user, users with their console sign-in, and the customer's managed policies with their documents. */
export function collectIam(context: CollectorContext): Promise<readonly Listing[]> {
  return Promise.all([
    listingOf("AWS::IAM::RootUser", "global", "iam:GetAccountSummary", async () => [await rootUser(context)]),
    listingOf("AWS::IAM::User", "global", "iam:GetCredentialReport", () => users(context)),
    listingOf("AWS::IAM::ManagedPolicy", "global", "iam:GetAccountAuthorizationDetails", () => policies(context)),
  ]);
}

async function rootUser(context: CollectorContext): Promise<RootUser> {
  const action = "iam:GetAccountSummary";
  const { partition, accountId } = context.session;
  const answer = await callIn(context, iamService, globalRegionOf(partition), action, (client, options) =>
    client.send(new GetAccountSummaryCommand({}), options),
  );
  const figures: Readonly<Partial<Record<string, number>>> = required(answer.SummaryMap, action);
  const flag = (name: string) => (figures[name] === undefined ? null : figures[name] > 0);
  return {
    arn: accountRootArn(partition, accountId),
    region: "global",
    mfaEnabled: required(flag("AccountMFAEnabled"), action),
    passwordPresent: flag("AccountPasswordPresent"),
    accessKeysPresent: flag("AccountAccessKeysPresent"),
  };
}

async function users(context: CollectorContext): Promise<readonly IamUser[]> {
  const content = await credentialReport(context);
  const found = usersOfReport(content);
  if (found === null) throw new AwsRefusal("malformed-answer", "iam:GetCredentialReport", null);
  return found;
}

/** Times that IAM is asked whether the report is made; it takes seconds, in large accounts minutes. */
const reportAsks = 30;

/** The report as CSV. IAM makes one at most every four hours, so a new request may find it made. */
async function credentialReport(context: CollectorContext): Promise<string> {
  const region = globalRegionOf(context.session.partition);
  for (let asked = 0; asked < reportAsks; asked += 1) {
    const { State } = await callIn(context, iamService, region, "iam:GenerateCredentialReport", (client, options) =>
      client.send(new GenerateCredentialReportCommand({}), options),
    );
    if (State === "COMPLETE") {
      const content = await finishedReport(context, region);
      if (content !== null) return content;
    }
    await sleep(Math.min(5_000, 250 * 2 ** asked), context.signal);
  }
  throw new AwsRefusal("timeout", "iam:GenerateCredentialReport", "ReportInProgress");
}

async function finishedReport(context: CollectorContext, region: string): Promise<string | null> {
  const action = "iam:GetCredentialReport";
  try {
    const { Content } = await callIn(context, iamService, region, action, (client, options) =>
      client.send(new GetCredentialReportCommand({}), options),
    );
    return new TextDecoder().decode(required(Content, action));
  } catch (error) {
    const codes = ["ReportExpired", "ReportInProgress", "ReportNotPresent"].flatMap((code) => [
      code,
      `${code}Exception`,
    ]);
    const isUnderWay = isAbsence(error, ...codes, "CredentialReportExpiredException");
    if (isUnderWay || isAbsence(error, "CredentialReportNotReadyException", "CredentialReportNotPresentException")) {
      return null;
    }
    throw error;
  }
}

async function policies(context: CollectorContext): Promise<readonly ManagedPolicy[]> {
  const action = "iam:GetAccountAuthorizationDetails";
  const region = globalRegionOf(context.session.partition);
  const found = await readPages(
    context,
    action,
    async (Marker) => {
      const answer = await callIn(context, iamService, region, action, (client, options) =>
        // Each comes with up to five versions of 6 kB: a larger page could outgrow the bound of an answer.
        client.send(
          new GetAccountAuthorizationDetailsCommand({ Filter: ["LocalManagedPolicy"], MaxItems: 100, Marker }),
          options,
        ),
      );
      const next = answer.IsTruncated === true ? required(answer.Marker, action) : undefined;
      return { items: answer.Policies, next };
    },
    ({ Arn }) => Arn,
  );
  return found.map((policy) => policyOf(policy, action));
}

function policyOf(policy: ManagedPolicyDetail, action: "iam:GetAccountAuthorizationDetails"): ManagedPolicy {
  const version = policy.PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion === true);
  const document = version?.Document === undefined ? null : decoded(version.Document);
  return {
    arn: required(policy.Arn, action),
    region: "global",
    // The name is the last part of the ARN, and some endpoints send only that.
    name: policy.PolicyName ?? required(policy.Arn?.split("/").at(-1), action),
    attachmentCount: required(policy.AttachmentCount, action),
    boundaryUsageCount: policy.PermissionsBoundaryUsageCount ?? null,
    document: document === null ? unread("value-unreadable", action, "Document") : read(document),
  };
}

/** IAM sends documents as URL-encoded JSON; null for what is not. */
function decoded(document: string): string | null {
  try {
    return decodeURIComponent(document);
  } catch {
    return null;
  }
}
