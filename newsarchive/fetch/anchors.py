"""Links as a page shows them, and the dates printed beside them. One compiled XPath does the work
(`LinkExtractor` costs five times the reading of all fields)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from newsarchive.urls.canonical import canonical_url

MAX_LINKS = 5_000
"""Links read from one page."""
MAX_DATE_CHARS = 60
MAX_BLOCK_LEVELS = 5
MAX_BLOCK_ELEMENTS = 60
"""What stands beside a link is near it and small; the page's masthead is neither."""

_HREFS = etree.XPath("//a[@href]")
_BASE = etree.XPath("string(//base/@href)")
_BASE_BYTES = re.compile(rb"<base\s[^>]*?href\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_HREF_BYTES = re.compile(rb"""<a\s[^<>]{0,500}?\bhref\s*=\s*["']?([^"'\s<>]{2,2000})""", re.IGNORECASE)
_PRINTED_DATE = re.compile(
    r"^\W*(?:(?:thứ\s+\w+|chủ\s+nhật|t[2-7]|cn)\W+)?(?:\d{1,2}[:h]\d{2}(?::\d{2})?\W+)?(?:ngày\s+)?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d{2})"
    r"(?:\W+(?:lúc\s+)?\d{1,2}[:h]\d{2}(?::\d{2})?)?(?:\s*(?:am|pm|sa|ch|gmt\s?\+7))?\W*$",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """One `<a href>` of a page, resolved."""

    url: str
    text: str
    rel: str
    element: etree._Element


def iter_anchors(root: etree._Element, page_url: str, to_own: Callable[[str], str] = str) -> Iterator[Anchor]:
    """All links of a page in document order, absolute, http(s) only. `to_own` gives the site's own address for one
    that a replica names."""
    base = _absolute(_BASE(root), page_url) or page_url
    for count, element in enumerate(_HREFS(root)):
        if count >= MAX_LINKS:
            return
        url = _absolute(element.get("href") or "", base)
        if url is not None:
            text = " ".join("".join(element.itertext()).split())
            yield Anchor(url=to_own(url), text=text, rel=(element.get("rel") or "").lower(), element=element)


def iter_hrefs(body: bytes) -> Iterator[bytes]:
    """What stands in the links of a page, each once, without building its tree: for article pages, whose tree is
    built elsewhere."""
    seen: set[bytes] = set()
    for match in _HREF_BYTES.finditer(body):
        if match[1] not in seen:
            if len(seen) >= MAX_LINKS:
                return
            seen.add(match[1])
            yield match[1]


def base_of(body: bytes, page_url: str) -> str:
    """What relative links of a page are counted from: its `<base href>`, else its own address."""
    found = _BASE_BYTES.search(body)
    return (address_of(found[1].strip(b"\"'"), page_url) or page_url) if found else page_url


def address_of(href: bytes, page_url: str) -> str | None:
    """The absolute http(s) address that a link as written means; None where it means none."""
    return _absolute(unescape(href.decode("utf-8", "replace")), page_url)


def _absolute(href: str, base: str) -> str | None:
    href = href.strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    try:
        url = urljoin(base, href)
        canonical_url(url)  # asked for right after; what has none must not cost the page its other links
    except ValueError:
        return None
    return url


def date_beside(link: etree._Element, owners: Mapping[etree._Element, str]) -> str | None:
    """The one date that stands beside the link to an article, as printed; None where there is none, or several.

    Looks through the largest small block around the link that holds no link to another article. Only elements that
    hold a date and nothing else count: dates inside a summary tell of events.

    Args:
        owners: The links of the page that lead to articles, with the article of each.
    """
    block = _block(link, owners)
    if block is None:
        return None
    found = {
        raw for element in block.iter(etree.Element) if element not in owners and (raw := _date_of(element))
    }
    return found.pop() if len(found) == 1 else None


def _block(link: etree._Element, owners: Mapping[etree._Element, str]) -> etree._Element | None:
    own, block, parent = owners[link], None, link.getparent()
    for _ in range(MAX_BLOCK_LEVELS):
        if parent is None or parent.tag in ("body", "html", "main", "form"):
            break
        if any(owners.get(each, own) != own for each in parent.iter("a")):
            break
        if sum(1 for _ in islice(parent.iter(etree.Element), MAX_BLOCK_ELEMENTS + 1)) > MAX_BLOCK_ELEMENTS:
            break
        block, parent = parent, parent.getparent()
    return block


def _date_of(element: etree._Element) -> str | None:
    if element.tag == "time" and _ISO_DAY.match(stamp := (element.get("datetime") or "").strip()):
        return stamp[:MAX_DATE_CHARS]
    if len(element) or not element.text or len(element.text) > 3 * MAX_DATE_CHARS:
        return None
    text = " ".join(element.text.split())
    return text if len(text) <= MAX_DATE_CHARS and _PRINTED_DATE.match(text) else None


def day_of(raw: str) -> date | None:
    """The day in a date as listings and feeds print it (day before month, or ISO), None where it is none.

    >>> day_of("Thứ Bảy, 27/07/2024 - 10:30"), day_of("2024-07-27T10:30:00+07:00"), day_of("31/02/2024")
    (datetime.date(2024, 7, 27), datetime.date(2024, 7, 27), None)
    """
    try:
        if match := _ISO_DAY.match(raw):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _PRINTED_DATE.match(raw):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return None
