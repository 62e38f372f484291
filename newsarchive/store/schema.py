"""The schema as ordered migrations, run once each inside a transaction by sqlite-utils.

A released migration is never edited; `docs/schema.md` draws the result. All text is NFC. Times of capture are
UTC (`2024-07-27T02:00:00Z`); times of publication are Vietnam's wall clock (`2024-01-26T15:23+07:00`).
"""

import sqlite3
from contextlib import closing

from sqlite_utils import Database, Migrations

from newsarchive.errors import StoreError

APPLICATION_ID = 0x4E415256  # "NARV"
MIGRATIONS = Migrations("newsarchive")

_TABLES_1 = """
CREATE TABLE sites (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  home TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL REFERENCES sites(id),
  origin TEXT,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  outcome TEXT,
  exit_code INTEGER,
  pages INTEGER NOT NULL DEFAULT 0,
  new INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  missing INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  arguments TEXT NOT NULL DEFAULT '{}',
  version TEXT NOT NULL
) STRICT;
CREATE INDEX runs_site ON runs(site, started_at);

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL REFERENCES sites(id),
  url TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('listing', 'article', 'photo', 'feed', 'sitemap')),
  source_id TEXT,
  state TEXT NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'fetched', 'gone', 'failed', 'skipped')),
  discovered_at TEXT NOT NULL,
  discovered_on INTEGER REFERENCES pages(id),
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  last_visit_at TEXT,
  next_visit_at TEXT,
  visits INTEGER NOT NULL DEFAULT 0,
  etag TEXT,
  last_modified TEXT,
  priority INTEGER NOT NULL DEFAULT 0,
  depth INTEGER NOT NULL DEFAULT 0,
  redirects INTEGER NOT NULL DEFAULT 0,
  earliest_day TEXT,
  latest_day TEXT
) STRICT;
CREATE UNIQUE INDEX pages_identity ON pages(site, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX pages_pending ON pages(site, priority DESC, id) WHERE state = 'pending';
CREATE INDEX pages_due ON pages(site, next_visit_at) WHERE next_visit_at IS NOT NULL;
CREATE INDEX pages_kind_state ON pages(site, kind, state);
CREATE INDEX pages_discovered_on ON pages(discovered_on);

CREATE TABLE warc_files (
  path TEXT PRIMARY KEY,
  sha256 TEXT,
  bytes INTEGER,
  sealed_at TEXT,
  run_id INTEGER REFERENCES runs(id)
) STRICT;

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  page_id INTEGER REFERENCES pages(id),
  url TEXT NOT NULL,
  requested_url TEXT,
  fetched_at TEXT NOT NULL,
  status INTEGER NOT NULL,
  content_type TEXT,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  warc_file TEXT NOT NULL REFERENCES warc_files(path),
  warc_offset INTEGER NOT NULL,
  warc_length INTEGER NOT NULL,
  revisit_of INTEGER REFERENCES snapshots(id),
  run_id INTEGER REFERENCES runs(id),
  UNIQUE (warc_file, warc_offset)
) STRICT;
CREATE INDEX snapshots_page ON snapshots(page_id, fetched_at);
CREATE INDEX snapshots_sha256 ON snapshots(sha256);
CREATE INDEX snapshots_revisit_of ON snapshots(revisit_of);
CREATE INDEX snapshots_run ON snapshots(run_id);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL REFERENCES sites(id),
  source_id TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT,
  kicker TEXT,
  lead TEXT,
  body TEXT NOT NULL DEFAULT '',
  byline TEXT,
  authors TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),
  agency TEXT,
  section TEXT,
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  dateline TEXT,
  event_date TEXT,
  event_end TEXT,
  published_at TEXT,
  published_day TEXT GENERATED ALWAYS AS (substr(published_at, 1, 10)) STORED,
  published_precision TEXT CHECK (published_precision IN ('minute', 'day', 'month')),
  published_source TEXT,
  published_raw TEXT,
  published_earliest TEXT,
  published_latest TEXT,
  updated_at TEXT,
  layout TEXT NOT NULL,
  extractor TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  missing_at TEXT,
  gone_at TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots(id),
  UNIQUE (site, source_id)
) STRICT;
CREATE INDEX articles_published ON articles(published_day);
CREATE INDEX articles_site_published ON articles(site, published_day);
CREATE INDEX articles_url ON articles(url);
CREATE INDEX articles_snapshot ON articles(snapshot_id);
CREATE INDEX articles_gone ON articles(gone_at) WHERE gone_at IS NOT NULL;

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL CHECK (number >= 1),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots(id),
  seen_at TEXT NOT NULL,
  title TEXT,
  kicker TEXT,
  lead TEXT,
  body TEXT NOT NULL DEFAULT '',
  byline TEXT,
  photos TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(photos)),
  changed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(changed)),
  UNIQUE (article_id, number)
) STRICT;
CREATE INDEX revisions_seen ON revisions(seen_at);
CREATE INDEX revisions_snapshot ON revisions(snapshot_id);

CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  caption TEXT,
  credit TEXT,
  alt TEXT,
  snapshot_id INTEGER REFERENCES snapshots(id),
  width INTEGER,
  height INTEGER,
  UNIQUE (article_id, position)
) STRICT;
CREATE INDEX photos_url ON photos(url);
CREATE INDEX photos_snapshot ON photos(snapshot_id);

CREATE TABLE date_witnesses (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots(id),
  kind TEXT NOT NULL,
  raw TEXT NOT NULL,
  value TEXT,
  precision TEXT,
  agrees INTEGER CHECK (agrees IN (0, 1)),
  place TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX date_witnesses_article ON date_witnesses(article_id);
CREATE INDEX date_witnesses_snapshot ON date_witnesses(snapshot_id);

CREATE TABLE stated_dates (
  page_id INTEGER NOT NULL REFERENCES pages(id),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots(id),
  kind TEXT NOT NULL,
  raw TEXT NOT NULL,
  UNIQUE (page_id, kind, raw)
) STRICT;
CREATE INDEX stated_dates_snapshot ON stated_dates(snapshot_id);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES runs(id),
  page_id INTEGER REFERENCES pages(id),
  snapshot_id INTEGER REFERENCES snapshots(id),
  code TEXT NOT NULL,
  field TEXT,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
  message TEXT NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX findings_once
  ON findings(coalesce(snapshot_id, -1), coalesce(page_id, -1), code, coalesce(field, ''));
CREATE INDEX findings_run ON findings(run_id);
CREATE INDEX findings_page ON findings(page_id);
CREATE INDEX findings_code ON findings(code, last_at);

CREATE TABLE search_text (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  text_folded TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, text, title_folded, text_folded,
  content='search_text', content_rowid='article_id',
  tokenize="unicode61 remove_diacritics 0"
);
CREATE TRIGGER search_text_ai AFTER INSERT ON search_text BEGIN
  INSERT INTO articles_fts(rowid, title, text, title_folded, text_folded)
  VALUES (new.article_id, new.title, new.text, new.title_folded, new.text_folded);
END;
CREATE TRIGGER search_text_ad AFTER DELETE ON search_text BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text, title_folded, text_folded)
  VALUES ('delete', old.article_id, old.title, old.text, old.title_folded, old.text_folded);
END;
CREATE TRIGGER search_text_au AFTER UPDATE ON search_text BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text, title_folded, text_folded)
  VALUES ('delete', old.article_id, old.title, old.text, old.title_folded, old.text_folded);
  INSERT INTO articles_fts(rowid, title, text, title_folded, text_folded)
  VALUES (new.article_id, new.title, new.text, new.title_folded, new.text_folded);
END;
"""


@MIGRATIONS(name="0001_archive")
def _archive(db: Database) -> None:
    _run_script(db.conn, _TABLES_1)
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_SEARCH_2 = """
CREATE VIRTUAL TABLE titles_fts USING fts5(
  title, title_folded,
  content='search_text', content_rowid='article_id', prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE words_fts USING fts5(
  title_folded, text_folded,
  content='search_text', content_rowid='article_id', detail=none, columnsize=0, prefix='1 2 3 4 5',
  tokenize="unicode61 remove_diacritics 0"
);
CREATE TRIGGER search_words_ai AFTER INSERT ON search_text BEGIN
  INSERT INTO titles_fts(rowid, title, title_folded) VALUES (new.article_id, new.title, new.title_folded);
  INSERT INTO words_fts(rowid, title_folded, text_folded)
  VALUES (new.article_id, new.title_folded, new.text_folded);
END;
CREATE TRIGGER search_words_ad AFTER DELETE ON search_text BEGIN
  INSERT INTO titles_fts(titles_fts, rowid, title, title_folded)
  VALUES ('delete', old.article_id, old.title, old.title_folded);
  INSERT INTO words_fts(words_fts, rowid, title_folded, text_folded)
  VALUES ('delete', old.article_id, old.title_folded, old.text_folded);
END;
CREATE TRIGGER search_words_au AFTER UPDATE ON search_text BEGIN
  INSERT INTO titles_fts(titles_fts, rowid, title, title_folded)
  VALUES ('delete', old.article_id, old.title, old.title_folded);
  INSERT INTO words_fts(words_fts, rowid, title_folded, text_folded)
  VALUES ('delete', old.article_id, old.title_folded, old.text_folded);
  INSERT INTO titles_fts(rowid, title, title_folded) VALUES (new.article_id, new.title, new.title_folded);
  INSERT INTO words_fts(rowid, title_folded, text_folded)
  VALUES (new.article_id, new.title_folded, new.text_folded);
END;
INSERT INTO titles_fts(titles_fts) VALUES ('rebuild');
INSERT INTO words_fts(words_fts) VALUES ('rebuild');

CREATE VIEW articles_view AS
SELECT a.*,
  CASE WHEN a.lead IS NULL OR a.lead = '' THEN a.body WHEN a.body = '' THEN a.lead
    ELSE a.lead || char(10, 10) || a.body END AS text,
  (SELECT count(*) FROM photos p WHERE p.article_id = a.id) AS photo_count,
  (SELECT group_concat(caption, char(10)) FROM
    (SELECT caption FROM photos p WHERE p.article_id = a.id AND caption IS NOT NULL ORDER BY position)) AS captions,
  a.revision > 1 AS edited,
  a.gone_at IS NOT NULL AS gone
FROM articles a;
CREATE VIEW photos_view AS
SELECT p.*, a.site, a.source_id, a.title, a.url AS article_url, a.published_at, a.published_day
FROM photos p JOIN articles a ON a.id = p.article_id;
CREATE VIEW revisions_view AS
SELECT r.*, a.site, a.source_id, a.url, a.published_at, a.published_day, a.revision = r.number AS current
FROM revisions r JOIN articles a ON a.id = r.article_id;
CREATE VIEW changes_view AS
SELECT r.seen_at, 'edited' AS kind, a.site, a.id AS article_id, a.source_id, r.number AS revision, r.changed,
  a.title, a.url, a.published_at
FROM revisions r JOIN articles a ON a.id = r.article_id WHERE r.number > 1
UNION
SELECT f.first_at, f.code, a.site, a.id, a.source_id, NULL, '[]', a.title, a.url, a.published_at
FROM findings f JOIN pages p ON p.id = f.page_id AND p.kind = 'article'
JOIN articles a ON a.site = p.site AND a.source_id = p.source_id
WHERE f.code IN ('missing', 'gone', 'returned')
UNION
SELECT a.missing_at, 'missing', a.site, a.id, a.source_id, NULL, '[]', a.title, a.url, a.published_at
FROM articles a WHERE a.missing_at IS NOT NULL AND a.missing_at IS NOT a.gone_at
UNION
SELECT a.gone_at, 'gone', a.site, a.id, a.source_id, NULL, '[]', a.title, a.url, a.published_at
FROM articles a WHERE a.gone_at IS NOT NULL;
CREATE VIEW months_view AS
SELECT site, substr(published_day, 1, 7) AS month, count(*) AS articles
FROM articles GROUP BY site, substr(published_day, 1, 7);
"""


@MIGRATIONS(name="0002_search")
def _search(db: Database) -> None:
    """Small indexes beside `articles_fts` that keep search fast (titles alone; folded words with their beginnings),
    and views for people: no extension and no function of ours is needed to read them."""
    _run_script(db.conn, _SEARCH_2)


_TABLES_3 = """
CREATE TABLE alerts (
  id INTEGER PRIMARY KEY,
  site TEXT REFERENCES sites(id),
  cause TEXT NOT NULL,
  field TEXT,
  message TEXT NOT NULL,
  since TEXT,
  snapshot_id INTEGER REFERENCES snapshots(id),
  url TEXT,
  run_id INTEGER REFERENCES runs(id),
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  sent TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(sent)),
  cleared_at TEXT
) STRICT;
CREATE UNIQUE INDEX alerts_once ON alerts(coalesce(site, ''), cause) WHERE cleared_at IS NULL;
CREATE INDEX alerts_snapshot ON alerts(snapshot_id);
CREATE INDEX alerts_run ON alerts(run_id);
CREATE INDEX articles_seen ON articles(site, first_seen_at);
CREATE INDEX articles_site_snapshot ON articles(site, snapshot_id);
ALTER TABLE runs ADD COLUMN findings TEXT;
ALTER TABLE runs ADD COLUMN disk_free INTEGER;
"""


@MIGRATIONS(name="0003_alerts")
def _alerts(db: Database) -> None:
    """What a person was told; on each run its findings by code (JSON) and the bytes left on the disk."""
    _run_script(db.conn, _TABLES_3)


_TABLES_4 = """
CREATE TABLE clock_places (
  site TEXT NOT NULL REFERENCES sites(id),
  place TEXT NOT NULL,
  PRIMARY KEY (site, place)
) STRICT;
"""


@MIGRATIONS(name="0004_clock_places")
def _clock_places(db: Database) -> None:
    """Places of a site's pages that show the day of rendering though they stand where a date of publication stands."""
    _run_script(db.conn, _TABLES_4)


_CHANGES_5 = """
DROP VIEW changes_view;
CREATE VIEW changes_view AS
SELECT r.seen_at, 'edited' AS kind, a.site, a.id AS article_id, a.source_id, r.number AS revision, r.changed,
  a.title, a.url, a.published_at
FROM revisions r JOIN articles a ON a.id = r.article_id WHERE r.number > 1
UNION
SELECT f.first_at, f.code, a.site, a.id, a.source_id, NULL, '[]', a.title, a.url, a.published_at
FROM findings f JOIN pages p ON p.id = f.page_id AND p.kind = 'article'
JOIN articles a ON a.site = p.site AND a.source_id = p.source_id
WHERE f.code IN ('missing', 'gone', 'returned') OR f.code = 'moved' AND f.first_at > a.first_seen_at
UNION
SELECT a.missing_at, 'missing', a.site, a.id, a.source_id, NULL, '[]', a.title, a.url, a.published_at
FROM articles a WHERE a.missing_at IS NOT NULL AND a.missing_at IS NOT a.gone_at
UNION
SELECT a.gone_at, 'gone', a.site, a.id, a.source_id, NULL, '[]', a.title, a.url, a.published_at
FROM articles a WHERE a.gone_at IS NOT NULL;
"""


@MIGRATIONS(name="0005_moved")
def _moved(db: Database) -> None:
    """`changes_view` also tells articles whose address leads elsewhere since they were stored."""
    _run_script(db.conn, _CHANGES_5)


_TABLES_6 = """
CREATE TABLE refusals (
  snapshot_id INTEGER PRIMARY KEY REFERENCES snapshots(id),
  extractor TEXT NOT NULL
) STRICT;
"""


@MIGRATIONS(name="0006_refusals")
def _refusals(db: Database) -> None:
    """Captures of article pages in which `reextract` found no article, and the code that read them last."""
    _run_script(db.conn, _TABLES_6)


def _run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: `executescript` would commit the transaction around the migration."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database up to this version's schema.

    Raises:
        StoreError: the database belongs to another program or to a newer version of this one.
    """
    refuse_foreign(connection)
    MIGRATIONS.apply(Database(connection))


def refuse_foreign(connection: sqlite3.Connection) -> None:
    """Raise StoreError for a database with tables that are not ours, or with migrations we do not know."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application != APPLICATION_ID:
        if application or tables - {"_sqlite_migrations", "sqlite_sequence"}:
            raise StoreError(
                "This database belongs to another program: give --db another file, one that does not exist yet"
                " or one that newsarchive made."
            )
        return
    with closing(sqlite3.connect(":memory:")) as empty:
        known = {migration.name for migration in MIGRATIONS.pending(Database(empty))}
    applied = {migration.name for migration in MIGRATIONS.applied(Database(connection))}
    if applied - known:
        raise StoreError(
            f"This database was written by a newer newsarchive (it has {', '.join(sorted(applied - known))}):"
            " upgrade newsarchive to open it."
        )


def altered_objects(connection: sqlite3.Connection) -> list[str]:
    """Views, triggers and indexes of an up-to-date archive that somebody removed or made anew otherwise.

    What others added is theirs.
    """
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh)
        ours = _objects(fresh)
    held = _objects(connection)
    return sorted(name for name, sql in ours.items() if held.get(name) != sql)


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE type IN ('view', 'trigger', 'index') AND sql NOT NULL"
        " AND tbl_name NOT GLOB '_sqlite*'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def needs_migration(connection: sqlite3.Connection) -> bool:
    """Whether the database lacks a migration of this version."""
    return bool(MIGRATIONS.pending(Database(connection)))
