import type { WitnessRequest } from "../coverage/coverage.ts";

/**
 * One call as a file gives it. The SCPs are those of the principal's account, as its ARN tells; the RCPs those of the
 * resource's: `resourceAccount`, else the one in its ARN, else `account`.
 */
export type OrganizationRequest = WitnessRequest & { readonly resourceAccount?: string };
