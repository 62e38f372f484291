"""Party-news prose from our own word material: one article out of a random generator."""

import json
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from newsarchive.sample.article import SampleArticle, SamplePhoto, article_id, photo_path, slugify
from newsarchive.sample.groups import GROUPS

LAYOUTS: tuple[str, ...] = ("tables", "divs", "breaks", "figures", "semantic", "fonts")
"""Names of the mark-ups a page can be dressed in; `layouts.py` draws them."""
_MERGER = date(2025, 7, 1)
"""From here on the city has wards and no districts."""
_GROUP_OF = {
    "tong-ket": "tin-tuc-su-kien",
    "nghi-quyet": "xay-dung-dang",
    "huy-hieu": "xay-dung-dang",
    "giam-sat": "xay-dung-dang",
    "tang-qua": "doi-song",
    "doi-thoai": "tin-tuc-su-kien",
    "so-hoa": "chuyen-doi-so",
    "ve-nguon": "van-hoa",
    "hien-mau": "doi-song",
    "ha-tang": "tin-tuc-su-kien",
    "khuyen-hoc": "van-hoa",
    "kinh-te": "doi-song",
}


@cache
def words() -> dict[str, Any]:
    """The word material, read once."""
    text = files("newsarchive.sample").joinpath("words.json").read_text(encoding="utf-8")
    material: dict[str, Any] = json.loads(text)
    return material


def person(rng: random.Random) -> str:
    """An invented name: family, middle and given name."""
    return " ".join(rng.choice(words()[part]) for part in ("surnames", "middles", "givens"))


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Slots:
    """What fills the blanks of one article's templates."""

    values: dict[str, str]

    def fill(self, template: str) -> str:
        """The template with its blanks filled, first letter as written."""
        return template.format_map(self.values)

    def sentence(self, template: str) -> str:
        return upper_first(self.fill(template))


def draw_slots(rng: random.Random, day: date) -> Slots:
    """People, places and numbers of one article."""
    place, organ = rng.choice(words()["wards" if day >= _MERGER else "districts"])
    role = rng.choice(words()["roles"]).format(o=organ, p=place)
    leader = person(rng)
    before = day - timedelta(days=rng.randint(20, 300))
    values = {
        "p": place,
        "o": organ,
        "w": f"đồng chí {leader}, {role}",
        "W": f"Đồng chí {leader}, {role}",
        "a": person(rng),
        "b": person(rng),
        "c": person(rng),
        "n": str(rng.randint(12, 98)),
        "m": str(rng.randint(12, 98) * 10),
        "k": str(rng.randint(2, 9)),
        "s": str(rng.randint(10, 99)),
        "g": str(rng.randint(70, 95)),
        "y": str(day.year),
        "py": str(day.year - 1),
        "mo": str(day.month),
        "hd": f"{before.day}/{before.month}/{before.year}",
    }
    values["h"] = rng.choice(words()["halls"]).format_map(values)
    return Slots(values)


def dateline(rng: random.Random, event: date, moment: datetime) -> str:
    """How a lead names its day: "Sáng 26/1", "Chiều ngày 4/11", "Ngày 21/8"."""
    parts = ("Sáng", "Ngày", "Sáng ngày", "Chiều", "Tối", "Chiều ngày")
    part = rng.choice(parts[: 3 if event == moment.date() else 6])
    return f"{part} {event.day}/{event.month}"


def draw_byline(rng: random.Random) -> tuple[str | None, tuple[str, ...]]:
    """A byline as printed and the people in it: mostly one name, now and then two or none."""
    first, second = rng.sample(words()["bylines"], 2)
    kind = rng.random()
    if kind < 0.06:
        return None, ()
    if kind < 0.18:
        return f"{first} – {second}", (first, second)
    if kind < 0.26:
        return f"Tin, ảnh: {first}", (first,)
    return first, (first,)


def draw_photos(
    rng: random.Random, slots: Slots, templates: list[str], slug: str, moment: datetime
) -> tuple[SamplePhoto, ...]:
    """Up to three pictures of the article's own, some with a credit."""
    count = rng.choices((0, 1, 2, 3), weights=(12, 64, 18, 6))[0]
    photos: list[SamplePhoto] = []
    lines = [*templates, "Quang cảnh buổi lễ."]
    for position in range(count):
        credit = rng.choice(words()["bylines"]) if rng.random() < 0.4 else None
        caption = slots.sentence(lines[position])
        photos.append(SamplePhoto(path=photo_path(slug, moment, position), caption=caption, credit=credit))
    return tuple(photos)


def draw_comments(rng: random.Random, moment: datetime) -> tuple[tuple[str, str, str], ...]:
    """Readers' words under about a third of the articles, days after they appeared."""
    count = rng.choice((0, 0, 0, 0, 1, 2))
    return tuple(
        (
            person(rng),
            f"{moment + timedelta(days=rng.randint(1, 40), minutes=rng.randint(1, 600)):%d/%m/%Y %H:%M}",
            rng.choice(words()["comments"]),
        )
        for _ in range(count)
    )


def draw_body(rng: random.Random, slots: Slots, subject: dict[str, list[str]]) -> list[str]:
    """Four to seven paragraphs of one subject, sometimes with a subheading."""
    own = rng.sample(subject["paras"], rng.randint(3, len(subject["paras"])))
    common = rng.sample(words()["common"], rng.randint(1, 3))
    body = [slots.sentence(template) for template in (*own, *common)]
    if rng.random() < 0.15:
        body.insert(2, rng.choice(words()["subheads"]))
    return body


def compose(
    rng: random.Random, moment: datetime, *, layout: str, subject: str | None = None
) -> SampleArticle:
    """One article that appeared at `moment`; the same generator state gives the same article."""
    name = subject or rng.choice(list(words()["subjects"]))
    material = words()["subjects"][name]
    event = moment.date() - timedelta(days=rng.choice((0, 0, 1, 1, 2)))
    slots = draw_slots(rng, event)
    title = slots.sentence(rng.choice(material["titles"]))
    slug = slugify(title)
    byline, authors = draw_byline(rng)
    return SampleArticle(
        id=article_id(moment),
        slug=slug,
        title=title,
        lead=f"{dateline(rng, event, moment)}, {slots.fill(rng.choice(material['leads']))}",
        paragraphs=tuple(draw_body(rng, slots, material)),
        group=GROUPS[_GROUP_OF[name]],
        moment=moment,
        layout=layout,
        byline=byline,
        authors=authors,
        photos=draw_photos(rng, slots, material["captions"], slug, moment),
        event_date=event,
        comments=draw_comments(rng, moment),
    )
