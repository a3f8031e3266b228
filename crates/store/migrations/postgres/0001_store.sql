-- Whoever may ask. Of a secret only its SHA-256 is here.
CREATE TABLE tokens (
    id           TEXT    NOT NULL PRIMARY KEY,
    tenant       TEXT    NOT NULL,
    scope        TEXT    NOT NULL,
    digest       BYTEA   NOT NULL,
    period_start BIGINT,
    period_end   BIGINT,
    comment      TEXT,
    created_at   BIGINT  NOT NULL,
    expires_at   BIGINT,
    revoked_at   BIGINT
);

-- What the platform knows: incidents, runs, policy snapshots, traces. What is here is not changed.
CREATE TABLE parts (
    tenant     TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    run_id     TEXT,
    digest     BYTEA   NOT NULL,
    created_at BIGINT  NOT NULL,
    content    BYTEA   NOT NULL,
    PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX parts_by_run ON parts (tenant, run_id, kind);

-- Spans of OpenTelemetry, each as OTLP in JSON.
CREATE TABLE spans (
    tenant     TEXT    NOT NULL,
    trace_id   TEXT    NOT NULL,
    span_id    TEXT    NOT NULL,
    digest     BYTEA   NOT NULL,
    created_at BIGINT  NOT NULL,
    content    BYTEA   NOT NULL,
    PRIMARY KEY (tenant, trace_id, span_id)
);

-- Which traces a run has, as their spans say.
CREATE TABLE span_runs (
    tenant   TEXT NOT NULL,
    run_id   TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    PRIMARY KEY (tenant, run_id, trace_id)
);

-- A log of seals for each tenant: its right edge and its newest checkpoint.
CREATE TABLE logs (
    tenant     TEXT    NOT NULL PRIMARY KEY,
    origin     TEXT    NOT NULL,
    size       BIGINT  NOT NULL,
    edge       BYTEA   NOT NULL,
    checkpoint TEXT    NOT NULL,
    issued_at  BIGINT  NOT NULL
);

CREATE TABLE log_entries (
    tenant   TEXT    NOT NULL,
    position BIGINT  NOT NULL,
    seal     BYTEA   NOT NULL,
    PRIMARY KEY (tenant, position)
);

-- The roots of full subtrees; `node` is the level times 2^56, and the index within it.
CREATE TABLE log_nodes (
    tenant TEXT    NOT NULL,
    node   BIGINT  NOT NULL,
    hash   BYTEA   NOT NULL,
    PRIMARY KEY (tenant, node)
);

-- What was issued. The content comes last: whoever lists bundles does not read it.
CREATE TABLE bundles (
    bundle_id   TEXT    NOT NULL PRIMARY KEY,
    tenant      TEXT    NOT NULL,
    position    BIGINT  NOT NULL,
    bundle_type TEXT    NOT NULL,
    incident_id TEXT,
    run_id      TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    seal        BYTEA   NOT NULL,
    follows     TEXT,
    receipt     BYTEA   NOT NULL,
    content     BYTEA   NOT NULL,
    UNIQUE (tenant, position)
);
CREATE INDEX bundles_by_time ON bundles (tenant, created_at, position);
CREATE INDEX bundles_by_incident ON bundles (tenant, incident_id, created_at, position);
CREATE INDEX bundles_by_type ON bundles (tenant, bundle_type, created_at, position);
CREATE UNIQUE INDEX bundles_by_predecessor ON bundles (tenant, follows) WHERE follows IS NOT NULL;

-- Requests that are answered with the same bundle when they come again.
CREATE TABLE requests (
    tenant    TEXT NOT NULL,
    key       TEXT NOT NULL,
    digest    BYTEA NOT NULL,
    bundle_id TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
);

-- What stands in the place of a bundle whose time is over; `entry` is where the log says so.
CREATE TABLE tombstones (
    bundle_id  TEXT    NOT NULL PRIMARY KEY,
    tenant     TEXT    NOT NULL,
    position   BIGINT  NOT NULL,
    entry      BIGINT  NOT NULL,
    removed_at BIGINT  NOT NULL,
    note       TEXT    NOT NULL,
    UNIQUE (tenant, position)
);
CREATE UNIQUE INDEX tombstones_by_entry ON tombstones (tenant, entry);

-- Incidents of which nothing is removed, however old it is.
CREATE TABLE holds (
    tenant      TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    since       BIGINT  NOT NULL,
    PRIMARY KEY (tenant, incident_id)
);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE FUNCTION refuse_without_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM tombstones WHERE bundle_id = OLD.bundle_id) THEN
        RAISE EXCEPTION 'what was issued goes only with a tombstone';
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION refuse_to_shrink() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size <= OLD.size OR NEW.tenant <> OLD.tenant OR NEW.origin <> OLD.origin THEN
        RAISE EXCEPTION 'a log only grows';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER bundles_never_change BEFORE UPDATE ON bundles
    FOR EACH ROW EXECUTE FUNCTION refuse('what was issued never changes');
CREATE TRIGGER bundles_never_go BEFORE DELETE ON bundles
    FOR EACH ROW EXECUTE FUNCTION refuse_without_tombstone();
CREATE TRIGGER bundles_never_go_at_once BEFORE TRUNCATE ON bundles
    EXECUTE FUNCTION refuse('what was issued goes only with a tombstone');
CREATE TRIGGER log_entries_never_change BEFORE UPDATE OR DELETE ON log_entries
    FOR EACH ROW EXECUTE FUNCTION refuse('a log only grows');
CREATE TRIGGER log_entries_never_go_at_once BEFORE TRUNCATE ON log_entries
    EXECUTE FUNCTION refuse('a log only grows');
CREATE TRIGGER log_nodes_never_change BEFORE UPDATE OR DELETE ON log_nodes
    FOR EACH ROW EXECUTE FUNCTION refuse('a log only grows');
CREATE TRIGGER log_nodes_never_go_at_once BEFORE TRUNCATE ON log_nodes
    EXECUTE FUNCTION refuse('a log only grows');
CREATE TRIGGER logs_only_grow BEFORE UPDATE ON logs
    FOR EACH ROW EXECUTE FUNCTION refuse_to_shrink();
CREATE TRIGGER logs_never_go BEFORE DELETE ON logs
    FOR EACH ROW EXECUTE FUNCTION refuse('a log only grows');
CREATE TRIGGER logs_never_go_at_once BEFORE TRUNCATE ON logs
    EXECUTE FUNCTION refuse('a log only grows');
CREATE TRIGGER tombstones_never_change BEFORE UPDATE OR DELETE ON tombstones
    FOR EACH ROW EXECUTE FUNCTION refuse('a tombstone never changes');
CREATE TRIGGER tombstones_never_go_at_once BEFORE TRUNCATE ON tombstones
    EXECUTE FUNCTION refuse('a tombstone never changes');
CREATE TRIGGER requests_never_change BEFORE UPDATE OR DELETE ON requests
    FOR EACH ROW EXECUTE FUNCTION refuse('what was answered never changes');
CREATE TRIGGER requests_never_go_at_once BEFORE TRUNCATE ON requests
    EXECUTE FUNCTION refuse('what was answered never changes');
CREATE TRIGGER parts_never_change BEFORE UPDATE ON parts
    FOR EACH ROW EXECUTE FUNCTION refuse('what is known never changes');
CREATE TRIGGER spans_never_change BEFORE UPDATE ON spans
    FOR EACH ROW EXECUTE FUNCTION refuse('what is known never changes');
