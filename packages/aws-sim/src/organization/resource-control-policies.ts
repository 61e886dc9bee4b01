import type { PolicyPlan } from "./policy-plan.ts";
import type { Settings } from "./settings.ts";

/** Resource control policies: who may reach the organisation's data from outside. */
export function resourceControlPolicies(settings: Settings): readonly PolicyPlan[] {
  const deny = (Sid: string, Action: readonly string[], Condition: object) => ({
    Version: "2012-10-17",
    Statement: [{ Sid, Effect: "Deny", Principal: "*", Action, Resource: "*", Condition }],
  });
  return [
    {
      key: "organization-data-only",
      name: "organization-data-only",
      description: "Buckets and keys answer only to the organisation",
      type: "RESOURCE_CONTROL_POLICY",
      onRoot: true,
      content: deny("OrganizationOnly", ["s3:*", "kms:*", "sts:AssumeRole"], {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": settings.organizationId },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      }),
    },
    {
      key: "tls-only",
      name: "tls-only",
      description: "Buckets and queues answer TLS only",
      type: "RESOURCE_CONTROL_POLICY",
      onRoot: true,
      content: deny("TlsOnly", ["s3:*", "sqs:*"], {
        Bool: { "aws:SecureTransport": "false" },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      }),
    },
  ];
}
