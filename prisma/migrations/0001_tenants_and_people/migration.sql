-- Tenants, people, and who may enter where. Roles exist already: packages/db/src/migrate makes them.

-- Users and sessions belong to no tenant: only sekinin_system reads them, before a tenant is known.
CREATE TABLE users (
  id uuid NOT NULL,
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  password_hash text NOT NULL,
  locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'ja')),
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  disabled_at timestamptz(3),
  password_changed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX users_email_key ON users (email);
GRANT SELECT, INSERT, UPDATE (name, password_hash, locale, theme, disabled_at, password_changed_at)
  ON users TO sekinin_system;

CREATE TABLE sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_seen_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  user_agent text,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE UNIQUE INDEX sessions_token_hash_key ON sessions (token_hash);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);
GRANT SELECT, INSERT, UPDATE (last_seen_at, revoked_at) ON sessions TO sekinin_system;

-- A tenant's transaction sees its own row here, and no other.
CREATE TABLE tenants (
  id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  zone text NOT NULL DEFAULT 'UTC',
  locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'ja')),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT tenants_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX tenants_slug_key ON tenants (slug);
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY own_row ON tenants FOR SELECT TO sekinin_app USING (id = current_setting('app.tenant_id')::uuid);
GRANT SELECT ON tenants TO sekinin_app;
CREATE POLICY system_read ON tenants FOR SELECT TO sekinin_system USING (true);
CREATE POLICY system_make ON tenants FOR INSERT TO sekinin_system WITH CHECK (true);
GRANT SELECT, INSERT ON tenants TO sekinin_system;

CREATE TABLE operators (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT operators_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX operators_slug_key ON operators (slug);
GRANT SELECT, INSERT ON operators TO sekinin_system;

CREATE TABLE operator_members (
  operator_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT operator_members_pkey PRIMARY KEY (operator_id, user_id),
  CONSTRAINT operator_members_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES operators (id),
  CONSTRAINT operator_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX operator_members_user_id_idx ON operator_members (user_id);
GRANT SELECT, INSERT ON operator_members TO sekinin_system;

CREATE TABLE memberships (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'viewer')),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT memberships_pkey PRIMARY KEY (tenant_id, user_id),
  CONSTRAINT memberships_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX memberships_user_id_idx ON memberships (user_id);
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON memberships FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO sekinin_app;
-- Which tenants a signed-in user may enter is asked before one is chosen.
CREATE POLICY system_read ON memberships FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, user_id, role) ON memberships TO sekinin_system;

CREATE TABLE operator_grants (
  tenant_id uuid NOT NULL,
  operator_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'viewer')),
  expires_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT operator_grants_pkey PRIMARY KEY (tenant_id, operator_id),
  CONSTRAINT operator_grants_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT operator_grants_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES operators (id)
);
CREATE INDEX operator_grants_operator_id_idx ON operator_grants (operator_id);
ALTER TABLE operator_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator_grants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON operator_grants FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON operator_grants TO sekinin_app;
CREATE POLICY system_read ON operator_grants FOR SELECT TO sekinin_system USING (true);
GRANT SELECT (tenant_id, operator_id, role, expires_at) ON operator_grants TO sekinin_system;

-- Append-only: the application may neither change nor remove what it has told.
CREATE TABLE audit_events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'operator', 'command-line', 'system')),
  actor_id text,
  action text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT audit_events_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT audit_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE INDEX audit_events_tenant_id_at_idx ON audit_events (tenant_id, at DESC);
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON audit_events FOR ALL TO sekinin_app
  USING (tenant_id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
GRANT SELECT, INSERT ON audit_events TO sekinin_app;
