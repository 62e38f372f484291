"""Pages made to break a reader: each costs little and raises nothing but our errors."""

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.reader import read_page

AT = datetime(2026, 2, 14, tzinfo=UTC)
SENTENCE = "Hội nghị thống nhất nhiều nội dung quan trọng cho năm tới, các đơn vị cùng ký giao ước thi đua. "
MAX_SECONDS = 2.0

HOSTILE = {
    "deep divs": b"<div>" * 100_000 + b"x",
    "deep bold": b"<p>" + b"<b>" * 100_000 + SENTENCE.encode() * 20,
    "deep lists with text": b"".join(b"<ul><li>chu %d" % number for number in range(30_000)),
    "one line": ("<html><body><h1>Tin</h1><p>" + SENTENCE * 50_000 + "</p>").encode(),
    "links": b"<h1>Tin</h1>"
    + b"".join(b'<p><a href="/a-%d.html">Mot tin ngan %d</a></p>' % (n, n) for n in range(50_000)),
    "paragraphs": ("<h1>Tin</h1>" + f"<p>{SENTENCE}</p>" * 20_000).encode(),
    "signed boxes": (
        "<h1>Tin</h1><div>"
        + f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div><p align=right><b>Mai Khu\u00ea</b></p>" * 10_000
    ).encode(),
    "loose runs": ("<h1>Tin</h1><div>" + f"{SENTENCE}<br><br>" * 20_000).encode(),
    "attributes": b"<div " + b" ".join(b"data-%d=1" % number for number in range(5_000)) + b">x</div>",
    "unclosed tags": b"<table><tr><td><font><span><a href=x>" * 5_000 + SENTENCE.encode(),
    "broken json-ld": b'<script type="application/ld+json">' + b'{"a":[' * 50_000 + b"</script><p>x</p>",
    "digits and dashes": b"<p>" + b"1-" * 200_000 + b"</p><p>" + b"- " * 200_000 + b"</p>",
    "date-like noise": b"<h1>Tin</h1>"
    + b"<p>12/12/2012 10:10 | thang nam ngay 1 1 1 1 1 1 1 1 1 1 1 1 1 x</p>" * 5_000,
    "nulls": b"\x00" * 100_000 + b"<p>x</p>",
    "not text": bytes(range(256)) * 2_000,
    "comments": b"<!--" + b"--><!--" * 50_000,
    "empty": b"",
    "blank": b"  \n ",
    "no body": b"<html><head><title>x</title></head></html>",
    "frameset": b"<frameset><frame src=a></frameset>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_costs_little(name: str) -> None:
    snapshot = Snapshot(url="https://bao.example.vn/tin-1.html", fetched_at=AT, body=HOSTILE[name])
    started = time.process_time()
    with suppress(ArchiveError):
        read_page(snapshot)
    assert time.process_time() - started < MAX_SECONDS


def test_memory_stays_flat_over_many_pages() -> None:
    """Caches are bounded: pages that are all different leave nothing behind."""
    import gc

    def read(number: int) -> None:
        html = (
            f"<h1>Tin so {number} trong ngay hom nay</h1><div class='c{number}'>"
            + f"<p>{SENTENCE}{number}</p>" * 4
        )
        read_page(
            Snapshot(url=f"https://bao.example.vn/tin-{number}.html", fetched_at=AT, body=html.encode())
        )

    for number in range(50):
        read(number)
    gc.collect()
    before = len(gc.get_objects())
    for number in range(50, 250):
        read(number)
    gc.collect()
    assert len(gc.get_objects()) - before < 5_000
