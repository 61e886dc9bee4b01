import pg from "pg";

/** Every table that a person's request could change, but for what reading changes too. */
const tables = {
  users: "t",
  sessions: "ROW(t.id, t.user_id, t.revoked_at, t.expires_at)",
  memberships: "t",
  operator_grants: "t",
  connections: "t",
  connection_tests: "t",
  crawls: "t",
  crawl_steps: "t",
  organizations: "t",
  account_states: "t",
  duties: "t",
  findings: "t",
  teams: "t",
  assignments: "t",
  subscriptions: "t",
  outbox_mails: "t",
  objective_parameters: "t",
  policy_drafts: "t",
  audit_events: "t",
} as const;

/** A digest per table, read behind the policies: equal before and after means that nothing was changed. */
export async function stateDigest(ownerUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const digests: Record<string, string> = {};
    for (const [table, row] of Object.entries(tables)) {
      const { rows } = await client.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(${row}::text, '|' ORDER BY ${row}::text)), '') AS digest FROM ${table} t`,
      );
      digests[table] = rows[0]?.digest ?? "";
    }
    return digests;
  } finally {
    await client.end();
  }
}
