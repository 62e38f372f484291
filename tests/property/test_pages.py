"""Laws of the page reader that hold for any page, however it is built."""

import json
import random
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsarchive import extract
from newsarchive.errors import NotAnArticle

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*/*/expected.json"))

LINES = (
    "Tỉnh ủy khai mạc hội nghị lần thứ ba",
    "Sáng nay, tại trụ sở Tỉnh ủy, Ban Thường vụ họp bàn nhiệm vụ quý hai và thảo luận nhiều nội dung quan trọng. "
    "Hội nghị thống nhất cao với các báo cáo được trình bày.",
    "Chiều cùng ngày, đoàn kiểm tra tiến độ công trình và làm việc với các sở, ngành liên quan; nhiều ý kiến được "
    "tiếp thu, giải trình đầy đủ.",
    "Đại biểu dự hội nghị. Ảnh: Minh An",
    "Thứ ba, 12/3/2024 08:30",
    "Ngày đăng: 12/03/2024 08:30 | Cập nhật: 13/03/2024 02:55 | Số lần xem: 6749",
    "Tin liên quan",
    "Các tin khác",
    "1. Mục tiêu",
    "(TTXVN)",
    "Nguyễn Văn An",
    "Nghe",
    "",
)
TAGS = (
    *(
        "div",
        "p",
        "span",
        "a",
        "strong",
        "em",
        "h1",
        "h2",
        "h3",
        "h5",
        "section",
        "article",
        "blockquote",
        "header",
    ),
    *(
        "main",
        "footer",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "dl",
        "dd",
        "figure",
        "figcaption",
        "picture",
        "center",
    ),
    *("font", "time", "form", "pre", "video", "iframe"),
)
CLASSES = (
    "",
    "",
    "",
    "title",
    "lead",
    "author",
    "caption",
    "content",
    "related",
    "breadcrumb",
    "date",
    "tags",
)


def _element(tag: str, name: str, inside: list[str]) -> str:
    link = ' href="/tin/bai-1.html"' if tag == "a" else ""
    return f'<{tag} class="{name}"{link}>{"".join(inside)}</{tag}>'


MARKUP = st.recursive(
    st.sampled_from(
        (*LINES, "<br>", '<img src="/anh-1.jpg" width="600">', '<img src="/anh-2.jpg" alt="Ảnh: An">')
    ),
    lambda inside: st.builds(
        _element, st.sampled_from(TAGS), st.sampled_from(CLASSES), st.lists(inside, min_size=1, max_size=5)
    ),
    max_leaves=40,
)


@given(st.lists(MARKUP, min_size=1, max_size=8), st.sampled_from(LINES))
def test_any_page_is_read_or_named(parts: list[str], title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{''.join(parts)}</body></html>"
    try:
        article = extract(
            page.encode(),
            url="https://mau.example/tin/bai-9.html",
            fetched_at=datetime(2024, 5, 5, tzinfo=UTC),
        )
    except NotAnArticle as refusal:
        assert str(refusal)
    else:
        told = {finding.code for finding in article.findings}
        assert bool(article.title) != ("no-title" in told)
        assert bool(article.byline) != ("no-byline" in told)
        assert article.body or article.lead or article.photos


def test_text_loose_in_the_page_beside_linked_headlines() -> None:
    """Linked headlines in boxes and paragraphs with no element of their own but <body>."""
    links = "".join(f'<div><a href="/tin/{n}.html">{LINES[0]} tại xã số {n}</a></div>' for n in range(9))
    page = f"<html><body><h1>{LINES[0]}</h1>{links}{LINES[1]}<br><br>{LINES[2]}<br><br>{LINES[1]}{links}</body></html>"
    article = extract(
        page.encode(), url="https://mau.example/tin/bai-9.html", fetched_at=datetime(2024, 5, 5, tzinfo=UTC)
    )
    assert LINES[2] in article.body


@given(st.sampled_from(FIXTURES), st.randoms(use_true_random=False), st.booleans())
def test_a_damaged_page_is_read_or_named(expected: Path, rng: random.Random, known: bool) -> None:
    """Elements of a page dropped, renamed, unwrapped, copied elsewhere: as editors, scripts and crawlers leave them."""
    root = lxml.html.document_fromstring((expected.parent / "page.html").read_text("utf-8", "replace"))
    for _ in range(rng.randint(1, 20)):
        _damage(root, rng)
    url = json.loads((expected.parent / "meta.json").read_text(encoding="utf-8"))["url"]
    try:
        extract(
            etree.tostring(root, encoding="utf-8", method="html"),
            url=url if known else "https://mau.example/tin/bai-9.html",
            fetched_at=datetime(2026, 5, 5, tzinfo=UTC),
        )
    except NotAnArticle as refusal:
        assert str(refusal)


def _damage(root: lxml.html.HtmlElement, rng: random.Random) -> None:
    elements = [node for node in root.iter() if isinstance(node.tag, str) and node.getparent() is not None]
    if not elements:
        return
    node = rng.choice(elements)
    match rng.randrange(6):
        case 0:
            node.drop_tree()
        case 1:
            node.drop_tag()
        case 2:
            node.tag = rng.choice(TAGS)
        case 3:
            node.text = rng.choice(LINES)
        case 4:
            node.attrib.clear()
        case _:
            node.addnext(deepcopy(rng.choice(elements)))
