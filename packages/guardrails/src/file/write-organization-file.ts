import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";

/**
 * The organisation as a `sekinin.organization/1` file, which reads back to the same. A policy's content is an object
 * where that loses nothing, else its text: AWS counts every blank.
 */
export function writeOrganizationFile(reading: OrganizationReading): string {
  const file = {
    ...reading,
    accounts: reading.accounts.map(({ state, ...account }) => ({ ...account, status: state })),
    policies: reading.policies.map(policyOf),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function policyOf({ content, targetIds, ...policy }: OrganizationPolicy): Readonly<Record<string, unknown>> {
  return {
    ...policy,
    ...(content.status === "read" ? { content: contentOf(content.value) } : { contentUnread: content.reason }),
    ...(targetIds.status === "read" ? { targetIds: targetIds.value } : { targetsUnread: targetIds.reason }),
  };
}

function contentOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && JSON.stringify(value) === text ? value : text;
  } catch {
    return text;
  }
}
