"""What is parsed of a page, and that nothing a reader sees is lost by parsing less."""

from datetime import UTC, datetime

import pytest

from newsarchive.model.snapshot import Snapshot
from newsarchive.page.document import Document, without_code

AT = datetime(2026, 7, 1, tzinfo=UTC)


def document(html: str) -> Document:
    return Document(Snapshot(url="https://bao.example/a-1.html", fetched_at=AT, body=html.encode()))


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (b"<p>a</p>", b"<p>a</p>"),
        (b"<style>p>a{}</style><p>a", b"<style></style><p>a"),
        (b"<script>if (a<b) x('<p>')</script><p>a", b"<script></script><p>a"),
        (b"<style>never closed <p>a</p>", b"<style>never closed <p>a</p>"),
        (b"<style>a{}<p>text</p><style>b{}</style>", b"<style>a{}<p>text</p><style></style>"),
        (b"<script>never closed <p>a</p>", b"<script>never closed <p>a</p>"),
        (b"<script type=application/ld+json>{}</script>", b"<script type=application/ld+json>{}</script>"),
        (b"<script>'<style>'</script><p>a</p><style>b</style>", b"<script></script><p>a</p><style></style>"),
        (b"<STYLE>a</STYLE>", b"<STYLE>a</STYLE>"),
        (b"<stylesheet>a</stylesheet>", b"<stylesheet>a</stylesheet>"),
    ],
)
def test_only_code_is_emptied(html: bytes, kept: bytes) -> None:
    assert without_code(html) == kept


def test_text_of_a_page_is_the_same_with_and_without_code() -> None:
    page = document(
        '<html><head><style>.a{color:red}</style><script type=\'application/ld+json\'>{"headline": "Đảng"}'
        "</script></head><body><script>document.write('<h1>no</h1>')</script><h1>Đảng bộ quận</h1></body></html>"
    )
    assert [node.text for node in page.root.iter("h1")] == ["Đảng bộ quận"]
    assert page.facts.articles[0]["headline"] == "Đảng"
    assert "document.write" in page.source.text, "what tells challenge pages is still there"
