"""Places of a page that state a date, collected as printed; what they are worth is decided in the dates room."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

from newsarchive.model.article import DateClue, Photo
from newsarchive.page.blocks import Block
from newsarchive.page.document import Document
from newsarchive.page.structured import text_value
from newsarchive.page.words import DATE_GLANCE, LAST_UPDATE, LICENCE, UPDATED_LABEL, date_part, date_share

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "dc.date.issued", "dc.date", "dcterms.created",
    "dcterms.issued", "parsely-pub-date", "sailthru.date", "article.published", "article:published", "published_time",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
UPDATED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "article:updated_time",
)
_PUBLISHED_AT = etree.XPath(
    "//*[@itemprop][contains(@itemprop, 'datePublished') and not(self::meta)]", smart_strings=False
)
_HATOM_PUBLISHED = etree.XPath(
    "//*[@title or @datetime][contains(concat(' ', normalize-space(@class), ' '), ' published ')]",
    smart_strings=False,
)
_ARTICLE_SCOPE = etree.XPath(
    "ancestor::*[@itemscope][1][contains(@itemtype, 'Article') or contains(@itemtype, 'Posting')]"
)
_ENTRY_SCOPE = etree.XPath("ancestor::*[contains(concat(' ', normalize-space(@class), ' '), ' hentry ')][1]")
"""The innermost item around an element, if it is an article or a post."""
MAX_LABEL_CHARS = 25
MAX_TIME_LINE_CHARS = 120
_TIME_IN_ADDRESS = re.compile(r"\d{6,}|/(?:19|20)\d\d[/-]\d{1,2}(?:[/-]|$)|\d{1,2}-\d{1,2}-(?:19|20)\d\d")
_TIME = re.compile(r"\b\d{1,2}\s?[:hg]\s?\d\d")
_HOUR_ALONE = re.compile(
    r"^\W*\d{1,2}\s?[:hg]\s?\d\d(?:\s?(?:sáng|trưa|chiều|tối|đêm|sa|ch|am|pm))?\W*$", re.IGNORECASE
)
_DAY_IN_ADDRESS = re.compile(
    r"(?:19|20)\d\d[/-]?\d{2}[/-]?\d{2}|\d{1,2}[-_]\d{1,2}[-_](?:19|20)\d\d|/(?:19|20)\d\d/\d{1,2}/"
)


def head_clues(document: Document, article: int | None = None) -> Iterator[DateClue]:
    """Clues of the head: JSON-LD of this article and metas."""
    facts = document.facts
    for item in facts.articles[:1] if article is None else facts.articles[article : article + 1]:
        for name, kind in (("datePublished", "structured"), ("dateModified", "updated")):
            value = text_value(item, name)
            if value:
                yield DateClue(kind=kind, raw=value, place=f"json-ld {name}")
    for names, kind in ((PUBLISHED_METAS, "structured"), (UPDATED_METAS, "updated")):
        for name in names:
            if name not in facts.metas:
                continue
            values = facts.values(name)
            if len(values) == 1 or (values and name in ("article:published_time", "article:modified_time")):
                yield DateClue(kind=kind, raw=values[0], place=f"meta {name}")


def scoped_clues(document: Document, headline: etree._Element) -> Iterator[DateClue]:
    """Times that microdata (https://schema.org/NewsArticle) and hAtom (https://microformats.org/wiki/hatom) state of
    the item that holds the headline; also where they are not shown."""
    source = document.source.text
    if "datePublished" in source:
        yield from _stated(_PUBLISHED_AT(document.root), headline, _ARTICLE_SCOPE, "itemprop datePublished")
    if "hentry" in source and "published" in source:
        yield from _stated(_HATOM_PUBLISHED(document.root), headline, _ENTRY_SCOPE, "hentry published")


def _stated(found: object, headline: etree._Element, scope: etree.XPath, place: str) -> Iterator[DateClue]:
    own: list[str] = []
    for node in found if isinstance(found, list) else ():
        around = scope(node)
        if around and (
            around[-1] is headline or any(around[-1] is parent for parent in headline.iterancestors())
        ):
            own.append((node.get("datetime") or node.get("title") or node.get("content") or "").strip())
    if len(own) == 1 and own[0]:
        yield DateClue(kind="structured", raw=own[0], place=place)


def element_clues(document: Document, inside: Iterable[etree._Element]) -> Iterator[DateClue]:
    """`time[datetime]` and microdata that stand inside the article's own header."""
    own = set(inside)
    if not own:
        return
    times = [node for node in document.root.iter("time") if node.get("datetime") is not None]
    named = _PUBLISHED_AT(document.root) if "datePublished" in document.source.text else ()
    for found, place in ((times, "time[datetime]"), (named, "itemprop datePublished")):
        for node in found if isinstance(found, list) else ():
            if not isinstance(node, etree._Element) or not _is_inside(node, own):
                continue
            raw = node.get("datetime") or node.get("content")
            if raw and raw.strip():
                kind = "updated" if _is_of_update(node) else "structured"
                yield DateClue(kind=kind, raw=raw.strip(), place=place)


def time_clues(lines: Iterable[Block]) -> Iterator[DateClue]:
    """The first `time[datetime]` of lines around a headline whose own words may say less: "5 giờ trước"."""
    found = [
        (node.get("datetime") or "").strip()
        for line in lines
        if line.kind == "text" and line.linked < 0.5 and len(line.text) <= MAX_TIME_LINE_CHARS
        for node in line.node.iter("time")
    ]
    if found and found[0][:1].isdigit():
        yield DateClue(kind="structured", raw=found[0], place="time[datetime]")


def printed_clues(lines: Sequence[Block], blocks: Sequence[Block]) -> Iterator[DateClue]:
    """Printed date lines; a line labelled "Cập nhật" states the update. `blocks` are all of the page: the hour may
    stand in the element beside the day."""
    for block in lines:
        text = date_part(block.text)
        update = block.text[block.text.find(text) + len(text) :]
        if UPDATED_LABEL.search(update) and DATE_GLANCE.search(update):
            text += update
        if not _TIME.search(text):
            text = _with_hour(text, block, blocks)
        if is_last_update(block) or _is_update(block, blocks):
            yield DateClue(kind="updated", raw=text, place=_place(block))
        else:
            yield from line_clues(text, _place(block))


def is_last_update(block: Block) -> bool:
    """Whether a line states the last change, by its words or by the class that a content system gives it."""
    return LAST_UPDATE.match(block.text) is not None or "modif" in (block.node.get("class") or "").lower()


def _is_update(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether the label of an update stands in the block before, alone."""
    if not 0 < block.order <= len(blocks):
        return False
    label = blocks[block.order - 1].text
    return (
        len(label) <= MAX_LABEL_CHARS
        and UPDATED_LABEL.match(label) is not None
        and not DATE_GLANCE.search(label)
    )


def _with_hour(text: str, block: Block, blocks: Sequence[Block]) -> str:
    """The day with the hour that stands alone in the block after it or before it."""
    for order in (block.order + 1, block.order - 1):
        if 0 <= order < len(blocks) and _HOUR_ALONE.match(blocks[order].text):
            return f"{text} {blocks[order].text}"
    return text


def line_clues(text: str, place: str) -> Iterator[DateClue]:
    """Clues of one printed line; a line that holds both a first date and an update gives two."""
    update = UPDATED_LABEL.search(text)
    if update and DATE_GLANCE.search(text[: update.start()]) and DATE_GLANCE.search(text[update.start() :]):
        yield DateClue(kind="printed", raw=text[: update.start()].strip(" ,;|-–()"), place=place)
        yield DateClue(kind="updated", raw=text[update.start() :].strip(" ,;|-–()"), place=place)
    else:
        yield DateClue(kind="updated" if update else "printed", raw=text, place=place)


def shows_hour(text: str) -> bool:
    """Whether a text holds an hour in figures."""
    return _TIME.search(text) is not None


def states_day(text: str, day: datetime) -> bool:
    """Whether a text holds exactly this day in figures."""
    figures = [int(digits) for digits in re.findall(r"\d{1,4}", text)]
    wanted = [day.day, day.month, day.year]
    return any(figures[at : at + 3] == wanted for at in range(len(figures) - 2))


def photo_clues(photos: Sequence[Photo]) -> Iterator[DateClue]:
    """Addresses of the article's own photos that seem to hold a day."""
    for photo in photos:
        if _DAY_IN_ADDRESS.search(photo.url):
            yield DateClue(kind="photo", raw=photo.url, place="photo path")


def url_clue(url: str) -> Iterator[DateClue]:
    """The page's own address, if digits in it could be a time."""
    parts = urlsplit(url)
    if _TIME_IN_ADDRESS.search(f"{parts.path}?{parts.query}"):
        yield DateClue(kind="url", raw=url, place="address")


def clock_clues(blocks: Sequence[Block], taken: set[int]) -> Iterator[DateClue]:
    """Bare dates before the article, outside of it: the masthead's render date."""
    for block in blocks:
        text = block.text
        if block.order in taken or block.kind != "text" or len(text) > 90 or LICENCE.search(text):
            continue
        if DATE_GLANCE.search(text) and date_share(text) > 0.6:
            yield DateClue(kind="clock", raw=text, place=_place(block))


def _is_inside(node: etree._Element, own: set[etree._Element]) -> bool:
    if node in own:
        return True
    return any(parent in own for parent in node.iterancestors())


def _is_of_update(node: etree._Element) -> bool:
    """Whether microdata or hAtom (https://microformats.org/wiki/hatom) call a time that of the last change."""
    if "modified" in (node.get("itemprop") or "").lower():
        return True
    names = (node.get("class") or "").lower().split()
    return ("updated" in names or "modified" in names) and "published" not in names


def _place(block: Block) -> str:
    """Tag and class; of an element without a name, the way to it from the nearest element that has one."""
    steps: list[str] = []
    for tag, node in [(block.tag, block.node), *((str(node.tag), node) for node in block.path[-2::-1])]:
        name = (node.get("class") or node.get("id") or "").split()
        steps.append(f"{tag}.{name[0]}" if name else tag)
        if name:
            break
    return " > ".join(reversed(steps))
