"""The generic reader: one page of any party-news site, no class names needed.

blocks → headline → place of the text → region → fields, each with how it was found
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lxml import etree

from newsarchive.dates.address import VIETNAM
from newsarchive.model.article import DateClue, Photo
from newsarchive.page.beside import articles_beside
from newsarchive.page.blocks import HEADINGS, Block, Flow
from newsarchive.page.body import BodyPlace, find_body
from newsarchive.page.captions import Norm
from newsarchive.page.clues import (
    clock_clues,
    element_clues,
    head_clues,
    printed_clues,
    scoped_clues,
    shows_hour,
    states_day,
    time_clues,
)
from newsarchive.page.document import Document, text_of
from newsarchive.page.frame import Frame, Region
from newsarchive.page.header import beyond_header
from newsarchive.page.headline import find_headline
from newsarchive.page.images import links_elsewhere, photo_of
from newsarchive.page.pairing import pair_in_unit
from newsarchive.page.region import RegionReader
from newsarchive.page.signature import is_dated
from newsarchive.page.surroundings import find_kicker, find_section, find_tags, names_folder
from newsarchive.page.teasers import follows_link
from newsarchive.page.titles import Titles, is_site_name, key
from newsarchive.page.units import Unit, is_tool
from newsarchive.page.unmarked import guess_headline
from newsarchive.page.walk import Walker
from newsarchive.page.words import DATE_GLANCE, LICENCE, PUBLISHED_LABEL, date_share
from newsarchive.text.clean import clean_line

Node = etree._Element
_GALLERY_CLASS = re.compile(
    r"gallery|swiper-container|slider|carousel|(?:^|\s)(?:swiper|slick|owl)", re.IGNORECASE
)
_COVER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cover|hero|featured?(?:-image)?|post-thumbnail|entry-thumbnail)(?:$|[\s_-])",
    re.IGNORECASE,
)
_POSTED_CLASS = re.compile(
    r"(?:post(?:ed)?|publish(?:ed)?|pub|article|news|detail|entry)[-_]?(?:time|date|day)|ngay-?dang",
    re.IGNORECASE,
)
"""Names an element that shows the day of an article, not the day of rendering."""
MIN_COVER_WIDTH = 300
MAX_COVER_LINES = 4
TAIL_BLOCKS = 25
"""How many blocks after the text may still hold byline, source and tags."""
TAGS_ABOVE = 4
"""A magazine's keywords stand between abstract and text, which may be taken for its first paragraph."""
NEAR_BLOCKS = 6
"""A date at most so many blocks above the headline may be the article's."""


SAME_BEGINNING = 25
"""Two titles of one article begin with so many letters that are the same."""


@dataclass(slots=True, kw_only=True)
class Story:
    """What the generic reader found. Text is clean, otherwise as printed."""

    title: str | None = None
    title_place: str = "generic"
    kicker: str | None = None
    lead: str | None = None
    body: tuple[str, ...] = ()
    byline: str | None = None
    agency: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    clues: tuple[DateClue, ...] = ()
    has_video: bool = False
    blocks: Sequence[Block] = field(default=(), repr=False)
    place: BodyPlace | None = field(default=None, repr=False)
    headline: Block | None = field(default=None, repr=False)


def read_story(document: Document, root: Node | None = None) -> Story:
    """Read the page, or what an element of it holds, as any party-news page."""
    if root is None:
        body = document.root.find("body")
        root = body if body is not None else document.root
    flow = Walker(base=document.base).walk(root)
    headline = find_headline(flow.blocks, document.titles, document.url)
    others = _others(flow, headline, document.titles) if headline is not None else []
    if others:
        flow = Walker(base=document.base, skip=others).walk(root)
        headline = find_headline(flow.blocks, document.titles, document.url)
    place = find_body(flow, headline)
    if place is None:
        flow = Walker(base=document.base, hidden_too=True).walk(root)
        headline = find_headline(flow.blocks, document.titles, document.url)
        place = find_body(flow, headline) or find_body(flow, headline, captions=True)
        if place is None and headline is not None:
            place = find_body(flow, headline, verse=True)
    pictured = _pictured(flow, headline, document.titles)
    if pictured is not headline:
        headline = pictured
        place = find_body(flow, headline)
    if place is not None and headline is not None and follows_link(flow.blocks[place.first], flow.blocks):
        for told in (find_body(flow, headline, captions=True), find_body(flow, headline, verse=True)):
            if told is not None and told.first < place.first:  # before another story's lead
                place = told
                break
    if place is not None and headline is not None:
        place = beyond_header(place, flow, headline) or place
    if headline is None and place is not None:
        headline = guess_headline(flow.blocks[: place.first], document.titles)
    story = Story(blocks=flow.blocks, headline=headline, place=place)
    _read_title(story, document)
    if place is not None:
        _read_region(story, document, place, flow.spans[place.root])
    if headline is not None and (cover := _cover(flow, headline, document.url)) is not None:
        story.photos = (cover, *(photo for photo in story.photos if photo.url != cover.url))
    if headline is not None:
        front = _front(flow, headline, document.url)
        own = {photo.url for photo in front}
        story.photos = (*front, *(photo for photo in story.photos if photo.url not in own))
    return story


def _cover(flow: Flow, headline: Block, url: str) -> Photo | None:
    """The picture above a headline, where both have a box of their own or the picture one that is called a cover: the
    front of a magazine's story."""
    photos = [block for block in flow.blocks[max(headline.order - 2, 0) : headline.order] if block.picture]
    above = photos[-1] if photos else None
    if above is None or above.picture is None or links_elsewhere(above.picture, url):
        return None
    if any(node.tag in HEADINGS for node in above.path):
        return None  # a headline that is a picture
    picture = above.picture
    if picture.width is not None and picture.width < MIN_COVER_WIDTH:
        return None
    box = next((node for node in reversed(headline.path) if node in above.path), None)
    if box is None or flow.spans[box][0] != above.order:
        return None
    is_front = (
        above.order + 1 == headline.order
        and box.tag in ("div", "section", "header", "figure")
        and flow.spans[box][1] - headline.order <= MAX_COVER_LINES
    )
    if not is_front and not any(
        _COVER_CLASS.search(node.get("class") or "") for node in above.path if node not in headline.path
    ):
        return None
    return photo_of(picture, None)


def _front(flow: Flow, headline: Block, url: str) -> list[Photo]:
    """The photos of a gallery that stands right above the headline, as on pages for telephones."""
    above = flow.blocks[headline.order - 1] if headline.order else None
    box = (
        next((node for node in above.path if _GALLERY_CLASS.search(node.get("class") or "")), None)
        if above
        else None
    )
    if box is None or box in headline.path:
        return []
    unit = Unit(box, [block for block in flow.inside(box) if block.kind != "text" or not is_tool(block)])
    if (
        not unit.photos
        or any(block.linked > 0.5 for block in unit.texts)
        or any(block.picture is None or links_elsewhere(block.picture, url) for block in unit.photos)
    ):
        return []
    captions = pair_in_unit(unit, Norm())[0]
    photos: dict[str, Photo] = {}
    for block in unit.photos:
        if block.picture is not None and block.picture.url not in photos:
            photos[block.picture.url] = photo_of(block.picture, captions.get(block.order))
    return list(photos.values())


def read_around(document: Document, holder: Node, known: Collection[Node]) -> Story:
    """Read what an element holds, if anything stands in it beside the elements that are known."""
    if Walker(base=document.base, skip=known).walk(holder).blocks:
        return read_story(document, holder)
    return Story(clues=tuple(head_clues(document)))


def read_region(
    document: Document,
    roots: Sequence[Node],
    *,
    skip: Collection[Node] = (),
    captions: Collection[Node] = (),
    title: str | None = None,
    lead: str | None = None,
) -> Region:
    """Read the text that site selectors placed: `roots` in order, without the elements in `skip`."""
    walker = Walker(base=document.base, skip=skip)
    for root in roots:
        walker.walk(root)
    place = find_body(walker.flow, None)
    holders = frozenset(roots) | (place.holders if place is not None else frozenset())
    frame = Frame(
        url=document.url,
        title=title,
        holders=holders,
        first=place.first if place is not None else -1,
        description=_description(document),
        placed=True,
        lead=lead,
        caption_nodes=frozenset(captions),
    )
    return RegionReader(frame, walker.flow.blocks).read()


def _read_title(story: Story, document: Document) -> None:
    if story.headline is not None:
        story.title = document.titles.split(story.headline.text)[0]
        story.title_place = story.headline.tag
        return
    for stated in document.titles.stated:
        options = document.titles.without_site(stated)
        options = [option for option in options if not is_site_name(option)] or options
        if options:
            story.title, story.title_place = options[-1] if len(options) > 1 else options[0], "head"
            return


def _others(flow: Flow, headline: Block, titles: Titles) -> list[Node]:
    """Elements that hold other articles."""
    return articles_beside(flow, headline, is_sure=key(headline.text) in titles.wanted)


def _pictured(flow: Flow, headline: Block | None, titles: Titles) -> Block | None:
    """The headline, where it is a picture: one alone in its heading, whose alternative text the head states. It stands
    among the blocks as a line of that text from then on. Else `headline`."""
    if not any(block.picture and block.path and block.path[-1].tag in HEADINGS for block in flow.blocks):
        return headline
    wanted = titles.wanted
    if headline is not None and key(headline.text)[:SAME_BEGINNING] in {
        title[:SAME_BEGINNING] for title in wanted
    }:
        return headline  # printed too, perhaps in other words
    for block in flow.blocks:
        heading = block.path[-1] if block.path else block.node
        alt = clean_line(block.picture.alt or "") if block.picture is not None else ""
        if alt and heading.tag in HEADINGS and key(alt) in wanted and len(flow.inside(heading)) == 1:
            block.kind, block.text, block.tag, block.node, block.picture = (
                "text",
                alt,
                str(heading.tag),
                heading,
                None,
            )
            return block
    return headline


def _read_region(story: Story, document: Document, place: BodyPlace, span: tuple[int, int]) -> None:
    """`span`: the blocks that the element of the text holds."""
    blocks, headline = story.blocks, story.headline
    start = headline.order + 1 if headline is not None and headline.order < place.last else span[0]
    before = blocks[: headline.order] if headline is not None else blocks[:start]
    stop = min(len(blocks), span[1] + TAIL_BLOCKS)
    holders: set[Node] = set(place.holders)
    holders.update(place.root.iterancestors())
    if headline is not None:
        holders.update(headline.path[:-1])
    frame = Frame(
        url=document.url,
        title=story.title,
        root=place.root,
        holders=holders,
        first=place.first,
        last=place.last,
        main=place.main,
        apart=place.apart,
        description=_description(document),
        above=_near_above(story, place, before),
    )
    region = RegionReader(frame, blocks[start:stop]).read()
    story.lead, story.body, story.photos = region.lead, tuple(region.body), tuple(region.photos)
    story.byline, story.agency, story.has_video = region.byline, region.agency, region.has_video
    kicker = find_kicker(before, headline, _below(blocks, headline)) if headline is not None else None
    story.kicker = kicker[0] if kicker else None
    story.section = find_section(
        [block for block in before if not kicker or block.order != kicker[1]],
        headline,
        document.facts,
        blocks[start : place.first],
    )
    if story.kicker and story.section is None and names_folder(story.kicker, document.url):
        story.kicker, story.section = None, story.kicker
    last = place.last if region.last is None else min(region.last, place.last)
    story.tags = find_tags(blocks[last + 1 :][:60]) or find_tags(blocks[start : place.first + TAGS_ABOVE])
    story.clues = tuple(_clues(story, document, region, place, before))


def _below(blocks: Sequence[Block], block: Block) -> Block | None:
    return blocks[block.order + 1] if block.order + 1 < len(blocks) else None


def _clues(
    story: Story, document: Document, region: Region, place: BodyPlace, before: Sequence[Block]
) -> list[DateClue]:
    start = before[-1].order + 1 if before else 0
    below = [block for block in region.dates if start <= block.order < place.first]
    day = document.snapshot.fetched_at.astimezone(VIETNAM)
    above = _dates_above(story, place, before)
    if below:
        above = [
            block for block in above if not states_day(block.text, day) or PUBLISHED_LABEL.match(block.text)
        ]
    elif not above:
        above = _dates_beside(story, place, before, day)
    others = [block for block in region.dates if block not in below]
    if any(PUBLISHED_LABEL.match(block.text) for block in above):
        others = [block for block in others if block.order <= place.last]
    printed = [*below, *above, *others]
    clues = list(head_clues(document))
    times = list(element_clues(document, [block.node for block in printed] or _header_nodes(story, place)))
    clues += times or time_clues(_meta_lines(story, place))
    if story.headline is not None and not any(clue.kind == "structured" for clue in clues):
        clues += scoped_clues(document, story.headline.node)
    clues += printed_clues(printed, story.blocks)
    if story.headline is not None and (behind := document.titles.split(story.headline.text)[1]):
        clues.append(DateClue(kind="printed", raw=behind.strip("()[] "), place="behind the headline"))
    clues += clock_clues(before, {block.order for block in printed})
    return clues


def _header_nodes(story: Story, place: BodyPlace) -> list[Node]:
    """Elements around headline and text that hold no other story: where the article's own times stand."""
    if story.headline is None:
        return []
    return [
        node
        for node in story.headline.path[-2:]
        if node not in place.root.iterancestors() and node is not place.root
    ]


def _meta_lines(story: Story, place: BodyPlace) -> list[Block]:
    """Short lines right around the headline, where date, author and counters stand."""
    if story.headline is None:
        return []
    order = story.headline.order
    article = _holder(story, place)
    lines = story.blocks[order + 1 : min(place.first, order + 1 + NEAR_BLOCKS)]
    return (
        [*_near_above(story, place, story.blocks[max(order - 2, 0) : order]), *lines]
        if article is not None
        else []
    )


def _dates_above(story: Story, place: BodyPlace, before: Sequence[Block]) -> list[Block]:
    """Date lines above the headline that belong to the article: close to it and inside what holds it and the text."""
    return [block for block in _near_above(story, place, before) if is_dated(block)]


def _dates_beside(story: Story, place: BodyPlace, before: Sequence[Block], day: datetime) -> list[Block]:
    """A day with its hour, or alone in a table, right above the headline, beside what holds headline and text: a
    masthead's clock would show the day of the capture or, out of a cache, the one before. A day that is called one of
    publication is no clock's."""
    article = _holder(story, place)
    around = article.getparent() if article is not None else None
    while around is not None and around.tag in ("tr", "tbody"):
        around = around.getparent()
    if around is None or around.tag == "body":
        return []
    return [
        block
        for block in before[-1:]
        if is_dated(block)
        and not LICENCE.search(block.text)
        and (
            PUBLISHED_LABEL.match(block.text)
            or (
                around in block.path
                and (shows_hour(block.text) or _is_alone(block, story.headline))
                and (
                    not (states_day(block.text, day) or states_day(block.text, day - timedelta(days=1)))
                    or _POSTED_CLASS.search(block.node.get("class") or "")
                    or _is_second_clock(block, before)
                )
            )
        )
    ]


def _is_second_clock(block: Block, before: Sequence[Block]) -> bool:
    """Whether another line farther up states the same day, in other words: that is the clock, and this is none."""
    day = DATE_GLANCE.search(block.text)
    return day is not None and any(
        day[0] in above.text and above.text != block.text and above.path[-2:-1] != block.path[-2:-1]
        for above in before[:-1]
        if above.kind == "text" and len(above.text) <= 120 and date_share(above.text) > 0.6
    )


def _is_alone(block: Block, headline: Block | None) -> bool:
    """Whether a line has a table of its own above the headline."""
    table = block.table
    return (
        table is not None
        and headline is not None
        and table not in headline.path
        and text_of(table) == block.text
    )


def _holder(story: Story, place: BodyPlace) -> Node | None:
    """The innermost element that holds both headline and text, unless that is the whole page."""
    if story.headline is None:
        return None
    root_path = story.blocks[place.first].path
    shared = [node for node in story.headline.path if node in root_path]
    return shared[-1] if shared and shared[-1].tag != "body" else None


def _near_above(story: Story, place: BodyPlace, before: Sequence[Block]) -> list[Block]:
    """Short texts close above the headline, inside the element that holds both headline and text."""
    article = _holder(story, place)
    if article is None:
        return []
    return [
        block
        for block in before[-NEAR_BLOCKS:]
        if block.kind == "text"
        and len(block.text) <= 120
        and article in block.path
        and not is_site_name(block.text)
        and not LICENCE.search(block.text)
        and not any(node.tag in ("nav", "footer") for node in block.path)
    ]


def _description(document: Document) -> str:
    return document.facts.meta("description", "og:description", "twitter:description")
