import type { WitnessRequest } from "../coverage/coverage.ts";

/** One call as a file gives it. `resourceAccount`: whose the resources are, where their ARNs do not say. */
export type OrganizationRequest = WitnessRequest & { readonly resourceAccount?: string };
