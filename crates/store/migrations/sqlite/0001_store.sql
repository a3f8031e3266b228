-- Whoever may ask. Of a secret only its SHA-256 is here.
CREATE TABLE tokens (
    id           TEXT    NOT NULL PRIMARY KEY,
    tenant       TEXT    NOT NULL,
    scope        TEXT    NOT NULL,
    digest       BLOB    NOT NULL,
    period_start INTEGER,
    period_end   INTEGER,
    comment      TEXT,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    revoked_at   INTEGER
) STRICT;

-- What the platform knows: incidents, runs, policy snapshots, traces. What is here is not changed.
CREATE TABLE parts (
    tenant     TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    run_id     TEXT,
    digest     BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    content    BLOB    NOT NULL,
    PRIMARY KEY (tenant, kind, id)
) STRICT;
CREATE INDEX parts_by_run ON parts (tenant, run_id, kind);

-- Spans of OpenTelemetry, each as OTLP in JSON.
CREATE TABLE spans (
    tenant     TEXT    NOT NULL,
    trace_id   TEXT    NOT NULL,
    span_id    TEXT    NOT NULL,
    digest     BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    content    BLOB    NOT NULL,
    PRIMARY KEY (tenant, trace_id, span_id)
) STRICT;

-- Which traces a run has, as their spans say.
CREATE TABLE span_runs (
    tenant   TEXT NOT NULL,
    run_id   TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    PRIMARY KEY (tenant, run_id, trace_id)
) STRICT, WITHOUT ROWID;

-- A log of seals for each tenant: its right edge and its newest checkpoint.
CREATE TABLE logs (
    tenant     TEXT    NOT NULL PRIMARY KEY,
    origin     TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    edge       BLOB    NOT NULL,
    checkpoint TEXT    NOT NULL,
    issued_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE log_entries (
    tenant   TEXT    NOT NULL,
    position INTEGER NOT NULL,
    seal     BLOB    NOT NULL,
    PRIMARY KEY (tenant, position)
) STRICT, WITHOUT ROWID;

-- The roots of full subtrees; `node` is the level times 2^56, and the index within it.
CREATE TABLE log_nodes (
    tenant TEXT    NOT NULL,
    node   INTEGER NOT NULL,
    hash   BLOB    NOT NULL,
    PRIMARY KEY (tenant, node)
) STRICT, WITHOUT ROWID;

-- What was issued. The content comes last: whoever lists bundles does not read it.
CREATE TABLE bundles (
    bundle_id   TEXT    NOT NULL PRIMARY KEY,
    tenant      TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    bundle_type TEXT    NOT NULL,
    incident_id TEXT,
    run_id      TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    seal        BLOB    NOT NULL,
    follows     TEXT,
    receipt     BLOB    NOT NULL,
    content     BLOB    NOT NULL,
    UNIQUE (tenant, position)
) STRICT;
CREATE INDEX bundles_by_time ON bundles (tenant, created_at, position);
CREATE INDEX bundles_by_incident ON bundles (tenant, incident_id, created_at, position);
CREATE INDEX bundles_by_type ON bundles (tenant, bundle_type, created_at, position);
CREATE UNIQUE INDEX bundles_by_predecessor ON bundles (tenant, follows) WHERE follows IS NOT NULL;

-- Requests that are answered with the same bundle when they come again.
CREATE TABLE requests (
    tenant    TEXT NOT NULL,
    key       TEXT NOT NULL,
    digest    BLOB NOT NULL,
    bundle_id TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

-- What stands in the place of a bundle whose time is over; `entry` is where the log says so.
CREATE TABLE tombstones (
    bundle_id  TEXT    NOT NULL PRIMARY KEY,
    tenant     TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    entry      INTEGER NOT NULL,
    removed_at INTEGER NOT NULL,
    note       TEXT    NOT NULL,
    UNIQUE (tenant, position)
) STRICT;
CREATE UNIQUE INDEX tombstones_by_entry ON tombstones (tenant, entry);

-- Incidents of which nothing is removed, however old it is.
CREATE TABLE holds (
    tenant      TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    PRIMARY KEY (tenant, incident_id)
) STRICT;

CREATE TRIGGER bundles_never_change BEFORE UPDATE ON bundles
BEGIN SELECT RAISE(ABORT, 'what was issued never changes'); END;
CREATE TRIGGER bundles_never_go BEFORE DELETE ON bundles
WHEN NOT EXISTS (SELECT 1 FROM tombstones WHERE bundle_id = OLD.bundle_id)
BEGIN SELECT RAISE(ABORT, 'what was issued goes only with a tombstone'); END;
CREATE TRIGGER log_entries_never_change BEFORE UPDATE ON log_entries
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER log_entries_never_go BEFORE DELETE ON log_entries
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER log_nodes_never_change BEFORE UPDATE ON log_nodes
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER log_nodes_never_go BEFORE DELETE ON log_nodes
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER logs_only_grow BEFORE UPDATE ON logs
WHEN NEW.size <= OLD.size OR NEW.tenant <> OLD.tenant OR NEW.origin <> OLD.origin
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER logs_never_go BEFORE DELETE ON logs
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER tombstones_never_change BEFORE UPDATE ON tombstones
BEGIN SELECT RAISE(ABORT, 'a tombstone never changes'); END;
CREATE TRIGGER tombstones_never_go BEFORE DELETE ON tombstones
BEGIN SELECT RAISE(ABORT, 'a tombstone never changes'); END;
CREATE TRIGGER requests_never_change BEFORE UPDATE ON requests
BEGIN SELECT RAISE(ABORT, 'what was answered never changes'); END;
CREATE TRIGGER requests_never_go BEFORE DELETE ON requests
BEGIN SELECT RAISE(ABORT, 'what was answered never changes'); END;
CREATE TRIGGER parts_never_change BEFORE UPDATE ON parts
BEGIN SELECT RAISE(ABORT, 'what is known never changes'); END;
CREATE TRIGGER spans_never_change BEFORE UPDATE ON spans
BEGIN SELECT RAISE(ABORT, 'what is known never changes'); END;
