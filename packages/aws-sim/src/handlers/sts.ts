import type { GetCallerIdentityResponse } from "@aws-sdk/client-sts";
import type { ServiceHandlers } from "./simulated.ts";

/** The wire answers STS itself, since it owns the sessions; this is what an account says of itself without one. */
export const sts: ServiceHandlers = {
  GetCallerIdentity: ({ account }) =>
    ({
      Account: account.id,
      Arn: `arn:aws:iam::${account.id}:root`,
      UserId: account.id,
    }) satisfies GetCallerIdentityResponse,
};
