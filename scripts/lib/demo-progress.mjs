/** Prints how far the demo's crawls are, a line whenever something moved, until none is running any more. */
export async function watchCrawls(environment, tenants, say) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: environment.DATABASE_OWNER_URL });
  await client.connect();
  const started = Date.now();
  let last = "";
  try {
    for (;;) {
      const lines = [];
      let moved = "";
      let isRunning = false;
      for (const { id, name } of tenants) {
        const { done, total, state } = await progressOf(client, id);
        moved += `${done}/${total} `;
        if (state === "running") isRunning = true;
        lines.push(
          `${name}: ${total === 0 ? "reading the organisation" : `${done} of ${total} accounts${leftOf(done, total, started)}`}`,
        );
      }
      if (moved !== last) say(lines.join("; "));
      last = moved;
      if (!isRunning) return;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  } finally {
    await client.end();
  }
}

function leftOf(done, total, started) {
  if (done === 0 || done === total) return "";
  return `, about ${Math.ceil((((Date.now() - started) / done) * (total - done)) / 1000)} s left`;
}

async function progressOf(client, tenantId) {
  await client.query("BEGIN");
  await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
  const { rows } = await client.query(
    `SELECT c.state, count(*) FILTER (WHERE s.kind = 'account')::int AS total,
            count(*) FILTER (WHERE s.kind = 'account' AND s.state NOT IN ('pending', 'running'))::int AS done
       FROM crawls c LEFT JOIN crawl_steps s ON s.tenant_id = c.tenant_id AND s.crawl_id = c.id
      WHERE c.tenant_id = $1 GROUP BY c.id, c.state, c.requested_at ORDER BY c.requested_at DESC LIMIT 1`,
    [tenantId],
  );
  await client.query("COMMIT");
  return rows[0] ?? { state: "running", total: 0, done: 0 };
}
