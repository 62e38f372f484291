"""The columns that exports offer: stable names, what each holds, and the SQL that gives it.

People's scripts depend on these names: one may be added at the end, none renamed. `docs/export.md` shows the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsarchive.errors import ConfigError

Kind = Literal["text", "long", "integer", "day", "moment", "published", "json", "url"]
"""day: `2024-01-26`, or `2024-01` where no more is known. moment: UTC, `2024-01-26T08:23:00Z`. published: Vietnam's
wall clock as precise as printed. long: text that may be thousands of characters. json: an array."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `sql` is an expression over `articles a`."""

    name: str
    kind: Kind
    description: str
    sql: str = ""

    @property
    def expression(self) -> str:
        return self.sql or f"a.{self.name}"


_TEXT = (
    "CASE WHEN a.lead IS NULL OR a.lead = '' THEN a.body WHEN a.body = '' THEN a.lead"
    " ELSE a.lead || char(10, 10) || a.body END"
)
_DISPLAY = (
    "CASE a.published_precision WHEN 'month' THEN substr(a.published_day, 6, 2) || '/' || substr(a.published_day, 1, 4)"
    " ELSE substr(a.published_day, 9, 2) || '/' || substr(a.published_day, 6, 2) || '/'"
    " || substr(a.published_day, 1, 4) END"
)
_CAPTIONS = (
    "(SELECT group_concat(caption, char(10)) FROM (SELECT caption FROM photos WHERE article_id = a.id"
    " AND caption IS NOT NULL ORDER BY position))"
)
_PHOTOS = "(SELECT count(*) FROM photos WHERE article_id = a.id)"

COLUMNS = (
    Column("id", "integer", "number of the article in this archive"),
    Column("site", "text", "the site's name here, for instance thanhuytphcm"),
    Column("source_id", "text", "the site's own id of the article, or its path where the site has no ids"),
    Column("url", "url", "address of the article (canonical)"),
    Column("title", "text", "headline as printed"),
    Column("kicker", "text", "short line above the headline"),
    Column("published_date", "text", "day of publication for reading, dd/mm/yyyy (mm/yyyy: only the month is known)",
           _DISPLAY),
    Column("published_at", "published", "publication, Vietnam's wall clock, as precise as the page"
           " (2024-01-26T15:23+07:00 or 2024-01-26)"),
    Column("published_day", "day", "day of publication in Vietnam, for sorting and grouping: 2024-01-26"),
    Column("published_precision", "text", "minute, day or month"),
    Column("published_source", "text", "which place on the page told the date: structured, printed, feed, photo …"),
    Column("section", "text", "the site's rubric (chuyên mục)"),
    Column("byline", "text", "author line as printed"),
    Column("authors", "json", "people read from the byline"),
    Column("agency", "text", "news agency named as source"),
    Column("dateline", "text", "place or agency that opens the text, as printed"),
    Column("event_date", "day", "first day of the event told of"),
    Column("event_end", "day", "last day of the event, where it took several"),
    Column("lead", "long", "opening summary (sapo)"),
    Column("body", "long", "paragraphs after the lead, a blank line between"),
    Column("text", "long", "lead and body together", _TEXT),
    Column("tags", "json", "tags as printed"),
    Column("photo_count", "integer", "number of photos", _PHOTOS),
    Column("captions", "long", "photo captions, one a line", _CAPTIONS),
    Column("updated_at", "published", "time of the site's own update note, Vietnam's wall clock"),
    Column("published_raw", "text", "the date as printed"),
    Column("published_earliest", "day", "not published before this day, as far as is known"),
    Column("published_latest", "day", "not published after this day, as far as is known"),
    Column("first_seen_at", "moment", "first capture, UTC"),
    Column("last_seen_at", "moment", "latest capture that still had it, UTC"),
    Column("missing_at", "moment", "first capture that did not find it, UTC"),
    Column("gone_at", "moment", "when it was known to be taken down, UTC"),
    Column("revision", "integer", "number of the current text; above 1 = edited after it was first seen"),
    Column("layout", "text", "page layout it was read from"),
    Column("extractor", "text", "name and version of the code that read it"),
    Column("snapshot_id", "integer", "capture that the current text was read from (table snapshots)"),
)  # fmt: skip
"""In the order of a default export."""
BY_NAME = {column.name: column for column in COLUMNS}

RAW_NAMES = (
    "id", "site", "source_id", "url", "title", "kicker", "lead", "body", "byline", "authors", "agency",
    "section", "tags", "dateline", "event_date", "event_end", "published_at", "published_day",
    "published_precision", "published_source", "published_raw", "published_earliest",
    "published_latest", "updated_at", "layout", "extractor", "first_seen_at", "last_seen_at",
    "missing_at", "gone_at", "revision", "snapshot_id",
)  # fmt: skip
"""The columns of the table `articles`, in its order: what `--raw` writes."""


def choose_columns(names: Sequence[str] = (), *, raw: bool = False) -> tuple[Column, ...]:
    """Columns by name, in the order asked for; without names the default ones.

    Raises:
        ConfigError: a name is unknown or given twice.
    """
    if not names:
        return tuple(BY_NAME[name] for name in RAW_NAMES) if raw else COLUMNS
    unknown = [name for name in names if name not in BY_NAME]
    if unknown:
        raise ConfigError(
            f"There is no column {unknown[0]!r}: choose from {', '.join(BY_NAME)}.",
            setting="--columns",
            value=unknown[0],
        )
    twice = {name for name in names if list(names).count(name) > 1}
    if twice:
        raise ConfigError(f"Column {min(twice)!r} is named twice.", setting="--columns", value=min(twice))
    return tuple(BY_NAME[name] for name in names)
