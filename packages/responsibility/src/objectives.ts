/**
 * Guardrail objectives that would have prevented a control's failure, by the control's id; a control without any is one
 * that nothing in an organisation's policies prevents. Matched by what they prevent, not by actions in common: a Deny
 * that keeps images approved calls ec2:RunInstances too, and says nothing about IMDSv2.
 */
const objectivesByControl: Readonly<Record<string, readonly string[]>> = {
  "account-security-contact": ["account-contacts"],
  "backup-plan-exists": ["backup-plan"],
  "cloudtrail-multi-region-trail": ["cloudtrail-off"],
  "config-recorder-enabled": ["config-off"],
  "ec2-ebs-default-encryption": ["ebs-default-off", "ebs-unencrypted"],
  "ec2-instance-imdsv2-required": ["imdsv2"],
  "ec2-security-group-ssh-not-open": [],
  "guardduty-enabled": ["guardduty-off"],
  "iam-policy-no-full-admin": ["boundary-remove", "boundary-required"],
  "iam-root-mfa": ["root-actions", "root-recovery"],
  "iam-user-console-mfa": ["mfa-required", "iam-user-create", "iam-mfa-remove"],
  "kms-key-rotation": ["kms-delete"],
  "lambda-function-env-no-secrets": [],
  "lambda-function-policy-not-public": ["lambda-public-permission"],
  "lambda-function-runtime-supported": [],
  "lambda-function-url-authenticated": ["lambda-public-url"],
  "organizations-scp-enforced": [],
  "rds-instance-minor-upgrade": [],
  "rds-instance-not-public": ["rds-public"],
  "rds-instance-storage-encrypted": ["rds-unencrypted"],
  "s3-account-public-access-blocked": ["s3-account-bpa"],
  "s3-bucket-tls-required": ["s3-tls"],
  "s3-bucket-versioning": ["s3-delete", "log-archive-bucket"],
  "vpc-flow-logs-enabled": ["flow-logs"],
};

const controlsByObjective: ReadonlyMap<string, readonly string[]> = invert();

function invert(): ReadonlyMap<string, readonly string[]> {
  const inverse = new Map<string, string[]>();
  for (const [control, objectives] of Object.entries(objectivesByControl))
    for (const objective of objectives) inverse.set(objective, [...(inverse.get(objective) ?? []), control]);
  return inverse;
}

/** Ids of objectives, the nearest first; none for an unknown control. */
export function objectivesOfControl(controlId: string): readonly string[] {
  return Object.hasOwn(objectivesByControl, controlId) ? (objectivesByControl[controlId] ?? []) : [];
}

/** Ids of controls whose failures the objective would have prevented. */
export function controlsOfObjective(objectiveId: string): readonly string[] {
  return controlsByObjective.get(objectiveId) ?? [];
}
