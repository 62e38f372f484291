"""One snapshot, parsed once: the tree, the metas and the structured data that every reader of it shares."""

import re
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree
from parsel import Selector

from newsarchive.errors import NotAnArticle
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.index import ElementIndex
from newsarchive.page.selectors import Match, select
from newsarchive.page.structured import Facts, read_facts
from newsarchive.page.titles import Titles
from newsarchive.text.clean import clean
from newsarchive.text.encoding import Decoded, decode

MAX_PAGE_BYTES = 8_000_000
"""More than this is no article; the rest is not parsed."""


class Document:
    """The parsed page. Readers never change the tree, so that site files may look at it again."""

    def __init__(self, snapshot: Snapshot) -> None:
        """
        Raises:
            NotAnArticle: ("empty-page") there is no HTML at all.
        """
        self.snapshot = snapshot
        self.url = snapshot.url
        self.source = decode(snapshot.body[:MAX_PAGE_BYTES], snapshot.content_type)
        self.root = _parse(self.source, snapshot.url)

    @cached_property
    def base(self) -> str:
        """Address that relative links start from."""
        for node in self.root.iter("base"):
            address = node.get("href")
            if address is not None:
                return self.absolute(address, base=self.url)
        return self.url

    @cached_property
    def selector(self) -> Selector:
        """A parsel selector over the same tree, for site files that like one."""
        return Selector(root=self.root, type="html")

    @cached_property
    def index(self) -> ElementIndex:
        """Elements by class and id: most selectors are answered from here."""
        return ElementIndex(self.root)

    def select(self, selector: str) -> list[Match]:
        """All matches of a selector in document order: elements, or strings for `::text` and `::attr()`."""
        found = self.index.lookup(selector)
        return select(self.root, selector) if found is None else list(found)

    @cached_property
    def facts(self) -> Facts:
        """What the head and the structured data say."""
        return read_facts(self.root, self.url)

    @cached_property
    def titles(self) -> Titles:
        """What the head calls the article."""
        return Titles(self.facts)

    def absolute(self, address: str, *, base: str | None = None) -> str:
        """The address made absolute; raw blanks encoded; empty where it is no address."""
        address = address.strip().translate(_BREAKS).replace(" ", "%20")
        try:
            return urljoin(base or self.base, address)
        except ValueError:
            return ""


def has_text(match: Match) -> bool:
    """Whether a match holds more than blanks and scripts."""
    if isinstance(match, str):
        return bool(clean(match))
    for node in match.iter():
        text = node.text
        if text and not text.isspace() and node.tag not in _SILENT and clean(text):
            return True
        tail = node.tail if node is not match else None
        if tail and not tail.isspace() and clean(tail):
            return True
    return False


def text_of(element: etree._Element) -> str:
    """All text under an element, scripts left out, cleaned and folded to one line."""
    if not len(element):
        text = element.text if element.tag not in _SILENT else None
        return clean(" ".join(text.split())) if text else ""
    return clean(" ".join("".join(_texts(element)).split()))


def _texts(element: etree._Element) -> list[str]:
    parts: list[str] = []
    for node in element.iter():
        tag = node.tag
        if tag == "br":
            parts.append(" ")
        elif tag not in _SILENT and node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            if tag in _BREAKING:
                parts.append(" ")
            parts.append(node.tail)
        elif tag in _BREAKING:
            parts.append(" ")
    return parts


_BREAKS = dict.fromkeys(map(ord, "\t\r\n"))
_CODE = re.compile(rb"<(script|style)\b[^>]{0,2000}>")
_ENDS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "noscript", "template", "textarea", "select", "option", "title"})
_BREAKING = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "th",
        "table",
        "section",
        "article",
        "header",
    ]
)


def without_code(html: bytes) -> bytes:
    """A page with its scripts and style sheets emptied, JSON left in: on many pages they are most of the bytes, and
    no reader looks into them. A style sheet that holds a "<" stays, for it may be the page itself, never closed.

    >>> without_code(b"<style>p{}</style><script src=a>1<2</script><script type='ld+json'>{}</script><p>")
    b"<style></style><script src=a></script><script type='ld+json'>{}</script><p>"
    """
    kept: list[bytes] = []
    done = at = 0
    while match := _CODE.search(html, at):
        start = match.end()
        end = html.find(b"</script" if match[1] == b"script" else b"<", start)
        if end < 0:
            break
        at = end
        if match[1] == b"script" and b"json" in match[0]:
            continue
        if match[1] == b"script" or html.startswith(b"</style", end):
            kept.append(html[done:start])
            done = end
    return b"".join((*kept, html[done:])) if kept else html


def without_ends(html: bytes) -> bytes:
    """A page without the ends of body and html where more than one page's worth stands in it, as when a banner brings
    a page of its own: browsers read on behind them, the parser does not.

    >>> without_ends(b"<html><body>a</body></html><p>b</p></html>"), without_ends(b"<p>a</p></html>")
    (b'<html><body>a<p>b</p>', b'<p>a</p></html>')
    """
    first = min((at for at in (html.find(b"</html"), html.find(b"</HTML")) if at >= 0), default=-1)
    if first < 0 or b"<" not in html[first + 1 :]:
        return html
    return _ENDS.sub(b"", html)


def _parse(source: Decoded, url: str) -> etree._Element:
    if not source.text or source.text.isspace():
        raise NotAnArticle("The answer holds no page; fetch it again later.", what="empty-page", url=url)
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        no_network=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(without_ends(without_code(source.utf8)), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NotAnArticle(f"The page is no HTML ({error}).", what="empty-page", url=url) from error
    if root is None:
        raise NotAnArticle("The page holds no element at all.", what="empty-page", url=url)
    return root
