const names: Readonly<Record<string, string>> = {
  SERVICE_CONTROL_POLICY: "SCP",
  RESOURCE_CONTROL_POLICY: "RCP",
  DECLARATIVE_POLICY_EC2: "EC2",
  TAG_POLICY: "Tag",
  BACKUP_POLICY: "Backup",
  AISERVICES_OPT_OUT_POLICY: "AI opt-out",
  CHATBOT_POLICY: "Chat",
  SECURITYHUB_POLICY: "Security Hub",
  S3_POLICY: "S3",
};

/** AWS's short name of a policy type, the same in every language; the type itself where it has none. */
export function typeName(type: string): string {
  return names[type] ?? type;
}
