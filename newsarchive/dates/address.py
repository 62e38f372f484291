"""Days that stand inside addresses: in a photo's path, and in the id or path of an article."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

VIETNAM = timezone(timedelta(hours=7))

_PHOTO = re.compile(
    r"/res/news/(\d{4})/(\d\d)/((\d\d)-(\d\d)-(\d{4}))-(.*?)-?-([0-9A-Fa-f]{7,8})(?:-details)?\.[A-Za-z]{3,4}$"
)
_NAMED_PHOTO = re.compile(
    r"/((\d\d)-(\d\d)-(\d{4}))-([a-z0-9-]{10,}?)(?:-[0-9A-Fa-f]{7,8})?(?:-details)?\.[A-Za-z]{3,4}$"
)
_LONG_ID = re.compile(
    r"(?<!\d)((20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?)(?!\d)"
)
_SHORT_ID = re.compile(
    r"(?<!\d)(\d{3}(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{3})(?!\d)"
)
_DAY_PATH = re.compile(r"/((20\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01]))/")
_MONTH_PATH = re.compile(r"/((20\d\d)(0[1-9]|1[0-2]))/")
_ID_TAIL = re.compile(r"[-_.]?(?:post|n|v|i)?\d{4,}(?:\.[a-z]{2,5})?$")
_EXTENSION = re.compile(r"\.(?:html?|vov|tpo|vnp|vgp|aspx|chn|amp)$")
_REPLAY = re.compile(r"^/(?:[\w-]+/)?\d{14}(?:[a-z]{2}_)?/https?:/{1,2}[^/]+")
"""What web archives put before an address: the moment of their capture, which says nothing of the page."""
_NOT_KEY = re.compile(r"[^a-z0-9]+")

MAX_URL_CHARS = 2000
CUT_KEY_CHARS = 55
"""A slug this long (marks and hyphens not counted) may have been cut, so a shared beginning is enough."""
MIN_KEY_CHARS = 8


def photo_day(address: str, slugs: tuple[str, ...]) -> tuple[str, str] | None:
    """The day in the path of a photo of this very article: (day as in the path, `YYYY-MM-DD`), or None.

    Args:
        address: Address of the photo. The clock in `?vs=` has twelve hours, so only days are read.
        slugs: Slugs of the article (of its address, of its title). Photos named after another story are archive
            pictures, years older perhaps, and say nothing.
    Source: 29 addresses of images.hcmcpv.org.vn, 2019–2026, in `docs/witnesses.md`.

    >>> photo_day("https://i.vn/res/news/2024/01/26-01-2024-tong-ket-cong-tac-8D24F1B6.jpg", ("tong-ket-cong-tac",))
    ('26-01-2024', '2024-01-26')
    """
    path = _path(address)
    match = _PHOTO.search(path)
    if match:
        raw, day, month, year, slug = match[3], match[4], match[5], match[6], match[7]
        if (year, month) != (match[1], match[2]):
            return None
    else:
        match = _NAMED_PHOTO.search(path)
        if not match:
            return None
        raw, day, month, year, slug = match[1], match[2], match[3], match[4], match[5]
    value = _iso(year, month, day)
    if value is None or not any(same_story(slug, own) for own in slugs):
        return None
    return raw, value


@lru_cache(maxsize=256)
def names_a_day(address: str) -> bool:
    """Whether a photo's path is of the kind that holds a day and a story's slug, whichever story that is."""
    path = _path(address)
    return bool(_PHOTO.search(path) or _NAMED_PHOTO.search(path))


def same_story(one: str, other: str) -> bool:
    """Whether two slugs come from one title: equal, or one cut off where slugs are cut (photos ~80, pages ~98).

    >>> same_story("covid-19-va-chung-ta", "covid19-va-chung-ta"), same_story("le-ky-niem", "le-ky-niem-20-nam")
    (True, False)
    """
    short, long = sorted((slug_key(one), slug_key(other)), key=len)
    if len(short) < MIN_KEY_CHARS:
        return False
    return short == long or (len(short) >= CUT_KEY_CHARS and long.startswith(short))


def slug_key(text: str) -> str:
    """Letters and digits of a slug or title, plain and lower case; what the same title always gives.

    >>> slug_key("Đảng bộ Quận 5"), slug_key("dang-bo-quan-5")
    ('dangboquan5', 'dangboquan5')
    """
    return _NOT_KEY.sub("", normalize("NFD", unquote(text).lower().replace("đ", "d")))


def slug_of(url: str) -> str:
    """The words of an article's address, without its id and extension.

    >>> slug_of("https://www.thanhuytphcm.vn/tin-tuc/tong-ket-cong-tac-1491917573")
    'tong-ket-cong-tac'
    """
    parts = [part for part in _path(url).split("/") if part]
    words = [_ID_TAIL.sub("", _EXTENSION.sub("", part)) for part in parts]
    return max(words, key=lambda part: (part.count("-"), len(part)), default="")


@lru_cache(maxsize=64)
def address_time(url: str) -> tuple[str, str] | None:
    """The time of creation inside an article's address: (digits, `YYYY-MM-DD` or `YYYY-MM`), or None.

    Reads ids of the form yyyyMMddHHmmss[SSS] (tuoitre, dantri, baotintuc) and a prefix of three digits with
    yyMMddHHmmssSSS (baochinhphu, vtv, nld), and paths with /yyyy/mm/dd/ or /yyyymm/. It is when the page was made,
    which may be hours before publication, so only the day is given.

    >>> address_time("https://vtv.vn/mot-giao-vien-100260717183037249.htm")
    ('100260717183037249', '2026-07-17')
    """
    path = _path(url)
    for pattern, century in ((_LONG_ID, ""), (_SHORT_ID, "20"), (_DAY_PATH, "")):
        match = pattern.search(path)
        if match:
            value = _iso(century + match[2], match[3], match[4])
            if value:
                return match[1], value
    match = _MONTH_PATH.search(path)
    return (match[1], f"{match[2]}-{match[3]}") if match else None


def unix_day(source_id: str, below: int) -> str | None:
    """The day of an id that is unix seconds, in Vietnam's zone; None for ids from `below` on and before 2000.

    >>> unix_day("1435634558", 1_491_800_000), unix_day("1491917573", 1_491_800_000)
    ('2015-06-30', None)
    """
    if not source_id.isascii() or not source_id.isdigit() or not 946_684_800 <= int(source_id) < below:
        return None
    return datetime.fromtimestamp(int(source_id), UTC).astimezone(VIETNAM).date().isoformat()


@lru_cache(maxsize=256)
def _path(address: str) -> str:
    """The decoded path; empty for what is no address (pages hold any text where an address belongs)."""
    try:
        path = unquote(urlsplit(address[:MAX_URL_CHARS]).path)
    except ValueError:
        return ""
    return _REPLAY.sub("", path) if ":/" in path else path


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
