"""RSS, Atom and sitemaps: addresses and the dates stated beside them. XML is read without entities or network."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from newsarchive.fetch.anchors import day_of

MAX_ENTRIES = 50_000
"""As many as one sitemap file may hold."""
MAX_XML_BYTES = 60_000_000
MAX_PREFACE_BYTES = 4_000
_START = re.compile(rb"<\?xml|<(?:\w+:)?(?:rss|rdf|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry. `stated` holds (witness kind, text): pubDate or published as "feed", publication_date as
    "sitemap"; `lastmod` and `updated` are never taken for a publication date."""

    url: str
    is_index: bool = False
    latest: date | None = None
    """`lastmod`: nothing in it is younger."""
    stated: tuple[tuple[str, str], ...] = ()


def iter_entries(body: bytes) -> Iterator[Entry]:
    """Entries of a feed, a sitemap or a sitemap index, plain or gzipped; a broken file gives what is whole.

    Raises:
        ValueError: it is no such file at all.
    """
    plain = _unzip(body)
    if plain.lstrip(b"\xef\xbb\xbf \t\r\n")[:4].lower() == b"http":
        yield from _text_lines(plain)
        return
    root = _root(plain)
    name = _local(root)
    if name == "sitemapindex":
        yield from _index(root)
    elif name == "urlset":
        yield from _urlset(root)
    elif name in ("rss", "rdf"):
        yield from _rss(root)
    elif name == "feed":
        yield from _atom(root)
    else:
        raise ValueError(f"neither feed nor sitemap: <{name}>")


def _unzip(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    plain = b""
    try:
        while (
            body[:2] == b"\x1f\x8b" and len(plain) <= MAX_XML_BYTES
        ):  # member after member; what follows is no part of it
            member = zlib.decompressobj(wbits=31)
            plain += member.decompress(body, MAX_XML_BYTES + 1 - len(plain))
            body = member.unused_data
    except zlib.error as error:
        if not plain:
            raise ValueError(f"broken gzip: {error}") from error
    if len(plain) > MAX_XML_BYTES:
        raise ValueError(f"unpacks to more than {MAX_XML_BYTES} bytes")
    return plain


def _root(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(_mark_up(xml), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"not XML: {error}") from error
    if root is None:
        raise ValueError("not XML")
    return root


def _mark_up(xml: bytes) -> bytes:
    """From the first mark-up of its kind on, since a server's warning may stand before it, to the last: half an
    address at the end of a file that was cut is none."""
    xml = xml[: xml.rfind(b">") + 1]
    start = _START.search(xml[:MAX_PREFACE_BYTES])
    return xml[start.start() :] if start else xml.lstrip()


def _local(element: etree._Element) -> str:
    """The name without its namespace, in small letters."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _local(child) == name)


def _text(element: etree._Element, name: str) -> str:
    """What the first child of a name that holds any text says: beside `link` may stand an empty `atom:link`."""
    texts = (
        " ".join("".join(child.itertext(tag=str(child.tag))).split()) for child in _children(element, name)
    )
    return next(filter(None, texts), "")


def _text_lines(plain: bytes) -> Iterator[Entry]:
    """A sitemap as plain text: one address a line, other lines passed over."""
    lines = (line.strip() for line in plain.decode("utf-8-sig", "replace").splitlines())
    addresses = (line for line in lines if line.startswith(("http://", "https://")))
    yield from (Entry(url=line) for line in islice(addresses, MAX_ENTRIES))


def _index(root: etree._Element) -> Iterator[Entry]:
    for count, element in enumerate(_children(root, "sitemap")):
        if count >= MAX_ENTRIES:
            return
        if loc := _text(element, "loc"):
            yield Entry(url=loc, is_index=True, latest=day_of(_text(element, "lastmod")))


def _urlset(root: etree._Element) -> Iterator[Entry]:
    for count, element in enumerate(_children(root, "url")):
        if count >= MAX_ENTRIES:
            return
        loc = _text(element, "loc")
        dates = [_text(news, "publication_date") for news in _children(element, "news")]
        if loc:
            stated = tuple(("sitemap", raw) for raw in dates if raw)
            yield Entry(url=loc, latest=day_of(_text(element, "lastmod")), stated=stated)


def _rss(root: etree._Element) -> Iterator[Entry]:
    for count, item in enumerate(element for element in root.iter() if _local(element) == "item"):
        if count >= MAX_ENTRIES:
            return
        link = _text(item, "link") or _text(item, "guid") or item.get(_ABOUT, "")
        raw = _text(item, "pubdate") or _text(item, "date")
        if link:
            yield Entry(url=link, stated=(("feed", raw),) if raw else ())


def _atom(root: etree._Element) -> Iterator[Entry]:
    for entry in _children(root, "entry"):
        links = list(_children(entry, "link"))
        own = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
        raw = _text(entry, "published")
        if own is not None and own.get("href"):
            url = urljoin(own.base or "", own.get("href", ""))
        else:
            url = _text(entry, "id")
        if url:
            yield Entry(url=url, stated=(("feed", raw),) if raw else ())
