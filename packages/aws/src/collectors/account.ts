import { GetAlternateContactCommand, ListRegionsCommand } from "@aws-sdk/client-account";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { accountRootArn, type Listing, type Reading } from "@sekinin/responsibility";
import { type CollectorContext, callIn, isAbsence, listingOf, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { accountService, ec2Service, globalRegionOf } from "./services.ts";

const regionName = /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/;

/** Regions that the account has enabled, sorted, cut by `wanted`: from Account Management, else from EC2. */
export async function readRegions(
  context: CollectorContext,
  wanted: readonly string[] | null,
): Promise<Reading<readonly string[]>> {
  const listed = await readingOf("account:ListRegions", () => regionsOfAccount(context));
  const enabled =
    listed.status === "read" ? listed : await readingOf("ec2:DescribeRegions", () => regionsOfEc2(context));
  if (enabled.status === "unread") return enabled;
  const names = enabled.value.filter((name) => regionName.test(name)).toSorted();
  // An account without Regions does not exist: the answer was not one.
  if (names.length === 0) {
    return { status: "unread", reason: { code: "malformed-answer", action: "account:ListRegions" } };
  }
  const chosen = wanted === null ? names : names.filter((name) => wanted.includes(name));
  // Nothing would be asked, and every duty of a Region would be missing: that is no account in good order.
  if (chosen.length === 0) {
    return { status: "unread", reason: { code: "region-disabled", action: "account:ListRegions" } };
  }
  return { status: "read", value: chosen };
}

async function regionsOfAccount(context: CollectorContext): Promise<readonly string[]> {
  const action = "account:ListRegions";
  const region = globalRegionOf(context.session.partition);
  const regions = await readPages(
    context,
    action,
    async (NextToken) => {
      const answer = await callIn(context, accountService, region, action, (client, options) =>
        client.send(
          new ListRegionsCommand({
            MaxResults: 50,
            RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"],
            NextToken,
          }),
          options,
        ),
      );
      return { items: answer.Regions, next: answer.NextToken };
    },
    ({ RegionName }) => RegionName,
  );
  return regions.map(({ RegionName }) => required(RegionName, action));
}

async function regionsOfEc2(context: CollectorContext): Promise<readonly string[]> {
  const action = "ec2:DescribeRegions";
  const region = globalRegionOf(context.session.partition);
  const answer = await callIn(context, ec2Service, region, action, (client, options) =>
    client.send(new DescribeRegionsCommand({ AllRegions: false }), options),
  );
  return required(answer.Regions, action).map(({ RegionName }) => required(RegionName, action));
}

/** The security contact: that there is an address and a number, never which. */
export function collectAccount(context: CollectorContext): Promise<readonly Listing[]> {
  const action = "account:GetAlternateContact";
  const { accountId, partition } = context.session;
  const listing = listingOf("AWS::Account::AlternateContact", "global", action, async () => [
    { arn: accountRootArn(partition, accountId), region: "global", contact: await contactOf(context) },
  ]);
  return Promise.all([listing]);
}

async function contactOf(
  context: CollectorContext,
): Promise<{ readonly hasEmail: boolean; readonly hasPhone: boolean } | null> {
  const action = "account:GetAlternateContact";
  try {
    const answer = await callIn(
      context,
      accountService,
      globalRegionOf(context.session.partition),
      action,
      (client, options) => client.send(new GetAlternateContactCommand({ AlternateContactType: "SECURITY" }), options),
    );
    const { EmailAddress, PhoneNumber } = required(answer.AlternateContact, action);
    return { hasEmail: isFilled(EmailAddress), hasPhone: isFilled(PhoneNumber) };
  } catch (error) {
    if (isAbsence(error, "ResourceNotFoundException")) return null;
    throw error;
  }
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
