-- What was read and decided: the organisation, its accounts, duties, findings and their life, and the sums of pages.

CREATE TABLE organization_pages (
  tenant_id uuid NOT NULL,
  crawl_id uuid NOT NULL,
  list text NOT NULL,
  sequence integer NOT NULL,
  body jsonb NOT NULL,
  next_token text,
  CONSTRAINT organization_pages_pkey PRIMARY KEY (tenant_id, crawl_id, list, sequence),
  CONSTRAINT organization_pages_crawl_fkey FOREIGN KEY (tenant_id, crawl_id) REFERENCES crawls (tenant_id, id)
);
ALTER TABLE organization_pages ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_pages FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON organization_pages FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON organization_pages TO sekinin_app;

CREATE TABLE organization_snapshots (
  tenant_id uuid NOT NULL,
  crawl_id uuid NOT NULL,
  organization_id text NOT NULL,
  observed_at timestamptz(3) NOT NULL,
  body bytea NOT NULL,
  CONSTRAINT organization_snapshots_pkey PRIMARY KEY (tenant_id, crawl_id),
  CONSTRAINT organization_snapshots_crawl_fkey FOREIGN KEY (tenant_id, crawl_id) REFERENCES crawls (tenant_id, id)
);
ALTER TABLE organization_snapshots ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_snapshots FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON organization_snapshots FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON organization_snapshots TO sekinin_app;

CREATE TABLE organizations (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  connection_id uuid NOT NULL,
  management_account_id text NOT NULL,
  partition text NOT NULL,
  root_id text NOT NULL,
  feature_set text NOT NULL,
  current_crawl_id uuid,
  current_crawl_at timestamptz(3),
  CONSTRAINT organizations_pkey PRIMARY KEY (tenant_id, organization_id),
  CONSTRAINT organizations_connection_fkey FOREIGN KEY (tenant_id, connection_id)
    REFERENCES connections (tenant_id, id),
  CONSTRAINT organizations_current_crawl_fkey FOREIGN KEY (tenant_id, current_crawl_id)
    REFERENCES crawls (tenant_id, id)
);
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON organizations FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations TO sekinin_app;

CREATE TABLE organization_nodes (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('root', 'organizational-unit', 'account')),
  parent_id text NOT NULL,
  name text NOT NULL,
  depth integer NOT NULL CHECK (depth >= 0),
  account_state text NOT NULL DEFAULT '',
  accounts integer NOT NULL CHECK (accounts >= 0),
  child_count integer NOT NULL DEFAULT 0 CHECK (child_count >= 0),
  posture jsonb NOT NULL,
  CONSTRAINT organization_nodes_pkey PRIMARY KEY (tenant_id, organization_id, node_id),
  CONSTRAINT organization_nodes_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id),
  CONSTRAINT organization_nodes_root_check CHECK ((kind = 'root') = (parent_id = ''))
);
CREATE INDEX organization_nodes_tenant_id_organization_id_parent_id_kind_idx
  ON organization_nodes (tenant_id, organization_id, parent_id, kind, name);
ALTER TABLE organization_nodes ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_nodes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON organization_nodes FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON organization_nodes TO sekinin_app;

CREATE TABLE account_states (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  account_id text NOT NULL,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('current', 'unknown', 'frozen')),
  reason jsonb,
  crawl_id uuid NOT NULL,
  observed_at timestamptz(3) NOT NULL,
  last_read_at timestamptz(3),
  sums jsonb NOT NULL,
  calls integer NOT NULL,
  CONSTRAINT account_states_pkey PRIMARY KEY (tenant_id, organization_id, account_id),
  CONSTRAINT account_states_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id),
  CONSTRAINT account_states_crawl_fkey FOREIGN KEY (tenant_id, crawl_id) REFERENCES crawls (tenant_id, id),
  CONSTRAINT account_states_reason_check CHECK ((status = 'current') = (reason IS NULL))
);
ALTER TABLE account_states ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_states FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON account_states FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_states TO sekinin_app;

CREATE TABLE duties (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  account_id text NOT NULL,
  region text NOT NULL,
  control_id text NOT NULL,
  domain text NOT NULL CHECK (domain IN ('data-protection', 'identity-access', 'network', 'application', 'os-patching',
    'logging-detection', 'resilience-backup', 'governance')),
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  passed integer NOT NULL CHECK (passed >= 0),
  failed integer NOT NULL CHECK (failed >= 0),
  unknown integer NOT NULL CHECK (unknown >= 0),
  not_applicable integer NOT NULL CHECK (not_applicable >= 0),
  unknown_reasons jsonb NOT NULL DEFAULT '[]',
  changed_at timestamptz(3) NOT NULL,
  crawl_id uuid NOT NULL,
  CONSTRAINT duties_pkey PRIMARY KEY (tenant_id, organization_id, account_id, region, control_id),
  CONSTRAINT duties_account_fkey FOREIGN KEY (tenant_id, organization_id, account_id)
    REFERENCES account_states (tenant_id, organization_id, account_id)
);
ALTER TABLE duties ENABLE ROW LEVEL SECURITY;
ALTER TABLE duties FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON duties FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON duties TO sekinin_app;

CREATE TABLE findings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  organization_id text NOT NULL,
  account_id text NOT NULL,
  region text NOT NULL,
  control_id text NOT NULL,
  resource text NOT NULL,
  domain text NOT NULL CHECK (domain IN ('data-protection', 'identity-access', 'network', 'application', 'os-patching',
    'logging-detection', 'resilience-backup', 'governance')),
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  status text NOT NULL CHECK (status IN ('open', 'unknown', 'resolved', 'frozen')),
  reason text NOT NULL,
  evidence jsonb NOT NULL DEFAULT '{}',
  unread_reason jsonb,
  first_seen_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  resolved_at timestamptz(3),
  resolution text CHECK (resolution IN ('mended', 'resource-gone', 'not-applicable')),
  reopened_at timestamptz(3),
  crawl_id uuid NOT NULL,
  CONSTRAINT findings_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT findings_account_fkey FOREIGN KEY (tenant_id, organization_id, account_id)
    REFERENCES account_states (tenant_id, organization_id, account_id),
  CONSTRAINT findings_resolved_check CHECK (
    (status = 'resolved') = (resolved_at IS NOT NULL) AND (status = 'resolved') = (resolution IS NOT NULL)),
  CONSTRAINT findings_unread_check CHECK ((status = 'unknown') = (unread_reason IS NOT NULL))
);
CREATE UNIQUE INDEX findings_tenant_id_organization_id_account_id_region_contro_key
  ON findings (tenant_id, organization_id, account_id, region, control_id, resource);
CREATE INDEX findings_tenant_id_organization_id_control_id_status_idx
  ON findings (tenant_id, organization_id, control_id, status);
ALTER TABLE findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE findings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON findings FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON findings TO sekinin_app;

-- Append-only: the life of findings.
CREATE TABLE finding_events (
  tenant_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  crawl_id uuid NOT NULL,
  event text NOT NULL CHECK (event IN
    ('opened', 'changed', 'unread', 'read-again', 'resolved', 'reopened', 'frozen')),
  at timestamptz(3) NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT finding_events_pkey PRIMARY KEY (tenant_id, finding_id, crawl_id, event),
  CONSTRAINT finding_events_finding_fkey FOREIGN KEY (tenant_id, finding_id) REFERENCES findings (tenant_id, id)
);
ALTER TABLE finding_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE finding_events FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON finding_events FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT ON finding_events TO sekinin_app;

CREATE TABLE verdict_logs (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  account_id text NOT NULL,
  crawl_id uuid NOT NULL,
  observed_at timestamptz(3) NOT NULL,
  digest bytea NOT NULL,
  body bytea NOT NULL,
  CONSTRAINT verdict_logs_pkey PRIMARY KEY (tenant_id, organization_id, account_id, crawl_id),
  CONSTRAINT verdict_logs_account_fkey FOREIGN KEY (tenant_id, organization_id, account_id)
    REFERENCES account_states (tenant_id, organization_id, account_id)
);
ALTER TABLE verdict_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE verdict_logs FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON verdict_logs FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON verdict_logs TO sekinin_app;

CREATE TABLE posture_rollups (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('root', 'organizational-unit', 'account')),
  crawl_id uuid NOT NULL,
  accounts integer NOT NULL CHECK (accounts >= 0),
  sums jsonb NOT NULL,
  worst jsonb NOT NULL,
  CONSTRAINT posture_rollups_pkey PRIMARY KEY (tenant_id, organization_id, node_id, day),
  CONSTRAINT posture_rollups_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE posture_rollups ENABLE ROW LEVEL SECURITY;
ALTER TABLE posture_rollups FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON posture_rollups FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON posture_rollups TO sekinin_app;
