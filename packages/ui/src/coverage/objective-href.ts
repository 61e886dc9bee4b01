/** Address of an objective's page; at one OU where a cell was followed. */
export function objectiveHref(
  base: string,
  objectiveId: string,
  { organizationId = null, nodeId = null }: { organizationId?: string | null; nodeId?: string | null } = {},
): string {
  const query = [
    ...(organizationId === null ? [] : [`organization=${encodeURIComponent(organizationId)}`]),
    ...(nodeId === null ? [] : [`node=${encodeURIComponent(nodeId)}`]),
  ];
  return `${base}/objectives/${encodeURIComponent(objectiveId)}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** Address of why an objective stands as it does in one account. */
export function outcomeHref(
  base: string,
  objectiveId: string,
  accountId: string,
  organizationId: string | null,
): string {
  const query = organizationId === null ? "" : `?organization=${encodeURIComponent(organizationId)}`;
  return `${base}/${encodeURIComponent(objectiveId)}/${encodeURIComponent(accountId)}${query}`;
}
