"""The region of an article read into fields: paragraphs, lead, photos with captions, byline, agency, printed dates.

Takes units in reading order from the headline to the end of the article and decides what each one is.
"""

import re
from collections.abc import Sequence

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.captions import (
    MIN_VERSE_LINES,
    Norm,
    has_caption_mark,
    is_below_box,
    is_credit_below,
    is_marked_lead,
    is_outside,
    is_signature_line,
    look_of,
    looks_like_caption,
    norm_of_units,
    only_text,
    opens_verse,
)
from newsarchive.page.clues import is_last_update, shows_hour
from newsarchive.page.edges import MIN_TELLING_CAPTIONS, Edges, telling
from newsarchive.page.endings import Ending, tail_of
from newsarchive.page.frame import Frame, Region
from newsarchive.page.images import links_elsewhere, photo_of
from newsarchive.page.lead import Item, find_lead, opening_lines
from newsarchive.page.pairing import (
    is_boxed_like,
    is_captioned,
    is_figure_at,
    opens_text,
    pair_in_unit,
    without_counters,
)
from newsarchive.page.parts import brother_of, is_in_part
from newsarchive.page.prose import is_paragraph
from newsarchive.page.signature import Signature, is_dated, take_foot, take_head
from newsarchive.page.tables import join_rows
from newsarchive.page.teasers import follows_link
from newsarchive.page.titles import are_same
from newsarchive.page.units import (
    Unit,
    is_advert,
    is_author_box,
    is_avatar,
    is_dated_list,
    is_foreign,
    is_marked_author,
    is_related_line,
    is_tool,
    leads_to_story,
    units_of,
    without_biography,
)
from newsarchive.page.words import (
    AUTHOR_LABEL,
    DATE_GLANCE,
    END_LABEL,
    OTHER_DAY,
    PLACE_AND_DAY,
    SIGNED,
    date_share,
)
from newsarchive.text.byline import BYLINE_SCORE, byline_score, is_post
from newsarchive.text.caption import is_credit

Node = etree._Element
_DOES = ("#top", "javascript:print", "javascript:window.print", "javascript:history")
"""What a picture that is a button links to."""
_RESIDUE = re.compile(r"\s*\bleftcenterrightdel\b")
"""Words of an editor's image tool bar that stay behind in the text of one family of sites."""
_WORDS_OF_BUTTONS = frozenset(
    ["nghe", "thích", "trước", "sau", "tiếp", "mới", "tăng", "giảm", "phát", "lưu", "gửi", "đóng"]
)
_IN_ABSTRACT = re.compile(r"\W*(?:abstract|summary|keywords?|key words|từ kh[oó][aá])\s*[:：]", re.IGNORECASE)
"""What a magazine prints beside its abstract: the same in English, and keywords."""
_ABSTRACT_LABEL = re.compile(r"\W*tóm tắt\W*$", re.IGNORECASE)
_LEAD_LABEL = re.compile(r"\W*tóm tắt\s*[:：.]\s*(?=\S)", re.IGNORECASE)


def _without_residue(text: str) -> str:
    return _RESIDUE.sub("", text).strip() if "leftcenter" in text else text


class RegionReader:
    """Reads one region. Use once."""

    def __init__(self, frame: Frame, blocks: Sequence[Block]) -> None:
        self.frame = frame
        self.blocks = blocks
        self.region = Region()
        self.norm = Norm()
        self._items: list[Item] = []
        self._head: list[Block] = []
        self._paragraphs = 0
        self._captions: dict[int, str] = {}
        self._photos: list[Block] = []
        self._waiting: list[Block] = []
        self._abstract: Block | None = None
        self._is_abstract_next = False
        """What a magazine's label "Tóm tắt" stands above, and whether it stands above the next text."""
        self._told: Block | None = None
        """The only text of a notice, where it stands beside a photo."""
        last = None if frame.placed else next((block for block in blocks if block.order == frame.last), None)
        self._brother = brother_of(frame.main, last)
        self._is_all_body = frame.placed and frame.main is None

    def read(self) -> Region:
        """Decide over all blocks."""
        units = map(without_biography, units_of(self.blocks, self.frame.holders))
        kept: list[Unit] = []
        for unit in units:
            lines, ended = [unit], False
            if (
                unit.texts
                and self._zone(unit.blocks[0]) == "tail"
                and not is_figure_at(unit, self.frame.last + 1)
            ):
                lines, ended = tail_of(unit)
            own = [self._signature_above(line) if self._is_foreign(line) else line for line in lines]
            kept += [line for line in own if line.blocks]
            if ended:
                break
        ending = Ending(self.blocks, first=self.frame.first, placed=self.frame.placed, zone_of=self._zone)
        kept = ending.cut(kept)
        head = sum(bool(unit.blocks) and self._zone(unit.blocks[0]) == "head" for unit in kept)
        kept[head:] = join_rows(kept[head:])
        self.region.foreign |= ending.foreign
        self.norm = norm_of_units(kept, self.blocks, self._zone)
        self._told = only_text(
            [block for unit in kept for block in unit.texts if self._zone(block) == "body"], self.norm
        )
        for unit in kept:
            self._read_unit(unit)
        self._finish()
        return self.region

    # -- units ---------------------------------------------------------------------------------------------

    def _is_foreign(self, unit: Unit) -> bool:
        if unit.has_video:
            self.region.has_video = True
        order = unit.blocks[0].order if unit.blocks else -1
        if any(first <= order < end for first, end in self.frame.apart):
            self.region.foreign.update(block.order for block in unit.blocks)
            return True
        foreign = is_foreign(unit, self.frame.url)
        if foreign and not self._holds_byline(unit):
            self.region.foreign.update(block.order for block in unit.blocks)
            if not is_dated_list(unit.texts):
                self._keep_head_lines(unit)
            return True
        return False

    def _signature_above(self, unit: Unit) -> Unit:
        """The author's lines on top of a box of other stories, if it stands below the first paragraph."""
        signed: list[Block] = []
        for block in unit.blocks:
            if block.kind != "text" or block.order <= self.frame.first or not is_marked_author(block):
                break
            signed.append(block)
        self.region.foreign.difference_update(block.order for block in signed)
        return Unit(None, signed)

    def _keep_head_lines(self, unit: Unit) -> None:
        """A date or an author between headline and text may share a box with buttons."""
        for at, block in enumerate(unit.texts):
            if self._zone(block) != "head" or len(block.text) > 120:
                continue
            if is_dated(block) and (block.linked < 0.5 or date_share(block.text) > 0.8):
                self.region.dates.append(block)
                self._head.append(block)
            elif is_marked_author(block) or (not block.linked and byline_score(block.text) >= BYLINE_SCORE):
                self._head.append(block)
            elif any(is_post(below.text) for below in unit.texts[at + 1 : at + 2]):
                self._head.append(block)  # a name that links to the author's page

    @staticmethod
    def _holds_byline(unit: Unit) -> bool:
        """An author box may be a link or sit in a box with tools; it is kept to be looked at line by line."""
        return len(unit.texts) <= 3 and any(is_marked_author(block) for block in unit.texts)

    def _zone(self, block: Block) -> str:
        if self._is_all_body:
            return "body"
        frame = self.frame
        if frame.placed or frame.root is None or frame.root in block.path:
            if (
                frame.main is not None
                and block.order > frame.last
                and frame.main not in block.path
                and (self._brother is None or self._brother not in block.path)
            ):
                return "tail"
            return "body" if block.order >= frame.first or frame.placed else "head"
        return "head" if block.order < frame.first else "tail"

    # -- one unit ------------------------------------------------------------------------------------------

    def _read_unit(self, unit: Unit) -> None:
        photos = [block for block in unit.photos if self._is_own_photo(block, unit)]
        used: set[int] = set()
        wants = False
        if photos and len(photos) == len(unit.photos):
            captions, used, wants = pair_in_unit(unit, self.norm, told=self._told)
            self._captions.update(captions)
            self._photos += photos
            self._waiting = []
        elif photos:
            self._photos += photos
            self._waiting = []
        for block in unit.texts:
            if block.order in used:
                continue
            self._read_text(block, unit)
        if wants and (not unit.texts or unit.blocks[-1].kind == "photo"):
            self._waiting = photos

    def _is_own_photo(self, block: Block, unit: Unit) -> bool:
        picture = block.picture
        if picture is None or any(node.tag in ("footer", "nav") for node in block.path):
            return False
        if is_advert(block, self.frame.holders):
            return False
        if picture.href and picture.href.lower().startswith(_DOES):
            return False
        if is_author_box(block) and ((picture.width is not None and picture.width < 130) or is_avatar(block)):
            return False
        if links_elsewhere(picture, self.frame.url):
            return is_captioned(block, unit)
        if self._zone(block) == "tail":
            is_next = block.order == self.frame.last + 1
            return is_in_part(block, self.frame.main) or (
                is_next and is_boxed_like(block, self._photos, unit)
            )
        return self._zone(block) == "body" or self._is_cover(block)

    def _is_cover(self, block: Block) -> bool:
        """A photo between headline and text: of a sensible size, not a face in an author box."""
        picture = block.picture
        if picture is None:
            return False
        return not is_author_box(block) and not (picture.width is not None and picture.width < 100)

    def _read_text(self, block: Block, unit: Unit) -> None:
        text = block.text
        if self._is_title(text) or (is_tool(block) and not self._is_subheading(block)):
            return
        if self._paragraphs <= 2 and (_IN_ABSTRACT.match(text) or _ABSTRACT_LABEL.match(text)):
            self._is_abstract_next = _ABSTRACT_LABEL.match(text) is not None
            return
        waiting, self._waiting = self._waiting, []
        if self._zone(block) == "tail" or is_related_line(block):
            waiting = []
        if block.node in self.frame.caption_nodes and (waiting or self._photos):
            self._add_caption(block, waiting or self._photos[-1:])
            return
        at = block.order - self.blocks[0].order
        if waiting and opens_verse(self.blocks[at : at + MIN_VERSE_LINES]):
            waiting = []
        if waiting and not self._paragraphs and opens_text(block, waiting[-1], self.frame.main, self.norm):
            waiting = []
        if waiting and not unit.photos and looks_like_caption(block, self.norm, waiting):
            self._add_caption(block, waiting)
            return
        if self._is_more_caption(block):
            self._add_caption(block, [photo for photo in self._photos if photo.order in self._captions][-1:])
            return
        if END_LABEL.match(text) and len(text) < 40 and block.linked > 0.5:
            return
        zone = self._zone(block)
        if self._is_date_line(block):
            is_last = is_last_update(block)
            if zone != "tail" or is_last or not (self.region.dates or self._is_in_card(block)):
                self.region.dates.append(block)
                self._head.append(block)
            return
        if zone == "head":
            self._head.append(block)
        elif block.order >= self.frame.last and not self.region.dates and self._is_dated_name(block):
            self.region.dates.append(block)
        is_link = is_related_line(block) and not is_marked_author(block)
        if is_link and zone == "body" and not (len(text) < 40 and self._is_last(block)):
            self.region.foreign.add(block.order)
            return
        if self._is_abstract_next:
            self._abstract, self._is_abstract_next = block, False
        self._items.append(Item(block, zone))
        self._paragraphs += is_paragraph(block)

    def _is_dated_name(self, block: Block) -> bool:
        """A line with name and date after the text; its last sentence may tell a day too."""
        if len(block.text) > 120 or block.linked or block.text.endswith("."):
            return False
        return is_dated(block) and not self._is_in_card(block)

    def _is_subheading(self, block: Block) -> bool:
        """Whether a word that buttons bear too stands among the paragraphs like a subheading."""
        return (
            block.text.lower() in _WORDS_OF_BUTTONS
            and self.frame.first < block.order < self.frame.last
            and not block.linked
            and (block.level > 1 or block.bold > 0.9)
        )

    def _is_in_card(self, block: Block) -> bool:
        """Whether a line stands below another story's headline in a box of their own."""
        root = self.frame.root
        if root is None or not follows_link(block, self.blocks):
            return False
        around = set(root.iterancestors())
        return block.node not in around and block.holder not in around

    def _is_last(self, block: Block) -> bool:
        return self.blocks[-1].order - block.order <= 3

    def _goes_on(self, block: Block) -> bool:
        """Whether a line ends the sentence of the caption right above it, in the same look."""
        caption = self._captions.get(self._photos[-1].order)
        above = self.blocks[block.order - self.blocks[0].order - 1]
        return (
            caption is not None
            and block.order == self._photos[-1].order + 2
            and block.text[0].islower()
            and caption[-1].isalpha()
            and look_of(block) == look_of(above)
            and (block.italic > 0.9 or block.align == "center" != self.norm.align)
        )

    def _is_more_caption(self, block: Block) -> bool:
        """A credit on a line of its own right under a caption, or a marked caption without a photo of ours."""
        if not self._photos or block.order - self._photos[-1].order > 3:
            return False
        if is_credit_below(block, self._photos[-1], self._captions, self.norm):
            return True
        if SIGNED.match(block.text) or (block.align == "right" != self.norm.align):
            return False
        if is_below_box(block, self._photos[-1]) and is_signature_line(block):
            return False
        if is_outside(block, self._photos[-1], self.norm) and self._zone(block) == "body":
            return False
        if has_caption_mark(block) and not is_paragraph(block):
            return bool(self._captions)
        if self._goes_on(block):
            return True
        return (
            block.order == self._photos[-1].order + 2
            and self._photos[-1].order in self._captions
            and len(block.text) < 200
            and not is_related_line(block)
            and is_credit(block.text)
            and not AUTHOR_LABEL.match(block.text)
            and not self._is_below_author(block)
        )

    def _is_below_author(self, block: Block) -> bool:
        """Whether the line right above, in the same element, says who wrote: credits of the whole article."""
        above = self.blocks[max(block.order - self.blocks[0].order - 1, 0)]
        is_labelled = SIGNED.match(above.text) or AUTHOR_LABEL.match(above.text)
        return above.holder is block.holder and bool(is_labelled) and byline_score(above.text) >= BYLINE_SCORE

    def _add_caption(self, block: Block, photos: Sequence[Block]) -> None:
        for photo in photos:
            before = self._captions.get(photo.order)
            self._captions[photo.order] = f"{before} {block.text}" if before else block.text

    def _is_title(self, text: str) -> bool:
        title = self.frame.title
        return bool(title) and len(text) < 400 and are_same(text, title or "")

    def _is_date_line(self, block: Block) -> bool:
        if len(block.text) > 120 or (len(block.text) > 60 and block.text.endswith((".", ";"))):
            return False
        if is_last_update(block):
            return DATE_GLANCE.search(block.text) is not None
        if self.region.dates and (PLACE_AND_DAY.match(block.text) or self._is_chronicle(block)):
            return False
        inside = self._zone(block) != "head"
        if inside and block.text.endswith((".", ";")) and not DATE_GLANCE.match(block.text):
            return False  # of a programme or a decision: "Thời gian: 8 giờ 00, ngày 15/9/2024."
        if self._is_opening(block) and not (self.region.dates and inside):
            return is_dated(block) and not leads_to_story(block)
        if OTHER_DAY.match(block.text):
            return False
        return bool(DATE_GLANCE.search(block.text)) and date_share(block.text) > 0.8

    def _is_chronicle(self, block: Block) -> bool:
        """Whether a day without an hour is a line of the text: what follows happened then, or an answer to choose."""
        if self._zone(block) != "body" or shows_hour(block.text):
            return False
        if self._paragraphs < 2 and not (block.level and self._paragraphs):
            return False
        if block.order >= (self.blocks[-1].order if self.frame.placed else self.frame.last):
            return False
        above = self.blocks[block.order - self.blocks[0].order - 1]
        return above.linked < 0.5 and above.kind == "text"

    def _is_opening(self, block: Block) -> bool:
        """Whether a block stands before the running text; a lead may stand above it."""
        return self._zone(block) == "head" or self._paragraphs <= 1

    # -- fields out of the items ---------------------------------------------------------------------------

    def _finish(self) -> None:
        items = self._items
        lead = self._take_lead(items)
        foot = take_foot([(item.block, item.zone) for item in items if item.zone != "head"], self.norm)
        head = take_head(
            [*self.frame.above, *self._head, *opening_lines(items, lead, self._head)],
            lead.order if lead else None,
        )
        self._sign(foot, head)
        gone = foot.orders | head.orders
        edges = Edges(self.frame, self._photos, self._captions, lead)
        is_own = lead is not None or self.frame.placed
        for item in items:
            block = item.block
            if block is lead or block.order in gone:
                continue
            if edges.belongs(item, is_first=not self.region.body):
                self.region.body.append(_without_residue(block.text))
                self.region.last = block.order
                is_own = is_own or not self._is_others_lead(block)
        if not is_own:
            self.region.body.clear()  # the article is empty; these are leads of others
        is_short = telling(self._captions) < MIN_TELLING_CAPTIONS and not self.frame.placed
        if lead is not None and not self.region.body and is_short and not is_marked_lead(lead):
            self.region.lead, self.region.body = None, [lead.text]  # one paragraph, not set apart
        if self.region.lead and self.region.body and are_same(self.region.body[0], self.region.lead):
            del self.region.body[0]
        self._add_photos()

    def _is_others_lead(self, block: Block) -> bool:
        """Whether a text shares its box with a heading right above that leads to another page."""
        if not follows_link(block, self.blocks):
            return False
        at = block.order - self.blocks[0].order
        return any(
            above.level and above.linked >= 0.7 and above.holder in block.path and is_related_line(above)
            for above in self.blocks[max(at - 3, 0) : at]
        )

    def _sign(self, foot: Signature, head: Signature) -> None:
        region = self.region
        region.byline = foot.byline or head.byline
        if foot.byline and head.byline and foot.byline.lower() in head.byline.lower():
            region.byline = head.byline  # says it in full
        region.agency = foot.agency or head.agency
        if region.byline is None and region.agency is not None:
            region.byline, region.agency = region.agency, None
        if (
            foot.byline
            and foot.is_agency_only
            and head.byline
            and not head.is_agency_only
            and not head.is_account
        ):
            region.byline, region.agency = head.byline, foot.byline

    def _take_lead(self, items: list[Item]) -> Block | None:
        frame = self.frame
        if frame.lead is not None:
            self.region.lead = frame.lead
            return None
        lead = self._abstract or find_lead(
            items,
            root=frame.root,
            description=frame.description,
            told_in_captions=telling(self._captions) >= MIN_TELLING_CAPTIONS and not frame.placed,
        )
        if lead is not None:
            self.region.lead = _LEAD_LABEL.sub("", lead.text)
        return lead

    def _add_photos(self) -> None:
        seen: set[str] = set()
        self._captions = without_counters(self._captions)
        for block in self._photos:
            picture = block.picture
            if picture is None or picture.url in seen:
                continue
            seen.add(picture.url)
            self.region.photos.append(photo_of(picture, self._captions.get(block.order)))
            if not self.region.body:  # told in pictures alone
                self.region.last = block.order
