"""`import` that was stopped, or is started again with other words: nothing is lost, nothing comes twice."""

import asyncio
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive import intake
from newsarchive.cli.main import run
from newsarchive.errors import InUse, StoreError
from newsarchive.fixity.backup import backup
from newsarchive.fixity.verify import verify
from newsarchive.urls.canonical import canonical_url
from newsarchive.warc.intake import COPY_PREFIX, PART_SUFFIX, Intake, take_in
from newsarchive.warc.repair import file_sha256
from newsarchive.warc.writer import hold
from tests.store.archive_builder import Builder, query
from tests.store.maker import AT, SITE, Maker, bring, everything, some_pages


def make(
    path: Path, pages: list[tuple[str, bytes]], date: str = "2026-07-01T00:00:00Z", *, gzip: bool = True
) -> Path:
    maker = Maker(path, gzip=gzip)
    for url, body in pages:
        maker.page(url, body, date)
    return maker.close()


def stop_after_two(tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of five pages whose import is killed while rows are entered."""
    source = make(tmp_path / "a.warc.gz", some_pages(5))
    enter, entered = intake._add_row, []

    def killed_at_the_fourth(*given: Any) -> None:
        entered.append(given)
        if len(entered) == 4:
            raise KeyboardInterrupt
        enter(*given)

    monkeypatch.setattr(intake, "BATCH", 2)
    monkeypatch.setattr(intake, "_add_row", killed_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        bring(db, source)
    monkeypatch.undo()
    assert query(db, "SELECT count(*) FROM snapshots") == [(2,)]
    return source


def test_a_crawl_leaves_the_file_of_a_stopped_import_to_that_import(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = stop_after_two(tmp_path, db, monkeypatch)
    Builder(db).finish()  # a crawl
    found = verify(db)
    assert ([note.code for note in found.notes], found.damages) == (["import-waiting"], [])
    (done,) = bring(db, source)
    assert (done.known, done.counts["new"]) == (False, 5)
    assert query(db, "SELECT count(*) FROM warc_files WHERE sealed_at IS NULL") == [(0,)]
    assert (verify(db).notes, verify(db).damages) == ([], [])


@pytest.mark.parametrize("stopped", ["before its row", "while it was copied"])
def test_a_copy_without_a_row_waits_for_its_import(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch, stopped: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    other = Builder(
        tmp_path / "other" / db.name
    )  # its files, too, say that they are of a database of this name
    asyncio.run(other.capture(1, b"<html>Trang"))
    other.finish()
    (source,) = (tmp_path / "other" / "warc").iterdir()
    if stopped == "before its row":
        monkeypatch.setattr(intake.snapshots, "add_warc_file", killed)
    else:
        monkeypatch.setattr("newsarchive.warc.intake.sync_folder", killed)
        monkeypatch.setattr(Path, "rename", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        bring(db, source)
    monkeypatch.undo()
    found = verify(db)
    assert ([note.code for note in found.notes], found.damages) == (["import-waiting"], [])
    bring(db, source)
    assert (verify(db).notes, verify(db).damages) == ([], [])


def test_a_stopped_import_goes_on_in_a_backup(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = stop_after_two(tmp_path, db, monkeypatch)
    backup(db, tmp_path / "copy", at=AT)
    (done,) = bring(tmp_path / "copy" / db.name, source)
    assert done.counts["new"] == 5
    assert verify(tmp_path / "copy" / db.name).damages == []


def test_pages_of_an_unknown_host_are_read_once_their_site_is_named(tmp_path: Path, db: Path) -> None:
    host = SITE.home.rstrip("/")
    pages = [(url.replace(host, "http://mirror.example"), body) for url, body in some_pages(3)]
    source = make(tmp_path / "a.warc.gz", pages)
    bring(db, source)
    assert query(db, "SELECT count(*) FROM articles") == [(0,)]
    (done,) = bring(db, source, site=SITE)
    assert (done.known, done.counts["new"]) == (True, 3)
    before = everything(db)
    bring(db, source, site=SITE)
    assert everything(db) == before
    assert verify(db).damages == []


def test_a_file_is_known_by_its_bytes_whatever_its_name(tmp_path: Path, db: Path) -> None:
    source = make(tmp_path / "a.warc.gz", some_pages(2))
    other = Path(shutil.copy(source, tmp_path / "another-name.warc.gz"))
    bring(db, source)
    before = everything(db)
    (done,) = bring(db, other)
    assert done.known
    assert everything(db) == before
    bring(tmp_path / "b" / "b.db", source, other)
    assert query(tmp_path / "b" / "b.db", "SELECT count(*) FROM snapshots") == [(2,)]
    assert len(list((tmp_path / "b" / "warc").iterdir())) == 1


def test_files_before_a_refused_one_are_read(tmp_path: Path, db: Path) -> None:
    good = make(tmp_path / "a.warc.gz", some_pages(2))
    (tmp_path / "b.warc.gz").write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(StoreError):
        bring(db, good, tmp_path / "b.warc.gz")
    assert query(db, "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_an_address_with_its_default_port_is_of_its_site(
    tmp_path: Path, db: Path, scheme: str, port: int
) -> None:
    ((url, body),) = some_pages(1)
    host, path = url.removeprefix("https://").split("/", 1)
    (done,) = bring(db, make(tmp_path / "a.warc.gz", [(f"{scheme}://{host}:{port}/{path}", body)]))
    assert done.counts["new"] == 1
    assert query(db, "SELECT url FROM pages") == [(f"{scheme}://{host}/{path}",)]
    assert verify(db).damages == []


@pytest.mark.parametrize("photos_first", [True, False])
def test_photos_are_linked_to_the_articles_that_show_them(
    tmp_path: Path, db: Path, photos_first: bool
) -> None:
    pages = make(tmp_path / "pages.warc.gz", some_pages(100))
    bring(tmp_path / "look" / "a.db", pages)
    shown = [url for (url,) in query(tmp_path / "look" / "a.db", "SELECT DISTINCT url FROM photos")]
    assert any(not url.isascii() for url in shown)
    maker = Maker(tmp_path / "photos.warc.gz")
    for url in shown:
        maker.page(canonical_url(url), b"\xff\xd8" + url.encode(), "2026-07-01T00:00:00Z", type="image/jpeg")
    photos = maker.close()
    for source in (photos, pages) if photos_first else (pages, photos):
        bring(db, source)
    assert query(db, "SELECT DISTINCT url FROM photos WHERE snapshot_id IS NULL") == []
    assert verify(db).damages == []
    before = everything(db)
    bring(db, photos, pages)
    assert everything(db) == before


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 3, 2, 1), (2, 4, 1, 3), (3, 1, 4, 2)])
def test_the_newest_bytes_of_a_photo_are_linked_whenever_they_come(
    tmp_path: Path, db: Path, order: tuple[int, ...]
) -> None:
    page = some_pages(1)
    bring(tmp_path / "look" / "a.db", make(tmp_path / "page.warc.gz", page))
    (photo,) = query(tmp_path / "look" / "a.db", "SELECT url FROM photos LIMIT 1")[0]
    days = [f"2026-07-0{day}T00:00:00Z" for day in range(1, 5)]
    empty = "sha1:" + "A" * 32
    for number, day in enumerate(days, 1):
        maker = Maker(tmp_path / f"{number}.warc.gz")
        if number == 1:
            maker.page(*page[0], day)
        elif number < 4:
            maker.page(photo, b"\xff\xd8 as of " + day.encode(), day, type="image/jpeg")
        else:  # neither what a server sends in a photo's place nor what cannot be had is a picture
            maker.page(photo, b"<html>Not found", day)
            maker.bare_revisit(photo, empty, day, Content_Type="image/jpeg")
        maker.close()
    for number in order:
        bring(db, tmp_path / f"{number}.warc.gz")
    linked = "SELECT s.fetched_at, s.bytes > 0 FROM photos p JOIN snapshots s ON s.id = p.snapshot_id"
    assert query(db, f"{linked} WHERE p.url = ?", photo) == [(days[2], 1)]
    assert verify(db).damages == []


def test_another_copy_of_a_photo_takes_no_link_over(tmp_path: Path, db: Path) -> None:
    bring(db, make(tmp_path / "page.warc.gz", some_pages(1)))
    (photo,) = query(db, "SELECT url FROM photos LIMIT 1")[0]
    linked = []
    for name in ("first", "copy"):
        maker = Maker(tmp_path / f"{name}.warc.gz")
        maker.page(photo, b"\xff\xd8 picture", "2026-07-02T00:00:00Z", type="image/jpeg")
        bring(db, maker.close())
        linked += query(db, "SELECT snapshot_id FROM photos WHERE url = ?", photo)
    assert linked[0] == linked[1] != (None,)


def test_a_photo_that_a_revisit_repeats_is_linked_once_its_bytes_are_known(tmp_path: Path, db: Path) -> None:
    page = some_pages(1)
    bring(db, make(tmp_path / "page.warc.gz", page))
    (photo,) = query(db, "SELECT url FROM photos LIMIT 1")[0]
    body = b"\xff\xd8 picture"
    maker = Maker(tmp_path / "revisit.warc.gz")
    stated = f"sha256:{hashlib.sha256(body).hexdigest()}"
    maker.bare_revisit(photo, stated, "2026-07-02T00:00:00Z", Content_Type="image/jpeg")
    bring(db, maker.close())
    linked = "SELECT snapshot_id FROM photos WHERE url = ?"
    assert query(db, linked, photo) == [(None,)]
    maker = Maker(tmp_path / "elsewhere.warc.gz")
    maker.page("http://other.example/a.jpg", body, "2026-07-01T00:00:00Z", type="image/jpeg")
    bring(db, maker.close())
    assert query(db, linked, photo) == query(db, "SELECT id FROM snapshots WHERE revisit_of IS NOT NULL")
    assert verify(db).damages == []


def test_pages_on_the_host_of_photos_are_no_articles(tmp_path: Path, db: Path) -> None:
    ((url, body),) = some_pages(1)
    host = SITE.home.removeprefix("https://").rstrip("/")
    elsewhere = url.replace(host, SITE.photo_hosts[0])
    bring(db, make(tmp_path / "a.warc.gz", [(elsewhere, body)]))
    assert query(db, "SELECT url, page_id FROM snapshots") == [(elsewhere, None)]


@contextmanager
def held_copy(db: Path, source: Path) -> Iterator[Path]:
    """The copy that another import is making of a file, as it lies on disk."""
    part = (
        db.parent
        / "warc"
        / f"{COPY_PREFIX}{file_sha256(source)[:16]}-{source.name.split('.')[0]}.warc.gz{PART_SUFFIX}"
    )
    part.parent.mkdir(parents=True)
    part.write_bytes(b"copied so far")
    with part.open("rb") as file:
        assert hold(file, part)
        yield part


@pytest.mark.parametrize("gzip", [True, False])
def test_a_file_that_another_import_is_copying_is_left_to_it(tmp_path: Path, db: Path, gzip: bool) -> None:
    source = make(tmp_path / "a.warc", some_pages(2), gzip=gzip)
    with held_copy(db, source) as part:
        with pytest.raises(InUse, match="Another import is copying"):
            bring(db, source)
        assert part.read_bytes() == b"copied so far"
        assert run(["import", str(source), "--db", str(db)]) == 3
    (done,) = bring(db, source)  # the other one was killed
    assert done.counts["new"] == 2
    assert [file.name for file in (db.parent / "warc").iterdir()] == [Path(done.path).name]
    assert verify(db).damages == []


def test_a_copy_that_another_import_finished_meanwhile_is_taken(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make(tmp_path / "a.warc.gz", some_pages(1))

    def overtaken(source: Path, target: Path, at: datetime) -> Intake | None:
        assert take_in(source, target, at) is not None
        return take_in(source, target, at)

    monkeypatch.setattr("newsarchive.archive.intake.take_in", overtaken)
    (done,) = bring(db, source)
    assert (done.counts["new"], done.notes) == (1, [])
    assert len(list((db.parent / "warc").iterdir())) == 1
