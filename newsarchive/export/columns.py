"""The tables and columns that exports offer: stable names, what each holds, and the SQL that gives it.

People's scripts depend on these names: one may be added at the end, none renamed. `docs/export.md` shows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsarchive.errors import ConfigError

Kind = Literal["text", "long", "integer", "day", "shown", "moment", "published", "json", "url"]

KINDS: dict[str, str] = {
    "text": "text",
    "long": "text, may be thousands of characters",
    "integer": "whole number",
    "day": "day, 2024-01-26 (2024-01 where only the month is known)",
    "shown": "day as people read it, 26/01/2024 (01/2024 where only the month is known)",
    "moment": "UTC, 2024-01-26T08:23:00Z",
    "published": "Vietnam's wall clock, as precise as printed: 2024-01-26T15:23+07:00 or 2024-01-26",
    "json": "JSON array",
    "url": "web address",
}
"""What the values of each kind look like in CSV and JSON Lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `sql` is an expression over the table's rows."""

    name: str
    kind: Kind
    sql: str
    meaning: str
    vietnamese: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export: its rows come from `source`, where `a` is always the article."""

    name: str
    source: str
    order: str
    columns: tuple[Column, ...]
    number: str = "NULL"
    """SQL of what tells rows of one article apart."""

    def choose(self, names: Sequence[str]) -> tuple[Column, ...]:
        """Columns by name, in the order asked for.

        Raises:
            ConfigError: a name is unknown or given twice.
        """
        by_name = {column.name: column for column in self.columns}
        unknown = [name for name in names if name not in by_name]
        if unknown:
            raise ConfigError(
                f"There is no column {unknown[0]!r}: choose from {', '.join(by_name)}.",
                setting="--columns",
                value=unknown[0],
            )
        twice = [name for at, name in enumerate(names) if name in names[:at]]
        if twice:
            raise ConfigError(f"Column {twice[0]!r} is named twice.", setting="--columns", value=twice[0])
        return tuple(by_name[name] for name in names)


_TEXT = (
    "CASE WHEN a.lead IS NULL OR a.lead = '' THEN a.body WHEN a.body = '' THEN a.lead"
    " ELSE a.lead || char(10, 10) || a.body END"
)
_DISPLAY = (
    "CASE length(a.published_day) WHEN 7"
    " THEN substr(a.published_day, 6, 2) || '/' || substr(a.published_day, 1, 4)"
    " ELSE substr(a.published_day, 9, 2) || '/' || substr(a.published_day, 6, 2) || '/'"
    " || substr(a.published_day, 1, 4) END"
)
_CAPTIONS = (
    "(SELECT group_concat(caption, char(10)) FROM (SELECT caption FROM photos WHERE article_id = a.id"
    " AND caption IS NOT NULL ORDER BY position))"
)
_PHOTO_COUNT = "(SELECT count(*) FROM photos WHERE article_id = a.id)"
_PHOTOS = (
    "(SELECT json_group_array(json_object('position', position, 'url', url, 'caption', caption, 'credit', credit,"
    " 'alt', alt, 'width', width, 'height', height, 'snapshot_id', snapshot_id))"
    " FROM (SELECT * FROM photos WHERE article_id = a.id ORDER BY position))"
)
_REVISIONS = (
    "(SELECT json_group_array(json_object('number', number, 'seen_at', seen_at, 'snapshot_id', snapshot_id,"
    " 'title', title, 'kicker', kicker, 'lead', lead, 'body', body, 'byline', byline, 'photos', json(photos),"
    " 'changed', json(changed))) FROM (SELECT * FROM revisions WHERE article_id = a.id ORDER BY number))"
)


def _a(name: str, kind: Kind, meaning: str, vietnamese: str) -> Column:
    return Column(name, kind, f"a.{name}", meaning, vietnamese)


_SAME = (
    _a("site", "text", "the site's name here, for instance thanhuytphcm", "tên trang"),
    _a(
        "source_id",
        "text",
        "the site's own id of the article; its path where the site has no ids",
        "mã bài của trang",
    ),
)
ARTICLES = Table(
    "articles",
    "articles a",
    "a.id",
    (
        _a("id", "integer", "number of the article in this archive", "số bài trong kho"),
        *_SAME,
        _a("url", "url", "address of the article (canonical)", "địa chỉ bài"),
        _a("title", "text", "headline as printed", "tiêu đề"),
        _a("kicker", "text", "short line above the headline", "dòng trên tiêu đề"),
        Column("published_date", "shown", _DISPLAY, "day of publication, to read", "ngày đăng"),
        _a("published_at", "published", "publication", "thời điểm đăng"),
        _a("published_day", "day", "day of publication in Vietnam, to sort and group by", "ngày đăng để sắp xếp"),
        _a("published_precision", "text", "minute, day or month", "độ chính xác của ngày đăng"),
        _a("published_source", "text", "place that told the date: structured, printed, feed …", "nguồn của ngày đăng"),
        _a("section", "text", "the site's rubric", "chuyên mục"),
        _a("byline", "text", "author line as printed", "dòng tác giả"),
        _a("authors", "json", "people read from the byline", "tác giả"),
        _a("agency", "text", "news agency named as source", "hãng tin"),
        _a("dateline", "text", "place or agency that opens the text, as printed", "nơi, hãng mở đầu bài"),
        _a("event_date", "day", "first day of the event told of", "ngày diễn ra sự kiện"),
        _a("event_end", "day", "last day of the event, where it took several", "ngày kết thúc sự kiện"),
        _a("lead", "long", "opening summary (sapo)", "sapo"),
        _a("body", "long", "paragraphs after the lead, a blank line between", "nội dung"),
        Column("text", "long", _TEXT, "lead and body together", "toàn văn: sapo và nội dung"),
        _a("tags", "json", "tags as printed", "từ khóa"),
        Column("photo_count", "integer", _PHOTO_COUNT, "number of photos", "số ảnh"),
        Column("captions", "long", _CAPTIONS, "photo captions, one a line", "chú thích ảnh"),
        _a("updated_at", "published", "the site's own note of an update", "thời điểm cập nhật"),
        _a("published_raw", "text", "the date as printed", "ngày đăng như in trên trang"),
        _a("published_earliest", "day", "not published before this day, as far as is known", "đăng không trước ngày"),
        _a("published_latest", "day", "not published after this day, as far as is known", "đăng không sau ngày"),
        _a("first_seen_at", "moment", "first capture", "lần đầu ghi nhận"),
        _a("last_seen_at", "moment", "latest capture that still had it", "lần cuối còn thấy"),
        _a("missing_at", "moment", "first capture that did not find it", "lần đầu không thấy"),
        _a("gone_at", "moment", "when it was known to be taken down", "thời điểm xác nhận bị gỡ"),
        _a("revision", "integer", "number of the current text; above 1 = edited since first seen", "số lần sửa + 1"),
        _a("layout", "text", "page layout it was read from", "kiểu trình bày của trang"),
        _a("extractor", "text", "name and version of the code that read it", "phiên bản bộ đọc"),
        _a("snapshot_id", "integer", "capture that the text was read from", "bản chụp đã đọc"),
        Column("photos", "json", _PHOTOS, "photos with position, url, caption, credit, alt, size", "ảnh"),
        Column("revisions", "json", _REVISIONS, "every text it has had, with the time it was seen", "các bản đã đăng"),
    ),
)  # fmt: skip
NOT_BY_DEFAULT = frozenset(("photos", "revisions"))
"""Columns that come only when they are asked for."""
RAW_NAMES = (
    "id", "site", "source_id", "url", "title", "kicker", "lead", "body", "byline", "authors", "agency", "section",
    "tags", "dateline", "event_date", "event_end", "published_at", "published_day", "published_precision",
    "published_source", "published_raw", "published_earliest", "published_latest", "updated_at", "layout", "extractor",
    "first_seen_at", "last_seen_at", "missing_at", "gone_at", "revision", "snapshot_id",
)  # fmt: skip
"""The columns of the table `articles` in its order: what `--raw` writes."""

_ARTICLE_ID = Column(
    "article_id", "integer", "a.id", "number of the article (articles.id)", "số bài trong kho"
)
PHOTOS = Table(
    "photos",
    "articles a JOIN photos p ON p.article_id = a.id",
    "a.id, p.position",
    (
        _ARTICLE_ID,
        *_SAME,
        Column("position", "integer", "p.position", "place among the article's photos, from 1", "thứ tự"),
        Column("url", "url", "p.url", "address of the picture", "địa chỉ ảnh"),
        Column("caption", "long", "p.caption", "text under the picture", "chú thích"),
        Column("credit", "text", "p.credit", "credit as printed", "nguồn ảnh"),
        Column("alt", "text", "p.alt", "alternative text of the page", "văn bản thay thế"),
        Column("width", "integer", "p.width", "pixels as the page states them", "chiều rộng"),
        Column("height", "integer", "p.height", "pixels as the page states them", "chiều cao"),
        Column("snapshot_id", "integer", "p.snapshot_id", "capture of the picture, if there is one", "bản chụp"),
    ),
    "p.position",
)  # fmt: skip
REVISIONS = Table(
    "revisions",
    "articles a JOIN revisions r ON r.article_id = a.id",
    "a.id, r.number",
    (
        _ARTICLE_ID,
        *_SAME,
        Column("number", "integer", "r.number", "1 = the first text seen", "số thứ tự bản"),
        Column("seen_at", "moment", "r.seen_at", "capture that showed it first", "thời điểm ghi nhận"),
        Column("changed", "json", "r.changed", "fields that differ from the revision before", "phần đã sửa"),
        Column("title", "text", "r.title", "headline", "tiêu đề"),
        Column("kicker", "text", "r.kicker", "short line above the headline", "dòng trên tiêu đề"),
        Column("lead", "long", "r.lead", "opening summary (sapo)", "sapo"),
        Column("body", "long", "r.body", "paragraphs, a blank line between", "nội dung"),
        Column("byline", "text", "r.byline", "author line as printed", "dòng tác giả"),
        Column("photos", "json", "r.photos", "photos with url, caption, credit", "ảnh"),
        Column("snapshot_id", "integer", "r.snapshot_id", "capture that it was read from", "bản chụp đã đọc"),
    ),
    "r.number",
)  # fmt: skip
TABLES = {table.name: table for table in (ARTICLES, PHOTOS, REVISIONS)}


def article_columns(
    names: Sequence[str] = (), *, raw: bool = False, nested: Sequence[str] = ()
) -> tuple[Column, ...]:
    """Columns of an export of articles: those named, else the default ones; `nested` ones come last.

    Raises:
        ConfigError: a name is unknown or given twice.
    """
    default = RAW_NAMES if raw else [c.name for c in ARTICLES.columns if c.name not in NOT_BY_DEFAULT]
    chosen = list(names) or list(default)
    return ARTICLES.choose([*chosen, *(name for name in nested if name not in chosen)])
