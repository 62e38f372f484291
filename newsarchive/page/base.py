"""The class that sites and platforms derive from: selectors per field, with the generic reader under each.

A subclass names where things are; everything else (captions, bylines at the foot, related stories, adverts,
lazy photos) is found inside those places by the same reader that serves unknown pages:

    class ExamplePage(ArticlePage):
        layout = "example-2024"
        recognised_at = ("div.detail-content[data-role=content]",)
        title_at = ("h1.detail-title", "h1.title")
        lead_at = ("h2.detail-sapo",)
        body_at = ("div.detail-content",)
        byline_at = ("[data-role=author]",)
        date_at = ("[data-role=publishdate]",)
        cut_at = ("div.VCSortableInPreviewMode[type=RelatedOneNews]",)

Selectors are CSS as in parsel (`::attr(name)`, `::text`), or XPath where they begin with `/`, `./`, `(` or `@`.
Each tuple is tried in order; the first selector that gives text wins and is recorded in `Draft.found`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from lxml import etree
from parsel import Selector

from newsarchive.model.article import DateClue, Draft, Photo
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.clues import head_clues, line_clues, photo_clues, url_clue
from newsarchive.page.document import Document, has_text, text_of
from newsarchive.page.frame import Region
from newsarchive.page.matches import (
    before_end,
    in_two_elements,
    of_one_box,
    outside,
    says_nothing,
    states_date,
    updates_beside,
)
from newsarchive.page.notarticle import refuse_standing, refuse_story
from newsarchive.page.selectors import Match
from newsarchive.page.story import Story, read_around, read_region, read_story
from newsarchive.page.surroundings import section_of_head
from newsarchive.page.words import HOME
from newsarchive.text.clean import clean
from newsarchive.urls.canonical import canonical_path
from newsarchive.urls.identity import identify

GENERIC = "generic"
_REQUIRED = frozenset({"title", "body"})
_PLACED = ("title", "kicker", "lead", "byline", "agency", "section", "tags", "date")
"""Fields whose elements are no part of the text."""
_OPTIONAL = frozenset({"kicker", "agency", "section", "tags"})
"""Fields that many articles lack: a selector that finds nothing is no fault."""
_SHOWN_OF_OTHERS = frozenset({"lead", "date", "byline"})
"""Fields that lists of other stories show in elements of the same class."""
_IN_FOOT = frozenset({"byline", "agency", "tags", "section"})
"""Fields that may stand in an element that is left out as a whole."""
SHORT_BODY_CHARS = 280
"""A placed text that is shorter is looked at again: it may be the shell of one."""
MIN_GALLERY_PHOTOS = 3
"""An article with so many photos may be told by them."""


class ArticlePage:
    """One article page. Derive, name the places, override a field's method only where a place is not enough."""

    layout: ClassVar[str] = GENERIC
    """Name stored with the article."""
    layouts: ClassVar[tuple[type["ArticlePage"], ...]] = ()
    """Layouts of a site, newest first; the first whose `recognised_at` matches reads the page."""
    recognised_at: ClassVar[tuple[str, ...]] = ()
    """The page has this layout if any of these matches."""

    title_at: ClassVar[tuple[str, ...]] = ()
    kicker_at: ClassVar[tuple[str, ...]] = ()
    lead_at: ClassVar[tuple[str, ...]] = ()
    body_at: ClassVar[tuple[str, ...]] = ()
    """Elements that hold the running text; all matches of the winning selector, for bodies split by adverts."""
    cover_at: ClassVar[tuple[str, ...]] = ()
    """Elements outside the body that hold photos of the article (with their captions)."""
    caption_at: ClassVar[tuple[str, ...]] = ()
    """Elements inside body or cover that are captions, where shape alone would not tell."""
    byline_at: ClassVar[tuple[str, ...]] = ()
    agency_at: ClassVar[tuple[str, ...]] = ()
    section_at: ClassVar[tuple[str, ...]] = ()
    tags_at: ClassVar[tuple[str, ...]] = ()
    date_at: ClassVar[tuple[str, ...]] = ()
    """The printed date at the title; `time[datetime]` counts as structured too."""
    updated_at: ClassVar[tuple[str, ...]] = ()
    clock_at: ClassVar[tuple[str, ...]] = ()
    """The masthead's render date."""
    cut_at: ClassVar[tuple[str, ...]] = ()
    """Elements that are never part of the article: related stories, adverts, tools. All selectors apply."""

    def __init__(
        self, snapshot: Snapshot, *, site: SiteSpec | None = None, document: Document | None = None
    ) -> None:
        """
        Raises:
            NotAnArticle: there is no HTML in the snapshot.
        """
        self.snapshot = snapshot
        self.site = site
        self.document = document or Document(snapshot)
        self._found: dict[str, str] = {}
        self._missed: dict[str, Finding] = {}
        self._matches: dict[str, list[Match]] = {}
        self._texts: dict[str, str | None] = {}

    @classmethod
    def recognises(cls, document: Document) -> bool:
        """Whether the page has this layout; a class without `recognised_at` takes any page."""
        return not cls.recognised_at or any(document.select(name) for name in cls.recognised_at)

    @classmethod
    def choose(cls, snapshot: Snapshot, *, site: SiteSpec | None, document: Document) -> "ArticlePage":
        """The page object of the layout that the page shows; the generic reader where it shows none of them."""
        candidates = cls.layouts or (cls,)
        for layout in candidates:
            if layout.recognises(document):
                return layout(snapshot, site=site, document=document)
        page = ArticlePage(snapshot, site=site, document=document)
        known = ", ".join(layout.layout for layout in candidates)
        page._missed["layout"] = Finding(
            code="selector-missed",
            field="layout",
            message=f"The page shows none of the known layouts ({known}).",
        )
        return page

    # -- what subclasses use ------------------------------------------------------------------------------

    @property
    def root(self) -> etree._Element:
        """The html element. Do not change the tree."""
        return self.document.root

    @property
    def selector(self) -> Selector:
        """A parsel selector over the same tree."""
        return self.document.selector

    @cached_property
    def generic(self) -> Story:
        """What the generic reader makes of the page; read only when a field needs it."""
        return read_story(self.document)

    @cached_property
    def around(self) -> Story:
        """What the generic reader makes of the element that holds both headline and text: a fraction of the page."""
        titles = self._elements("title", self.title_at)
        bodies = self._elements("body", self.body_at)
        if not bodies:
            return self.generic
        above = set(bodies[0].iterancestors())
        around = titles[0].iterancestors() if titles else bodies[0].iterancestors("article", "main")
        holder = next((node for node in around if node in above), None)
        return self.generic if holder is None else read_around(self.document, holder, (*bodies, *self._known))

    @cached_property
    def _known(self) -> list[etree._Element]:
        """Elements that selectors placed outside the text, and those that are never part of the article."""
        known = [
            match
            for name in self.cut_at
            for match in self.document.select(name)
            if not isinstance(match, str)
        ]
        for field in _PLACED:
            known += self._elements(field, getattr(self, f"{field}_at"))
        return known

    def one(self, field: str, selectors: Sequence[str]) -> Match | None:
        """The one match of the first selector that gives text; a finding where several match or none does."""
        found = self.some(field, selectors)
        if len(found) > 1:
            self._missed[field] = Finding(
                code="selector-missed",
                field=field,
                message=f"Layout {self.layout}: {len(found)} places match {self._found[field]} where one was expected.",
            )
        return found[0] if found else None

    def some(self, field: str, selectors: Sequence[str]) -> list[Match]:
        """All matches of the first selector that gives text; a finding where none does."""
        found = self.optional(field, selectors)
        if not found:
            self._miss(field, selectors)
        return found

    def optional(self, field: str, selectors: Sequence[str]) -> list[Match]:
        """All matches of the first selector that gives text; an empty list is no fault."""
        for selector in selectors:
            found = [match for match in self.document.select(selector) if has_text(match)]
            found = self._own(field, found)
            if found:
                self._found[field] = selector
                return found
        return []

    def _own(self, field: str, found: list[Match]) -> list[Match]:
        """Without what stands in elements that are never part of the article, and for what boxes of other stories show
        too, without what follows the text."""
        kept = outside(found, self._cut) if found and self._cut else found
        if field in _SHOWN_OF_OTHERS and len(kept) > 1:
            kept = before_end(kept, self._elements("body", self.body_at))
            if field == "lead":
                kept = of_one_box(kept)
        return kept if kept or field not in _IN_FOOT else found

    @cached_property
    def _cut(self) -> frozenset[etree._Element]:
        found = (match for name in self.cut_at for match in self.document.select(name))
        return frozenset(match for match in found if not isinstance(match, str))

    @staticmethod
    def text(match: Match) -> str:
        """Clean one-line text of a match."""
        return clean(" ".join(match.split())) if isinstance(match, str) else text_of(match)

    # -- one method per field -----------------------------------------------------------------------------

    def title(self) -> str | None:
        """The headline as printed."""
        return self._text_field("title", self.title_at) or self._generic("title", self.title_at)

    def kicker(self) -> str | None:
        """The short line above the headline."""
        return self._text_field("kicker", self.kicker_at) or self._generic("kicker", self.kicker_at)

    def lead(self) -> str | None:
        """The sapo as printed, prefix included."""
        return self._text_field("lead", self.lead_at) or self._generic("lead", self.lead_at)

    def body(self) -> tuple[str, ...]:
        """Paragraphs in order."""
        return tuple(self.region.body) if self.region else self._generic("body", self.body_at) or ()

    def photos(self) -> tuple[Photo, ...]:
        """The article's own pictures, captions as printed with their credits."""
        if self.region is None:
            return self.generic.photos
        return self._with_cover(self.region.photos)

    def byline(self) -> str | None:
        """Who signed, as printed."""
        return self._text_field("byline", self.byline_at) or self._generic("byline", self.byline_at)

    def agency(self) -> str | None:
        """The agency or paper credited apart from the byline."""
        return self._text_field("agency", self.agency_at) or self._generic("agency", self.agency_at)

    def section(self) -> str | None:
        """The site's rubric, top level."""
        found = self._match("section", self.section_at)
        if found:
            return next((text for text in map(self.text, found) if not HOME.match(text)), None)
        section: str | None = self._generic("section", self.section_at)
        return section

    def tags(self) -> tuple[str, ...]:
        """Tags as printed, without the number sign."""
        found = (self.text(match).strip(" #,;") for match in self._match("tags", self.tags_at))
        return tuple(dict.fromkeys(tag for tag in found if tag)) or self._generic("tags", self.tags_at) or ()

    def clues(self) -> tuple[DateClue, ...]:
        """Every place that states a date, as printed."""
        clues: list[DateClue] = []
        placed = self._match("date", self.date_at)
        if any(map(states_date, placed)):
            clues += head_clues(self.document)
            clues += self._printed_clues(placed, self._found["date"])
            for match in self._match("updated", self.updated_at):
                clues.append(DateClue(kind="updated", raw=self.text(match), place=self._found["updated"]))
            if not self.updated_at:
                clues += updates_beside(placed[0])
        else:
            clues += (self.around if self.region is not None else self.generic).clues
            if self.date_at and any(clue.kind == "printed" for clue in clues):
                self._miss("date", self.date_at)
        clues += (
            DateClue(kind="clock", raw=self.text(match), place=self._found["clock"])
            for match in self._match("clock", self.clock_at)
        )
        clues += url_clue(self.snapshot.url)
        return tuple(clues)

    # -- putting it together --------------------------------------------------------------------------------

    def read(self) -> Draft:
        """All fields.

        Raises:
            NotAnArticle: the page is something else.
        """
        title, kicker, section, lead = self.title(), self.kicker(), self.section(), self.lead()
        byline, agency, tags = self.byline(), self.agency(), self.tags()
        clues = self.clues()
        body, photos = self.body(), self.photos()
        if byline is None:
            refuse_standing(self.document, title, clues)
        self._refuse(title, lead, body, photos)
        identity = identify(self.snapshot.url, self.site)
        return Draft(
            site=self.site.id if self.site else None,
            source_id=identity.source_id or canonical_path(identity.url),
            url=identity.url,
            fetched_at=self.snapshot.fetched_at,
            layout=self.layout,
            title=title,
            kicker=kicker,
            lead=lead,
            body=body,
            byline=byline,
            agency=agency,
            section=section,
            tags=tags,
            photos=photos,
            clues=_unique((*clues, *photo_clues(photos))),
            found=tuple(self._found.items()),
            findings=(*self.document.source.findings, *self._missed.values()),
        )

    @cached_property
    def region(self) -> Region | None:
        """The placed text, read; None where the layout names no place or the page does not have it."""
        roots = self._elements("body", self.body_at)
        if not roots:
            return None
        captions = [
            match
            for name in self.caption_at
            for match in self.document.select(name)
            if not isinstance(match, str)
        ]
        lead = self._text_field("lead", self.lead_at)
        outer = set(roots)
        skip = [node for node in self._known if node not in outer]
        region = read_region(
            self.document,
            roots,
            skip=skip,
            captions=captions,
            title=self._text_field("title", self.title_at),
            lead=lead,
        )
        if self._is_shell(region):
            self._miss("body", self.body_at)
            return None
        return region if region.body or region.photos or region.lead else None

    def _is_shell(self, region: Region) -> bool:
        """Whether the place of the text holds nothing of it, or no more than its beginning, and much stands beside."""
        placed = sum(map(len, region.body))
        if placed >= SHORT_BODY_CHARS or len(region.photos) >= MIN_GALLERY_PHOTOS:
            return False
        body = self.generic.body
        return sum(map(len, body)) > SHORT_BODY_CHARS + 2 * placed and (
            not region.body or region.body[0] in body
        )

    def _with_cover(self, photos: Sequence[Photo]) -> tuple[Photo, ...]:
        places, inside = self._elements("cover", self.cover_at), self._elements("body", self.body_at)
        places = [
            node for node in places if not any(parent in inside for parent in (node, *node.iterancestors()))
        ]
        if not places:
            return tuple(photos)
        covers = read_region(self.document, places).photos
        known = {photo.url for photo in photos}
        return (*(cover for cover in covers if cover.url not in known), *photos)

    def _refuse(
        self, title: str | None, lead: str | None, body: tuple[str, ...], photos: tuple[Photo, ...]
    ) -> None:
        """Look closer only where text and captions are short or nothing was placed."""
        told = sum(map(len, body)) + sum(len(photo.caption or "") for photo in photos)
        if self.region is not None and told > SHORT_BODY_CHARS and title:
            return
        story = self.generic
        if self.region is not None:
            story = replace(
                story,
                title=title,
                lead=lead,
                body=body,
                photos=photos,
                has_video=self.region.has_video or story.has_video,
            )
        refuse_story(self.document, story)

    def _elements(self, field: str, selectors: Sequence[str]) -> list[etree._Element]:
        """Those matches of a field that are elements."""
        return [match for match in self._match(field, selectors) if not isinstance(match, str)]

    def _match(self, field: str, selectors: Sequence[str]) -> list[Match]:
        """Matches of a field, looked up once."""
        if not selectors:
            return []
        if field not in self._matches:
            self._matches[field] = self.optional(field, selectors)
        return self._matches[field]

    def _text_field(self, field: str, selectors: Sequence[str]) -> str | None:
        """Text of a field's place: of its first match, or of all where the matches are paragraphs of one lead."""
        if field not in self._texts:
            found = self._match(field, selectors)
            if field != "lead":
                found = found[:1]
            text = " ".join(dict.fromkeys(map(self.text, found)))
            self._texts[field] = None if says_nothing(field, text) else text or None
        return self._texts[field]

    def _generic(self, field: str, selectors: Sequence[str]) -> Any:
        """The field from inside the placed text, or from the generic reader; a finding where a selector missed.

        Where the text was placed, the generic reader is asked for the whole page only for what an article cannot be
        without, and around headline and text for what a selector of this layout should have found: reading the
        page again costs more than everything else.
        """
        if self.region is not None and field != "title":
            value: Any = getattr(self.region, field, None)
            if value:
                self._found[field] = "in the body"
                return value
            if field == "section":
                value = section_of_head(self.document.facts)
                if value:
                    self._found[field] = "head"
                    return value
            if field in _OPTIONAL or not selectors:
                return None
        whole = self.region is None or field in _REQUIRED
        value = getattr(self.generic if whole else self.around, field)
        if value:
            self._found[field] = self.generic.title_place if field == "title" and not selectors else GENERIC
            if selectors:
                self._miss(field, selectors)
        elif selectors and field in _REQUIRED:
            self._miss(field, selectors)
        return value

    def _miss(self, field: str, selectors: Sequence[str]) -> None:
        self._missed[field] = Finding(
            code="selector-missed",
            field=field,
            message=f"Layout {self.layout}: no selector for {field} matches ({', '.join(selectors)}).",
        )

    def _printed_clues(self, placed: Sequence[Match], place: str) -> Iterator[DateClue]:
        line = in_two_elements(placed)
        if line is not None:
            yield from line_clues(line, place)
            return
        for match in filter(states_date, placed):
            yield from self._clues_of(match, place)

    def _clues_of(self, match: Match, place: str) -> Iterator[DateClue]:
        text = self.text(match)
        if isinstance(match, str):
            structured = "attr(" in place or "@" in place
            yield DateClue(kind="structured" if structured else "printed", raw=text, place=place)
            return
        for node in match.iter():
            stated = node.get("datetime") or (node.get("content") if node.get("itemprop") else None)
            if stated and stated.strip() and isinstance(node.tag, str):
                kind = "updated" if "modified" in (node.get("itemprop") or "").lower() else "structured"
                yield DateClue(kind=kind, raw=stated.strip(), place=place)
        if text:
            yield from line_clues(text, place)


def _unique(clues: Iterable[DateClue]) -> tuple[DateClue, ...]:
    return tuple({(clue.kind, clue.raw): clue for clue in clues}.values())
