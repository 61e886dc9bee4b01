import type { Control } from "../control.ts";
import { securityContact } from "./account/security-contact.ts";
import { planExists } from "./backup/plan-exists.ts";
import { multiRegionTrail } from "./cloudtrail/multi-region-trail.ts";
import { recorderEnabled } from "./config/recorder-enabled.ts";
import { ebsDefaultEncryption } from "./ec2/ebs-default-encryption.ts";
import { instanceImdsv2Required } from "./ec2/instance-imdsv2-required.ts";
import { securityGroupSshNotOpen } from "./ec2/security-group-ssh-not-open.ts";
import { guarddutyEnabled } from "./guardduty/enabled.ts";
import { policyNoFullAdmin } from "./iam/policy-no-full-admin.ts";
import { rootMfa } from "./iam/root-mfa.ts";
import { userConsoleMfa } from "./iam/user-console-mfa.ts";
import { keyRotation } from "./kms/key-rotation.ts";
import { functionEnvNoSecrets } from "./lambda/function-env-no-secrets.ts";
import { functionPolicyNotPublic } from "./lambda/function-policy-not-public.ts";
import { functionRuntimeSupported } from "./lambda/function-runtime-supported.ts";
import { functionUrlAuthenticated } from "./lambda/function-url-authenticated.ts";
import { scpEnforced } from "./organizations/scp-enforced.ts";
import { instanceMinorUpgrade } from "./rds/instance-minor-upgrade.ts";
import { instanceNotPublic } from "./rds/instance-not-public.ts";
import { instanceStorageEncrypted } from "./rds/instance-storage-encrypted.ts";
import { accountPublicAccessBlocked } from "./s3/account-public-access-blocked.ts";
import { bucketTlsRequired } from "./s3/bucket-tls-required.ts";
import { bucketVersioning } from "./s3/bucket-versioning.ts";
import { flowLogsEnabled } from "./vpc/flow-logs-enabled.ts";

/** All duties that this release decides. A new control is one file and one line here. */
export const controls: readonly Control[] = [
  securityContact,
  planExists,
  multiRegionTrail,
  recorderEnabled,
  ebsDefaultEncryption,
  instanceImdsv2Required,
  securityGroupSshNotOpen,
  guarddutyEnabled,
  policyNoFullAdmin,
  rootMfa,
  userConsoleMfa,
  keyRotation,
  functionEnvNoSecrets,
  functionPolicyNotPublic,
  functionRuntimeSupported,
  functionUrlAuthenticated,
  scpEnforced,
  instanceMinorUpgrade,
  instanceNotPublic,
  instanceStorageEncrypted,
  accountPublicAccessBlocked,
  bucketTlsRequired,
  bucketVersioning,
  flowLogsEnabled,
];

const byId: ReadonlyMap<string, Control> = new Map(controls.map((control) => [control.id, control]));

/** null: no control of this release has the id, for instance in a row that a newer release wrote. */
export function controlById(id: string): Control | null {
  return byId.get(id) ?? null;
}
