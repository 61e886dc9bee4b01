import type { PolicyDocument, PolicyPrincipal } from "../policy-document.ts";

/** A document that allows everything, as those of FullAWSAccess and RCPFullAWSAccess do. */
export function fullAccess(principals: readonly PolicyPrincipal[] | null): PolicyDocument {
  return {
    version: "2012-10-17",
    id: null,
    statements: [
      {
        index: 0,
        sid: null,
        effect: "Allow",
        actions: ["*"],
        notActions: null,
        resources: ["*"],
        notResources: null,
        principals,
        notPrincipals: null,
        conditions: [],
      },
    ],
  };
}
