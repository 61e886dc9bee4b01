-- History and its causes, sums by control, who answers for what, and the weekly digest.

ALTER TABLE account_states ADD COLUMN controls jsonb NOT NULL DEFAULT '{}';
ALTER TABLE organization_nodes ADD COLUMN controls jsonb NOT NULL DEFAULT '{}';
ALTER TABLE posture_rollups
  ADD COLUMN unread_accounts integer NOT NULL DEFAULT 0 CHECK (unread_accounts >= 0),
  ADD COLUMN oldest_read_on date;

-- USING fills the columns from each row's own values, whatever row-level security says.
-- Names are searched by their beginning, which only bytes in order allow.
ALTER TABLE findings
  ADD COLUMN rank smallint NOT NULL DEFAULT 4,
  ADD COLUMN resource_name text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE findings
  ALTER COLUMN rank TYPE smallint USING CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3
    ELSE 4 END,
  ALTER COLUMN resource_name TYPE text COLLATE "C" USING left(lower(regexp_replace(resource, '^.*[:/]', '')), 200);
ALTER TABLE findings ALTER COLUMN rank DROP DEFAULT, ALTER COLUMN resource_name DROP DEFAULT,
  ADD CONSTRAINT findings_rank_check CHECK (rank BETWEEN 1 AND 4);
DROP INDEX findings_tenant_id_organization_id_control_id_status_idx;
CREATE INDEX findings_worst_first_idx
  ON findings (tenant_id, organization_id, status, rank, first_seen_at DESC, id);
CREATE INDEX findings_newest_change_idx ON findings (tenant_id, organization_id, status, changed_at DESC, id);
CREATE INDEX findings_of_account_idx
  ON findings (tenant_id, organization_id, account_id, status, rank, first_seen_at DESC, id, control_id, region);
CREATE INDEX findings_of_control_idx
  ON findings (tenant_id, organization_id, control_id, status, rank, first_seen_at DESC, id, account_id);
CREATE INDEX findings_of_region_idx
  ON findings (tenant_id, organization_id, region, control_id, status, rank, first_seen_at DESC, id, account_id);
CREATE INDEX findings_resource_name_idx
  ON findings (tenant_id, organization_id, resource_name, status, rank, first_seen_at DESC, id, control_id, account_id);

CREATE TABLE posture_changes (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  crawl_id uuid NOT NULL,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('root', 'organizational-unit', 'account')),
  causes jsonb NOT NULL,
  flows jsonb NOT NULL,
  moves jsonb NOT NULL DEFAULT '{}',
  counted_by uuid,
  CONSTRAINT posture_changes_pkey PRIMARY KEY (tenant_id, organization_id, node_id, crawl_id),
  CONSTRAINT posture_changes_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
CREATE INDEX posture_changes_tenant_id_organization_id_node_id_day_idx
  ON posture_changes (tenant_id, organization_id, node_id, day);
CREATE INDEX posture_changes_uncounted_idx ON posture_changes (tenant_id, organization_id)
  WHERE kind = 'account' AND counted_by IS NULL;
ALTER TABLE posture_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE posture_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON posture_changes FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON posture_changes TO sekinin_app;

CREATE TABLE node_history (
  tenant_id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  day date NOT NULL,
  crawl_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('root', 'organizational-unit', 'account')),
  parent_id text NOT NULL,
  name text NOT NULL,
  account_state text NOT NULL DEFAULT '',
  is_present boolean NOT NULL,
  CONSTRAINT node_history_pkey PRIMARY KEY (tenant_id, organization_id, node_id, day),
  CONSTRAINT node_history_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id)
);
ALTER TABLE node_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE node_history FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON node_history FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON node_history TO sekinin_app;

CREATE TABLE teams (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text CHECK (length(email) BETWEEN 3 AND 254),
  email_confirmed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT teams_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT teams_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT teams_confirmed_check CHECK (email_confirmed_at IS NULL OR email IS NOT NULL)
);
CREATE UNIQUE INDEX teams_tenant_id_name_key ON teams (tenant_id, name);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE teams FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON teams FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON teams TO sekinin_app;

CREATE TABLE assignments (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  organization_id text NOT NULL,
  node_id text NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('domain', 'control')),
  subject text NOT NULL,
  team_id uuid,
  operator_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT assignments_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT assignments_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id),
  CONSTRAINT assignments_team_fkey FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id),
  CONSTRAINT assignments_party_check CHECK ((team_id IS NULL) <> (operator_id IS NULL))
);
CREATE UNIQUE INDEX assignments_tenant_id_organization_id_node_id_subject_kind_key
  ON assignments (tenant_id, organization_id, node_id, subject_kind, subject);
CREATE INDEX assignments_tenant_id_operator_id_idx ON assignments (tenant_id, operator_id);
ALTER TABLE assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE assignments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON assignments FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON assignments TO sekinin_app;

CREATE TABLE subscriptions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid,
  team_id uuid,
  organization_id text NOT NULL,
  scope_kind text NOT NULL CHECK (scope_kind IN ('organization', 'units', 'accounts', 'assignments')),
  node_ids text[] NOT NULL DEFAULT ARRAY[]::text[],
  locale text NOT NULL CHECK (locale IN ('en', 'ja')),
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
  minute integer NOT NULL DEFAULT 0 CHECK (minute BETWEEN 0 AND 59),
  zone text NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'ended')),
  state_reason text,
  next_at timestamptz(3),
  told_until timestamptz(3),
  resumed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT subscriptions_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT subscriptions_organization_fkey FOREIGN KEY (tenant_id, organization_id)
    REFERENCES organizations (tenant_id, organization_id),
  CONSTRAINT subscriptions_team_fkey FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id),
  CONSTRAINT subscriptions_reader_check CHECK ((user_id IS NULL) <> (team_id IS NULL)),
  CONSTRAINT subscriptions_assignments_check CHECK (scope_kind <> 'assignments' OR team_id IS NOT NULL)
);
CREATE INDEX subscriptions_tenant_id_user_id_idx ON subscriptions (tenant_id, user_id);
CREATE INDEX subscriptions_due_idx ON subscriptions (next_at) WHERE state = 'active';
ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON subscriptions FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON subscriptions TO sekinin_app;
CREATE POLICY system_read ON subscriptions FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, id, state, next_at) ON subscriptions TO sekinin_system;

CREATE TABLE outbox_mails (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('digest', 'team-confirmation')),
  recipient_id uuid NOT NULL,
  period text NOT NULL,
  state text NOT NULL DEFAULT 'planned'
    CHECK (state IN ('planned', 'composed', 'transmitting', 'sent', 'refused', 'unknown', 'held', 'skipped')),
  reason jsonb,
  message_id text,
  address text,
  locale text,
  subject text,
  mime bytea,
  bytes integer,
  attempt integer NOT NULL DEFAULT 0,
  unclear integer NOT NULL DEFAULT 0,
  told_until timestamptz(3),
  not_before timestamptz(3),
  lease_token uuid,
  lease_until timestamptz(3),
  planned_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  composed_at timestamptz(3),
  settled_at timestamptz(3),
  CONSTRAINT outbox_mails_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT outbox_mails_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE UNIQUE INDEX outbox_mails_tenant_id_kind_recipient_id_period_key
  ON outbox_mails (tenant_id, kind, recipient_id, period);
CREATE INDEX outbox_mails_tenant_id_planned_at_idx ON outbox_mails (tenant_id, planned_at DESC);
CREATE INDEX outbox_mails_open_idx ON outbox_mails (not_before)
  WHERE state IN ('planned', 'composed', 'transmitting', 'unknown') AND settled_at IS NULL;
ALTER TABLE outbox_mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_mails FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON outbox_mails FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_mails TO sekinin_app;
CREATE POLICY system_read ON outbox_mails FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, id, state, not_before, lease_until, settled_at) ON outbox_mails TO sekinin_system;
