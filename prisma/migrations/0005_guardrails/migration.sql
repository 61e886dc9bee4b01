-- Guardrails: coverage by objective, what changed it, parameters and drafts; organisations that come as a file.

ALTER TABLE connections ADD COLUMN source text NOT NULL DEFAULT 'aws' CHECK (source IN ('aws', 'file'));
CREATE UNIQUE INDEX connections_file_key ON connections (tenant_id, organization_id) WHERE source = 'file';

ALTER TABLE crawls DROP CONSTRAINT crawls_trigger_check;
ALTER TABLE crawls ADD CONSTRAINT crawls_trigger_check
  CHECK (trigger IN ('schedule', 'manual', 'command-line', 'import'));

CREATE TABLE coverage_states (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  crawl_id uuid NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  universe_date text NOT NULL,
  parameters jsonb NOT NULL,
  problems jsonb NOT NULL,
  CONSTRAINT coverage_states_pkey PRIMARY KEY (tenant_id, organization_id),
  CONSTRAINT coverage_states_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE coverage_states ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_states FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON coverage_states FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_states TO sekinin_app;

CREATE TABLE coverage_outcomes (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  outcome_key text NOT NULL,
  outcome jsonb NOT NULL,
  CONSTRAINT coverage_outcomes_pkey PRIMARY KEY (tenant_id, organization_id, outcome_key),
  CONSTRAINT coverage_outcomes_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE coverage_outcomes ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_outcomes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON coverage_outcomes FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_outcomes TO sekinin_app;

CREATE TABLE coverage_classes (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  class_key text NOT NULL,
  verdicts jsonb NOT NULL,
  outcome_keys jsonb NOT NULL,
  CONSTRAINT coverage_classes_pkey PRIMARY KEY (tenant_id, organization_id, class_key),
  CONSTRAINT coverage_classes_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE coverage_classes ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_classes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON coverage_classes FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_classes TO sekinin_app;

CREATE TABLE coverage_nodes (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('root', 'organizational-unit', 'account')),
  class_key text,
  counts jsonb NOT NULL,
  worst jsonb NOT NULL,
  CONSTRAINT coverage_nodes_pkey PRIMARY KEY (tenant_id, organization_id, node_id),
  CONSTRAINT coverage_nodes_class_fkey FOREIGN KEY (tenant_id, organization_id, class_key)
    REFERENCES coverage_classes (tenant_id, organization_id, class_key),
  CONSTRAINT coverage_nodes_class_check CHECK ((kind = 'account') = (class_key IS NOT NULL)),
  CONSTRAINT coverage_nodes_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
-- Partial, so that a question by node id cannot take it: for rows that are in no statistics yet it looks as good as the key.
CREATE INDEX coverage_nodes_class_idx ON coverage_nodes (tenant_id, organization_id, class_key)
  WHERE class_key IS NOT NULL;
ALTER TABLE coverage_nodes ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_nodes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON coverage_nodes FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_nodes TO sekinin_app;

CREATE TABLE coverage_rollups (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  day date NOT NULL,
  crawl_id uuid NOT NULL,
  counts jsonb NOT NULL,
  CONSTRAINT coverage_rollups_pkey PRIMARY KEY (tenant_id, organization_id, node_id, day),
  CONSTRAINT coverage_rollups_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE coverage_rollups ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_rollups FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON coverage_rollups FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_rollups TO sekinin_app;

CREATE TABLE organization_changes (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  crawl_id uuid NOT NULL,
  sequence integer NOT NULL CHECK (sequence >= 0),
  day date NOT NULL,
  observed_at timestamptz(3) NOT NULL,
  kind text NOT NULL,
  policy_id text,
  node_id text,
  change jsonb NOT NULL,
  effects jsonb NOT NULL,
  CONSTRAINT organization_changes_pkey PRIMARY KEY (tenant_id, organization_id, crawl_id, sequence),
  CONSTRAINT organization_changes_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
CREATE INDEX organization_changes_newest_idx ON organization_changes (tenant_id, organization_id, observed_at DESC, crawl_id, sequence);
ALTER TABLE organization_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON organization_changes FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON organization_changes TO sekinin_app;

CREATE TABLE objective_parameters (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  parameters jsonb NOT NULL,
  updated_by uuid,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT objective_parameters_pkey PRIMARY KEY (tenant_id, organization_id),
  CONSTRAINT objective_parameters_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE objective_parameters ENABLE ROW LEVEL SECURITY;
ALTER TABLE objective_parameters FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON objective_parameters FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON objective_parameters TO sekinin_app;

CREATE TABLE policy_drafts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  organization_id text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  base_crawl_id uuid NOT NULL,
  operations jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_by uuid,
  updated_by uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT policy_drafts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT policy_drafts_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
CREATE INDEX policy_drafts_newest_idx ON policy_drafts (tenant_id, organization_id, updated_at DESC, id);
ALTER TABLE policy_drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_drafts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON policy_drafts FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON policy_drafts TO sekinin_app;

-- An organisation whose coverage waits to be decided again: parameters changed, or its crawl could not decide it.
CREATE TABLE coverage_requests (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  requested_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  not_before timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT coverage_requests_pkey PRIMARY KEY (tenant_id, organization_id),
  CONSTRAINT coverage_requests_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE coverage_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON coverage_requests FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_requests TO sekinin_app;
CREATE POLICY system_read ON coverage_requests FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, organization_id, not_before) ON coverage_requests TO sekinin_system;
