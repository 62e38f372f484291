"""The articles of the bundled sample: the seed article, written cases, composed ones. Always the same."""

import json
import random
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from newsarchive.sample.article import (
    VIETNAM,
    SampleArticle,
    SamplePhoto,
    article_id,
    decompose_tones,
    photo_path,
    slugify,
)
from newsarchive.sample.compose import LAYOUTS, compose, words
from newsarchive.sample.groups import GROUPS

COMPOSED = 48
_SEED = 20240126
_FIRST = datetime(2015, 8, 3, 8, 0, tzinfo=VIETNAM)
_LAST = datetime(2026, 6, 24, 8, 0, tzinfo=VIETNAM)


@cache
def cases() -> dict[str, SampleArticle]:
    """The written articles by the case each stands for; "seed" is the first."""
    text = files("newsarchive.sample").joinpath("cases.json").read_text(encoding="utf-8")
    return {case["case"]: _article(case) for case in json.loads(text)}


@cache
def bundled_articles() -> tuple[SampleArticle, ...]:
    """All articles of the sample, the seed first; ids, slugs and texts never change between runs."""
    rng = random.Random(_SEED)
    subjects = list(words()["subjects"])
    step = (_LAST - _FIRST) / (COMPOSED - 1)
    composed: list[SampleArticle] = []
    seen: set[str] = set()
    for position in range(COMPOSED):
        moment = _FIRST + step * position + timedelta(minutes=rng.randint(0, 700), seconds=rng.randint(0, 59))
        moment = moment.replace(hour=7 + moment.hour % 14, microsecond=0)
        layout, subject = LAYOUTS[position % len(LAYOUTS)], subjects[position % len(subjects)]
        article = compose(rng, moment, layout=layout, subject=subject)
        while article.title in seen:
            article = compose(rng, moment, layout=layout, subject=subject)
        seen.add(article.title)
        composed.append(article)
    return (*cases().values(), *composed)


def truth() -> dict[str, dict[str, Any]]:
    """What an archive ought to store of the untouched sample: `SampleArticle.expected()` by article id."""
    return {str(article.id): article.expected() for article in bundled_articles()}


def _article(case: dict[str, Any]) -> SampleArticle:
    moment = datetime.fromisoformat(case["moment"]).replace(tzinfo=VIETNAM)
    event = [date.fromisoformat(day) for day in case.get("event", ())]
    quirk = case.get("quirk")
    title = case["title"]
    slug = slugify(decompose_tones(title) if quirk == "nfd-title" else title)
    return SampleArticle(
        id=case.get("id") or article_id(moment),
        slug=slug,
        title=title,
        kicker=case.get("kicker"),
        lead=case["lead"],
        paragraphs=tuple(case["paragraphs"]),
        group=GROUPS[case["group"]],
        moment=moment,
        layout=case["layout"],
        byline=case.get("byline"),
        authors=tuple(case.get("authors", ())),
        agency=case.get("agency"),
        photos=tuple(_photos(case.get("photos", ()), slug, moment)),
        event_date=event[0] if event else None,
        event_end=event[1] if len(event) > 1 else None,
        stated=case.get("stated"),
        own_photos=case.get("own_photos", True),
        quirk=quirk,
    )


def _photos(entries: list[dict[str, Any]], slug: str, moment: datetime) -> list[SamplePhoto]:
    photos = []
    for position, entry in enumerate(entries):
        taken, own = moment, slug
        if "archive" in entry:
            taken, own = (
                datetime.fromisoformat(entry["archive"][0]).replace(tzinfo=VIETNAM),
                entry["archive"][1],
            )
        path = photo_path(own, taken, position, entry.get("ext", "jpg"))
        photos.append(SamplePhoto(path=path, caption=entry.get("caption"), credit=entry.get("credit")))
    return photos
