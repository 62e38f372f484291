"""The step between reading a page and dating it: a draft's text cleaned, converted and taken apart."""

from dataclasses import replace

from newsarchive.model.article import Draft, Photo
from newsarchive.model.finding import Finding
from newsarchive.text.byline import parse_byline
from newsarchive.text.caption import split_credit
from newsarchive.text.clean import clean
from newsarchive.text.dateline import split_dateline
from newsarchive.text.folding import fold
from newsarchive.text.legacy import is_plain, repair

_AROUND = " .…-–/"
_MAX_APART = 20
"""Characters by which two texts that are the same may differ in length."""
_END_MARKS = frozenset(("./.", ".", "/.", "./", "-", "–", "—", "***", "* * *", "..."))


def normalise(draft: Draft) -> Draft:
    """Clean every text, convert legacy encodings (with findings), and split lines into what they say.

    Afterwards `dateline` holds the prefix of the lead and `lead` is without it; a first paragraph that carries
    the site's prefix is the lead where the page marks none; `body` repeats neither lead nor byline; `authors`
    and `agency` are read from the byline, which stays as printed; photos have caption and credit apart.
    """
    door = _Door()
    lead, body = door.text("lead", draft.lead), door.paragraphs("body", draft.body)
    byline = door.text("byline", draft.byline)
    dateline, lead, body = _split_lead(draft.dateline, lead, body)
    read = parse_byline(byline) if byline else None
    return replace(
        draft,
        title=door.text("title", draft.title),
        kicker=door.text("kicker", draft.kicker),
        lead=lead,
        dateline=dateline,
        body=_without_byline(body, byline),
        byline=byline,
        authors=draft.authors or (read.authors if read else ()),
        agency=_agency(door.text("agency", draft.agency), read.agency if read else None),
        section=door.text("section", draft.section),
        tags=door.paragraphs("tags", draft.tags),
        photos=tuple(door.photo(photo) for photo in draft.photos),
        findings=(*draft.findings, *door.findings()),
    )


class _Door:
    """Cleans texts and remembers which fields held legacy encodings."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], str] = {}

    def text(self, field: str, text: str | None) -> str | None:
        if not text:
            return None
        cleaned = clean(text)
        if is_plain(cleaned):
            return cleaned
        repaired = repair(cleaned)
        if repaired.encoding is None:
            return cleaned.replace("\xad", "") or None
        code = "mixed-encoding" if repaired.mixed else "legacy-encoding"
        self._seen.setdefault((code, field), repaired.encoding)
        return clean(repaired.text) or None

    def paragraphs(self, field: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        read = (self.text(field, text) for text in texts)
        return tuple(text for text in read if text and text not in _END_MARKS)

    def photo(self, photo: Photo) -> Photo:
        caption, credit = self.text("photos", photo.caption), self.text("photos", photo.credit)
        if caption and credit is None:
            caption, credit = split_credit(caption)
        alt = self.text("photos", photo.alt)
        return Photo(
            url=photo.url, caption=caption, credit=credit, alt=alt, width=photo.width, height=photo.height
        )

    def findings(self) -> list[Finding]:
        return [
            Finding(code=code, field=field, message=f"Text in the legacy encoding {encoding} was converted.")
            for (code, field), encoding in self._seen.items()
        ]


def _split_lead(
    dateline: str | None, lead: str | None, body: tuple[str, ...]
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """(dateline, lead, body) with the prefix split off the lead, or off the first paragraph that carries it."""
    if lead:
        prefix, lead = split_dateline(lead)
        dateline = dateline or prefix
    body = _without_repeated_lead(lead, body)
    if dateline is None and body:
        prefix, rest = split_dateline(body[0])
        if prefix and lead is None:
            return prefix, rest, body[1:]
        if prefix:
            return prefix, lead, _without_repeated_lead(lead, (rest, *body[1:]))
    return dateline, lead or None, body


def _without_repeated_lead(lead: str | None, body: tuple[str, ...]) -> tuple[str, ...]:
    """The body without a first paragraph that says the lead again, with or without its prefix."""
    if not lead or not body:
        return body
    first = split_dateline(body[0])[1]
    return body[1:] if _are_same(first, lead) else body


def _without_byline(body: tuple[str, ...], byline: str | None) -> tuple[str, ...]:
    """The body without a last paragraph that is the byline."""
    if byline and body and _are_same(body[-1], byline):
        return body[:-1]
    return body


def _are_same(one: str, other: str) -> bool:
    """Whether two texts differ in case, marks and the signs around them at most."""
    if abs(len(one) - len(other)) > _MAX_APART:
        return False
    return fold(one).strip(_AROUND) == fold(other).strip(_AROUND)


def _agency(stated: str | None, read: str | None) -> str | None:
    """The agency as the page states it, without brackets and "Theo"; else the one in the byline."""
    if stated is None:
        return read
    return parse_byline(stated).agency or stated.strip("() ")
