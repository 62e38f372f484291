"""A known site whose selector misses: what is asked again, and of how much of the page."""

from datetime import UTC, datetime

from newsarchive.model.snapshot import Snapshot
from newsarchive.page.base import ArticlePage

AT = datetime(2026, 7, 1, tzinfo=UTC)
BODY = "".join(
    f"<p>Đoạn thứ {word} kể rằng bà con trong xã đã góp công, góp sức làm con đường mới dài hơn ba cây số.</p>"
    for word in ("nhất", "hai", "ba", "tư")
)
HTML = f"""<html><head><title>Con đường mới của xã Phú Lâm</title></head><body>
<div class=side><p class=author>Người Ngoài Cuộc</p></div>
<main><h1 class=t>Con đường mới của xã Phú Lâm</h1><div class=b>{BODY}</div>
<p style="text-align:right"><b>Mai Khuê</b></p></main>
<div class=other><h3><a href=/tin/2.html>Một tin khác hẳn của báo</a></h3><p><b>Lý Anh</b></p></div></body></html>"""


class Known(ArticlePage):
    layout = "known"
    title_at = ("h1.t",)
    body_at = ("div.b",)
    byline_at = ("p.byline",)
    section_at = (".crumbs a",)


class InSpan(Known):
    body_at = ("span.b",)


def test_a_missed_byline_is_looked_for_around_headline_and_text() -> None:
    page = Known(Snapshot(url="https://bao.example/a-1.html", fetched_at=AT, body=HTML.encode()))
    draft = page.read()
    assert draft.byline == "Mai Khuê"
    assert [(finding.code, finding.field) for finding in draft.findings] == [("selector-missed", "byline")]
    assert "generic" not in vars(page), "the whole page was not read"


def test_a_missed_section_is_no_fault() -> None:
    draft = Known(Snapshot(url="https://bao.example/a-1.html", fetched_at=AT, body=HTML.encode())).read()
    assert draft.section is None
    assert len(draft.body) == 4


def test_the_place_of_the_text_may_be_an_inline_element_without_paragraphs() -> None:
    text = BODY.replace("<p>", "").replace("</p>", "<br><br>")
    html = HTML.replace(f"<div class=b>{BODY}</div>", f"<span class=b>{text}<img src=/anh/1.jpg></span>")
    page = InSpan(Snapshot(url="https://bao.example/a-1.html", fetched_at=AT, body=html.encode()))
    draft = page.read()
    assert len(draft.body) == 4
    assert [photo.url for photo in draft.photos] == ["https://bao.example/anh/1.jpg"]
