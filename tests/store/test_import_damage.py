"""`import` of files that are damaged, torn or contradict themselves: refused with the place, or cut at the end."""

import gzip
from pathlib import Path

import pytest

from newsarchive.archive.reextract import reextract
from newsarchive.errors import StoreError
from newsarchive.fixity.verify import verify
from tests.store.archive_builder import query
from tests.store.maker import AT, Maker, bring, everything, some_pages

PAGES = 6


def records(tmp_path: Path, count: int = PAGES) -> list[bytes]:
    """Plain records of pages."""
    made = []
    for url, body in some_pages(count):
        maker = Maker(tmp_path / "one.warc", gzip=False)
        maker.page(url, body, "2026-07-01T00:00:00Z")
        made.append(maker.close().read_bytes())
    return made


def forms(parts: list[bytes]) -> dict[str, bytes]:
    """The same records as other programs pack them."""
    return {
        "plain": b"".join(parts),
        "members": b"".join(map(gzip.compress, parts)),
        "whole": gzip.compress(b"".join(parts)),
        "joined": gzip.compress(b"".join(parts[:3])) + gzip.compress(b"".join(parts[3:])),
        "first alone": gzip.compress(parts[0]) + gzip.compress(b"".join(parts[1:])),
    }


FORMS = ["plain", "members", "whole", "joined", "first alone"]


def save(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(data)
    return path


def refuses(db: Path, path: Path, match: str) -> None:
    """The file is refused with its place, and leaves nothing."""
    bring(db)  # makes the database
    before = everything(db)
    with pytest.raises(StoreError, match=match):
        bring(db, path)
    assert everything(db) == before
    assert list((db.parent / "warc").glob("*")) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", [0.3, 0.7])
def test_a_flipped_bit_in_the_middle_is_refused(tmp_path: Path, db: Path, form: str, part: float) -> None:
    data = bytearray(forms(records(tmp_path))[form])
    data[int(len(data) * part)] ^= 0x55
    refuses(db, save(tmp_path, bytes(data)), r"damaged at byte \d+")


@pytest.mark.parametrize("form", ["members", "whole", "joined", "first alone"])
def test_a_wrong_checksum_is_refused(tmp_path: Path, db: Path, form: str) -> None:
    data = bytearray(forms(records(tmp_path))[form])
    data[-7] ^= 1
    refuses(db, save(tmp_path, bytes(data)), r"damaged at byte \d+")


@pytest.mark.parametrize("form", FORMS)
def test_bytes_that_contradict_the_digest_are_refused(tmp_path: Path, db: Path, form: str) -> None:
    parts = records(tmp_path)
    parts[4] = parts[4].replace(b"</html>", b"</HTML>")
    refuses(db, save(tmp_path, forms(parts)[form]), r"damaged at byte \d+.*contradict its digest")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "date", ["2026-13-01T00:00:00Z", "2026-02-30", "yesterday", "0001-01-01T00:00:00Z", ""]
)
def test_an_impossible_date_is_refused(tmp_path: Path, db: Path, form: str, date: str) -> None:
    parts = records(tmp_path)
    parts[4] = parts[4].replace(b"2026-07-01T00:00:00Z", date.encode())
    refuses(db, save(tmp_path, forms(parts)[form]), r"damaged at byte \d+.*WARC-Date")


@pytest.mark.parametrize("form", FORMS)
def test_a_date_that_is_to_come_is_refused(tmp_path: Path, db: Path, form: str) -> None:
    parts = records(tmp_path)
    parts[4] = parts[4].replace(b"2026-07-01T00:00:00Z", b"2031-05-01T00:00:00Z")
    refuses(db, save(tmp_path, forms(parts)[form]), r"at byte \d+.* captured on 2031-05-01, which is to come")


def longer(part: bytes) -> bytes:
    head, end, block = part.partition(b"Content-Length: ")
    return head + end + b"9" + block


@pytest.mark.parametrize("form", ["plain", "whole"])
def test_a_length_that_runs_over_other_records_is_refused(tmp_path: Path, db: Path, form: str) -> None:
    parts = records(tmp_path)
    place = len(b"".join(parts[:2]))
    parts[2] = longer(parts[2])
    refuses(db, save(tmp_path, forms(parts)[form]), rf"damaged at byte {place} .*others follow")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_ends_inside_its_last_record_keeps_all_before_it(
    tmp_path: Path, db: Path, form: str
) -> None:
    data = forms(records(tmp_path))[form]
    (done,) = bring(db, save(tmp_path, data[:-200]))
    assert done.counts["new"] == PAGES - 1
    assert "a torn last record was left out" in done.notes
    assert (verify(db).damages, verify(db).notes) == ([], [])


@pytest.mark.parametrize("form", ["whole", "joined", "first alone"])
def test_a_file_that_ends_after_its_last_record_keeps_them_all(tmp_path: Path, db: Path, form: str) -> None:
    data = forms(records(tmp_path))[form]
    (done,) = bring(db, save(tmp_path, data[:-6]))
    assert done.counts["new"] == PAGES
    assert any("breaks off" in note for note in done.notes)


def test_a_plain_file_whose_last_record_is_shorter_than_it_says_is_cut(tmp_path: Path, db: Path) -> None:
    parts = records(tmp_path)
    (done,) = bring(db, save(tmp_path, b"".join([*parts[:-1], longer(parts[-1])])))
    assert done.counts["new"] == PAGES - 1


@pytest.mark.parametrize(
    ("date", "stored"),
    [
        ("2020", "2020-01-01T00:00:00Z"),
        ("2020-05", "2020-05-01T00:00:00Z"),
        ("2020-05-01", "2020-05-01T00:00:00Z"),
        ("2020-05-01T03:00Z", "2020-05-01T03:00:00Z"),
        ("2020-05-01T10:00:00+07:00", "2020-05-01T03:00:00Z"),
        ("2020-05-01T03:00:00.123456789Z", "2020-05-01T03:00:00Z"),
    ],
)
def test_dates_of_any_precision_are_stored_as_seconds(
    tmp_path: Path, db: Path, date: str, stored: str
) -> None:
    maker = Maker(tmp_path / "coarse.warc.gz", version="1.1")
    maker.page(*some_pages(1)[0], date)
    bring(db, maker.close())
    assert query(db, "SELECT fetched_at FROM snapshots") == [(stored,)]
    assert query(db, "SELECT first_seen_at FROM articles") == [(stored,)]
    assert (verify(db).damages, verify(db).notes) == ([], [])


@pytest.mark.parametrize(
    "told",
    [
        {"WARC_Truncated": "length"},
        {"WARC_Segment_Number": "1"},
        {"Content_Length": "whole"},
        {"Content_Encoding": "gzip"},
    ],
    ids=lambda told: next(iter(told)),
)
def test_a_capture_without_its_end_is_no_edit(tmp_path: Path, db: Path, told: dict[str, str]) -> None:
    ((url, body), (other, text)) = some_pages(2)
    half = body[: body.rindex(b"</p>") - 60]
    if "Content_Encoding" in told:
        half = gzip.compress(body)[:-200]
    given = {name: str(len(body)) if value == "whole" else value for name, value in told.items()}
    maker = Maker(tmp_path / "a.warc.gz")
    maker.page(url, body, "2026-07-01T00:00:00Z")
    maker.page(url, half, "2026-07-02T00:00:00Z", **given)
    maker.page(url, body, "2026-07-03T00:00:00Z")
    maker.page(other, text, "2026-07-01T00:00:00Z")
    maker.page(url, half, "2026-07-04T00:00:00Z", **given)
    (done,) = bring(db, maker.close())
    assert (done.counts["new"], done.counts["changed"]) == (2, 0)
    reextract(db, at=AT, again=True, processes=1)
    seen = "SELECT last_seen_at, revision FROM articles WHERE url = ?"
    assert query(db, seen, url) == [("2026-07-03T00:00:00Z", 1)]
    assert query(db, "SELECT DISTINCT code FROM findings WHERE snapshot_id IN (2, 5)") in (
        [("cut-short",)],
        [("unread",)],
    )
    assert verify(db).damages == []


def test_what_a_revisit_leaves_out_is_no_loss(tmp_path: Path, db: Path) -> None:
    ((url, body),) = some_pages(1)
    maker = Maker(tmp_path / "a.warc.gz")
    record = maker.page(url, body, "2026-07-01T00:00:00Z", Content_Length=str(len(body)))
    stated = record.rec_headers.get_header("WARC-Payload-Digest")
    lacks = {"WARC_Truncated": "length", "Content_Length": str(len(body))}
    maker.bare_revisit(url, stated, "2026-07-02T00:00:00Z", **lacks)
    bring(db, maker.close())
    assert query(db, "SELECT last_seen_at FROM articles") == [("2026-07-02T00:00:00Z",)]
    assert query(db, "SELECT count(*) FROM findings WHERE code = 'cut-short'") == [(0,)]
