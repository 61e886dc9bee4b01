-- How an organisation is reached, and the work of reading it.

CREATE TABLE connections (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  management_role_arn text,
  member_role_name text NOT NULL,
  external_id text NOT NULL,
  organization_id text,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'ready', 'unsafe', 'failing')),
  regions text[] NOT NULL DEFAULT ARRAY[]::text[],
  schedule_hour integer CHECK (schedule_hour BETWEEN 0 AND 23),
  next_crawl_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT connections_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT connections_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
ALTER TABLE connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE connections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON connections FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON connections TO sekinin_app;
-- The scheduler sees when, never how: neither role nor external id.
CREATE POLICY system_read ON connections FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, id, state, schedule_hour, next_crawl_at) ON connections TO sekinin_system;

-- One organisation, one tenant: the look-up that must cross tenants. The application's own role cannot read it.
CREATE TABLE organization_claims (
  organization_id text NOT NULL,
  tenant_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  claimed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT organization_claims_pkey PRIMARY KEY (organization_id),
  CONSTRAINT organization_claims_connection_fkey FOREIGN KEY (tenant_id, connection_id)
    REFERENCES connections (tenant_id, id)
);
ALTER TABLE organization_claims ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_claims FORCE ROW LEVEL SECURITY;
CREATE POLICY system_read ON organization_claims FOR SELECT TO sekinin_system USING (true);
CREATE POLICY system_make ON organization_claims FOR INSERT TO sekinin_system WITH CHECK (true);
GRANT SELECT, INSERT ON organization_claims TO sekinin_system;

CREATE TABLE connection_tests (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'running', 'passed', 'failed')),
  steps jsonb NOT NULL DEFAULT '[]',
  requested_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  CONSTRAINT connection_tests_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT connection_tests_connection_fkey FOREIGN KEY (tenant_id, connection_id)
    REFERENCES connections (tenant_id, id),
  CONSTRAINT connection_tests_end_check CHECK ((state IN ('passed', 'failed')) = (finished_at IS NOT NULL))
);
CREATE INDEX connection_tests_tenant_id_connection_id_requested_at_idx
  ON connection_tests (tenant_id, connection_id, requested_at DESC);
CREATE INDEX connection_tests_open_idx ON connection_tests (tenant_id, requested_at)
  WHERE state IN ('requested', 'running');
ALTER TABLE connection_tests ENABLE ROW LEVEL SECURITY;
ALTER TABLE connection_tests FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON connection_tests FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON connection_tests TO sekinin_app;
CREATE POLICY system_read ON connection_tests FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, id, state, requested_at, started_at) ON connection_tests TO sekinin_system;

CREATE TABLE crawls (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  organization_id text,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'complete', 'cancelled', 'failed')),
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'manual', 'command-line')),
  failure jsonb,
  requested_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  cancel_requested_at timestamptz(3),
  CONSTRAINT crawls_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT crawls_connection_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES connections (tenant_id, id),
  CONSTRAINT crawls_end_check CHECK ((state = 'running') = (finished_at IS NULL))
);
CREATE INDEX crawls_tenant_id_connection_id_requested_at_idx
  ON crawls (tenant_id, connection_id, requested_at DESC);
-- Never two crawls of one organisation at once; also the short way to those that run.
CREATE UNIQUE INDEX crawls_running_key ON crawls (tenant_id, connection_id) WHERE state = 'running';
ALTER TABLE crawls ENABLE ROW LEVEL SECURITY;
ALTER TABLE crawls FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON crawls FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON crawls TO sekinin_app;
CREATE POLICY system_read ON crawls FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, id, connection_id, state, requested_at, cancel_requested_at) ON crawls TO sekinin_system;

CREATE TABLE crawl_steps (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  crawl_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('organization', 'account', 'finalise')),
  account_id text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'running', 'done', 'cancelled', 'failed')),
  unread jsonb,
  lease_token uuid,
  lease_until timestamptz(3),
  attempt integer NOT NULL DEFAULT 0,
  not_before timestamptz(3),
  calls integer NOT NULL DEFAULT 0,
  throttles integer NOT NULL DEFAULT 0,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  CONSTRAINT crawl_steps_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT crawl_steps_crawl_fkey FOREIGN KEY (tenant_id, crawl_id) REFERENCES crawls (tenant_id, id),
  CONSTRAINT crawl_steps_account_check CHECK ((kind = 'account') = (account_id <> '')),
  CONSTRAINT crawl_steps_lease_check
    CHECK ((state = 'running') = (lease_token IS NOT NULL) AND (state = 'running') = (lease_until IS NOT NULL)),
  CONSTRAINT crawl_steps_end_check CHECK ((state IN ('pending', 'running')) = (finished_at IS NULL))
);
CREATE UNIQUE INDEX crawl_steps_tenant_id_crawl_id_kind_account_id_key
  ON crawl_steps (tenant_id, crawl_id, kind, account_id);
CREATE INDEX crawl_steps_tenant_id_crawl_id_state_id_idx ON crawl_steps (tenant_id, crawl_id, state, id);
CREATE INDEX crawl_steps_lease_idx ON crawl_steps (tenant_id, lease_until) WHERE state = 'running';
ALTER TABLE crawl_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE crawl_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON crawl_steps FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON crawl_steps TO sekinin_app;
-- The dispatcher chooses among steps; the reconciler takes leases of dead workers away. Neither sees what was read.
CREATE POLICY system_read ON crawl_steps FOR SELECT TO sekinin_system USING (true);
CREATE POLICY system_reap ON crawl_steps FOR UPDATE TO sekinin_system USING (true)
  WITH CHECK (state = 'pending');
GRANT SELECT (tenant_id, id, crawl_id, kind, state, lease_token, lease_until, not_before, attempt),
  UPDATE (state, lease_token, lease_until) ON crawl_steps TO sekinin_system;
