"""One article's dossier, word-level diffs, and the list of changes."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import StoreError
from newsarchive.model.article import Photo, Witness
from newsarchive.query.articles import find_article_id, read_article
from newsarchive.query.changes import iter_changes
from newsarchive.query.diff import diff_revisions, diff_words
from newsarchive.store.articles import mark_gone, mark_missing, touch_article
from newsarchive.store.connect import open_reader
from tests.stored import SEEN, SITE, Stored, make_article

DAY = timedelta(days=1)
FIRST = {
    "title": "Quận 5 khen thưởng 12 chi bộ",
    "body": ("Đoạn đầu giữ nguyên.", "Đồng chí A trao bằng khen cho 12 chi bộ.", "Đoạn sẽ bị bỏ hẳn đi."),
    "photos": (Photo(url="https://a.vn/1.jpg", caption="Trao bằng khen", credit="Ảnh: B"),),
    "date_witnesses": (
        Witness(
            kind="photo",
            raw="2024/01/26",
            value="2024-01-26",
            precision="day",
            agrees=True,
            place="photo path",
        ),
    ),
}
SECOND = FIRST | {
    "body": ("Đoạn đầu giữ nguyên.", "Đồng chí C trao bằng khen cho 12 chi bộ."),
    "photos": (Photo(url="https://a.vn/1.jpg", caption="Lễ trao bằng khen", credit="Ảnh: B"),),
}


@pytest.fixture
def edited(archive: Stored) -> Stored:
    archive.add(make_article("100", **FIRST))
    archive.add(make_article("100", **SECOND), SEEN + 2 * DAY)
    archive.add(make_article("7", title="Bài khác"), SEEN)
    return archive


def test_an_article_is_found_by_number_id_and_address(edited: Stored) -> None:
    reader = open_reader(edited.path)
    (url,) = reader.execute("SELECT url FROM articles WHERE id = 1").fetchone()
    assert [find_article_id(reader, wanted) for wanted in ("1", "100", url, " 100 ")] == [1, 1, 1, 1]
    for wanted in ("999", "https://a.vn/x", "", "9" * 40):
        with pytest.raises(StoreError, match="no article"):
            find_article_id(reader, wanted)
    reader.close()


def test_an_id_of_two_sites_is_asked_back(edited: Stored) -> None:
    edited.add(make_article("100", site="other", url="https://other.vn/100"))
    reader = open_reader(edited.path)
    with pytest.raises(StoreError, match="several"):
        find_article_id(reader, "100")
    assert find_article_id(reader, "100", site="other") == 3
    reader.close()


def test_a_dossier_has_all_that_is_known(edited: Stored) -> None:
    reader = open_reader(edited.path)
    dossier = read_article(reader, 1).to_dict()
    reader.close()
    assert [revision["changed"] for revision in dossier["revisions"]] == [[], ["body", "photos"]]
    assert dossier["photos"][0]["caption"] == "Lễ trao bằng khen"
    assert dossier["date_witnesses"][0]["place"] == "photo path"
    assert len(dossier["snapshots"]) == 2


def test_a_diff_shows_changed_words_only(edited: Stored) -> None:
    reader = open_reader(edited.path)
    old, new = read_article(reader, 1).revisions
    reader.close()
    body, photos = diff_revisions(old, new)
    changed = [[(part.kind, part.text) for part in block if part.kind != "same"] for block in body.blocks]
    assert changed == [[("removed", "A"), ("added", "C")], [("removed", "Đoạn sẽ bị bỏ hẳn đi.")]]
    assert [part.text for part in photos.blocks[0] if part.kind != "same"] == ["Trao", "Lễ trao"]


@given(st.text(alphabet="ab ,.đ\n", max_size=60), st.text(alphabet="ab ,.đ\n", max_size=60))
def test_a_diff_loses_no_word(old: str, new: str) -> None:
    parts = diff_words(old, new)
    before = "".join(part.text for part in parts if part.kind != "added")
    after = "".join(part.text for part in parts if part.kind != "removed")
    assert before.split() == old.split()
    assert after.split() == new.split()


def test_edits_and_removals_are_told_with_the_time_they_were_seen(edited: Stored) -> None:
    mark_missing(edited.db, SITE, "7", SEEN + 3 * DAY)
    mark_missing(edited.db, SITE, "7", SEEN + 5 * DAY)
    mark_gone(edited.db, SITE, "100", SEEN + 6 * DAY)
    reader = open_reader(edited.path)
    told = [(change.seen_at[:10], change.kind, change.source_id) for change in iter_changes(reader)]
    assert told == [
        ("2026-07-03", "edited", "100"),
        ("2026-07-04", "missing", "7"),
        ("2026-07-06", "gone", "7"),
        ("2026-07-07", "gone", "100"),
    ]
    assert next(iter_changes(reader)).changed == ("body", "photos")
    assert [change.kind for change in iter_changes(reader, since=date(2026, 7, 7))] == ["gone"]
    assert list(iter_changes(reader, sites=["other"])) == []
    reader.close()


def test_what_was_put_back_is_still_told(edited: Stored, tmp_path: Path) -> None:
    """The state is cleared when an article returns; the findings made at the time keep the history."""
    mark_gone(edited.db, SITE, "7", SEEN + DAY)
    for code, at in (("gone", SEEN + DAY), ("returned", SEEN + 2 * DAY)):
        edited.db.execute(
            "INSERT INTO findings (page_id, snapshot_id, code, severity, message, first_at, last_at)"
            " SELECT p.id, max(s.id), ?, 'info', '', ?, ? FROM pages p JOIN snapshots s ON s.page_id = p.id"
            " WHERE p.source_id = '7'",
            (code, at.strftime("%Y-%m-%dT%H:%M:%SZ"), at.strftime("%Y-%m-%dT%H:%M:%SZ")),
        )
    reader = open_reader(edited.path)
    assert [change.kind for change in iter_changes(reader)] == ["gone", "edited", "returned"]
    touch_article(edited.db, SITE, "7", SEEN + 2 * DAY)
    assert [change.kind for change in iter_changes(reader)] == ["gone", "edited", "returned"]
    reader.close()
