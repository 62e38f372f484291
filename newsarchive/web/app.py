"""The served application: Datasette over one archive that nobody can write to, with our settings and plugin."""

from pathlib import Path
from typing import Any

from newsarchive.errors import ConfigError
from newsarchive.store.connect import open_reader
from newsarchive.web.questions import questions

NAME = "archive"
"""Of the database in addresses: /archive/articles."""
PLUGIN = "newsarchive"
REPLACED = "datasette.handle_exception"
"""Datasette's own error pages."""
HERE = Path(__file__).parent

SETTINGS: dict[str, Any] = {
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 1_000,
    "max_returned_rows": 2_000,
    "default_page_size": 50,
    "truncate_cells_html": 160,
    "suggest_facets": False,
    "allow_download": False,
    "allow_csv_stream": False,
    "num_sql_threads": 4,
    "cache_size_kb": 32_000,
    "default_cache_ttl": 0,
}
HIDDEN = ("search_text", "_sqlite_migrations", "stated_dates", "articles_fts", "titles_fts", "words_fts")


def make_app(db: Path) -> Any:
    """A Datasette over an archive; `app()` of it is the ASGI application.

    Raises:
        ConfigError: Datasette is not installed.
        StoreError: there is no archive, or it is another program's or of another version.
    """
    try:
        from datasette.app import Datasette
        from datasette.plugins import pm
    except ImportError as error:
        raise ConfigError(
            "The browser view needs Datasette: pip install 'newsarchive[serve]'.", setting="serve"
        ) from error
    from newsarchive.web import plugin
    from newsarchive.web.database import ArchiveDatabase

    open_reader(db).close()
    if not pm.has_plugin(PLUGIN):
        pm.register(plugin, PLUGIN)
    if pm.has_plugin(
        REPLACED
    ):  # it would render each error a second time, with every variable on the terminal
        pm.unregister(name=REPLACED)
    datasette = Datasette(
        files=[],
        settings=SETTINGS,
        metadata=_metadata(db),
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "static"))],
        cache_headers=False,
    )
    datasette.remove_database("_memory")
    datasette.add_database(ArchiveDatabase(datasette, db), name=NAME)
    return datasette


def _metadata(db: Path) -> dict[str, Any]:
    """Titles, facets and hidden tables."""
    tables: dict[str, Any] = {name: {"hidden": True} for name in HIDDEN}
    tables["articles"] = {
        "facets": ["site", "section", "published_source", {"year": "published_day"}],
        "facet_size": 20,
        "sort_desc": "published_day",
        "label_column": "title",
        "description": "The current state of every article. Group and filter by published_day.",
    }
    tables["photos"] = {"label_column": "caption"}
    tables["findings"] = {"facets": ["code", "severity"], "sort_desc": "last_at"}
    tables["pages"] = {"facets": ["site", "kind", "state"], "label_column": "url"}
    tables["changes_view"] = {"facets": ["site", "kind"]}
    queries = {
        question.name: {"sql": question.sql, "title": question.title, "description": question.title_vi}
        for question in questions()
    }
    return {
        "title": db.stem,
        "databases": {NAME: {"tables": tables, "queries": queries}},
    }


def close(datasette: Any) -> None:
    """Let go of the archive; nothing can be asked afterwards."""
    datasette.executor.shutdown(wait=True, cancel_futures=True)
    for database in datasette.databases.values():
        database.close()
