"""Headers that have a box of their own: headline, date and lead in one element, the text in the next."""

from dataclasses import replace

from newsarchive.page.blocks import Block, Flow
from newsarchive.page.body import FOREIGN_TAGS, MIN_TOLD_PHOTOS, BodyPlace
from newsarchive.page.captions import is_marked_lead
from newsarchive.page.markup import COMMENTS_CLASS, RELATED_CLASS
from newsarchive.page.prose import is_paragraph
from newsarchive.page.words import END_LABEL, LICENCE
from newsarchive.text.dateline import has_site_prefix

MAX_HEADER_BLOCKS = 10
"""Rubric, headline, date, author, tools and lead."""


def beyond_header(place: BodyPlace, flow: Flow, headline: Block) -> BodyPlace | None:
    """The place of a text that begins in the box right below one that holds headline and lead alone: a short text, or
    one told in photos with captions; None where the box holds neither."""
    above = {place.root, *place.root.iterancestors()}
    header = next((node for node in reversed(headline.path) if node in above), None)
    lead = flow.blocks[place.first]
    if header is None or place.first != place.last:
        return None
    if not (has_site_prefix(lead.text) or is_marked_lead(lead)):
        return None
    start, end = flow.spans[header]
    if end - start > MAX_HEADER_BLOCKS:
        return None
    beside = (node for node in header.itersiblings() if node in flow.spans)
    box = next((node for node in beside if any(map(_is_told, flow.inside(node)))), None)
    parent = header.getparent()
    if (
        box is None
        or parent is None
        or box.tag in FOREIGN_TAGS
        or COMMENTS_CLASS.search(box.get("class") or "")
    ):
        return None
    inside = flow.inside(box)
    texts = [block for block in inside if block.kind == "text"]
    if not texts or RELATED_CLASS.search(box.get("class") or "") or END_LABEL.match(texts[0].text):
        return None
    if any(block.linked > 0.8 and block.level for block in texts) or any(
        LICENCE.search(block.text) for block in texts[:3]
    ):
        return None
    photos = sum(block.picture is not None for block in inside)
    captions = sum(block.figure is not None for block in texts)
    paragraphs = [block for block in texts if is_paragraph(block)]
    if not paragraphs and min(photos, captions) < MIN_TOLD_PHOTOS:
        return None
    last = paragraphs[-1] if paragraphs and not captions else inside[-1]
    holders = place.holders | {
        parent,
        box,
        *(node for block in inside for node in block.path[:-1] if box in node.iterancestors()),
    }
    return replace(place, root=parent, holders=holders, first=inside[0].order, last=last.order, main=box)


def _is_told(block: Block) -> bool:
    return block.picture is not None or is_paragraph(block)
