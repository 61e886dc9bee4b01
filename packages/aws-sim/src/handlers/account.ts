import type { GetAlternateContactResponse, ListRegionsResponse, Region } from "@aws-sdk/client-account";
import { defaultRegions, optInRegions } from "../organization/regions.ts";
import type { SimulatedAccount } from "../organization/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { type Context, ownerOf, type ServiceHandlers, textIn, textsIn } from "./simulated.ts";

export const account: ServiceHandlers = {
  ListRegions: (context, input) => {
    const wanted = textsIn(input, "RegionOptStatusContains");
    const { id, enabledRegions } = accountAsked(context, input);
    const regions = [...defaultRegions, ...optInRegions].map(
      (RegionName): Region => ({ RegionName, RegionOptStatus: statusOf(RegionName, enabledRegions) }),
    );
    const { items, nextToken } = paginate({
      operation: "account:ListRegions",
      owner: ownerOf(context, id, wanted),
      items: regions.filter(
        ({ RegionOptStatus = "DISABLED" }) => wanted === undefined || wanted.includes(RegionOptStatus),
      ),
      token: input.NextToken,
      limit: input.MaxResults,
    });
    return { Regions: items, NextToken: nextToken } satisfies ListRegionsResponse;
  },
  GetAlternateContact: (context, input) => {
    const contact = accountAsked(context, input).contents().securityContact;
    if (contact === null || textIn(input, "AlternateContactType") !== "SECURITY") {
      throw new SimulatedError(
        "ResourceNotFoundException",
        404,
        "No contact of the inputted alternate contact type found.",
      );
    }
    return { AlternateContact: contact } satisfies GetAlternateContactResponse;
  },
};

function statusOf(region: string, enabled: ReadonlySet<string>): NonNullable<Region["RegionOptStatus"]> {
  if (defaultRegions.some((name) => name === region)) return "ENABLED_BY_DEFAULT";
  return enabled.has(region) ? "ENABLED" : "DISABLED";
}

/** An account asks about itself without an id; the management account may ask about its members. */
function accountAsked({ account, organization }: Context, input: Record<string, unknown>): SimulatedAccount {
  const id = textIn(input, "AccountId");
  if (id === undefined) return account;
  const member = organization.account(id);
  if (account.id === organization.managementAccountId && id !== account.id && member !== undefined) return member;
  throw new SimulatedError("AccessDeniedException", 403, "User does not have access to the requested account.");
}
