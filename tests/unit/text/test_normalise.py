"""Drafts taken apart."""

from dataclasses import replace
from datetime import UTC, datetime

from newsarchive.model.article import Draft, Photo
from newsarchive.text.normalise import normalise

DRAFT = Draft(
    site="thanhuytphcm",
    source_id="1491917573",
    url="https://www.thanhuytphcm.vn/tin-tuc/hop-mat-dau-nam-1491917573",
    fetched_at=datetime(2024, 7, 27, tzinfo=UTC),
    layout="generic",
    title="Họp mặt đầu năm",
)
FIRST = "Sáng 26/1, phường họp mặt đầu năm với các hộ dân."


def test_a_first_paragraph_with_the_prefix_is_the_lead() -> None:
    draft = normalise(
        replace(DRAFT, body=(f"(Thanhuytphcm.vn) - {FIRST}", "Đoạn hai.", "Mai Khuê"), byline="Mai Khuê")
    )
    assert (draft.dateline, draft.lead, draft.body) == ("(Thanhuytphcm.vn) -", FIRST, ("Đoạn hai.",))
    assert (draft.byline, draft.authors, draft.agency) == ("Mai Khuê", ("Mai Khuê",), None)


def test_a_first_paragraph_without_prefix_stays_in_the_body() -> None:
    draft = normalise(replace(DRAFT, body=(FIRST, "Đoạn hai.")))
    assert (draft.dateline, draft.lead, draft.body) == (None, None, (FIRST, "Đoạn hai."))


def test_the_prefix_of_a_marked_lead_is_split_off() -> None:
    draft = normalise(replace(DRAFT, lead=f"VOV.VN - {FIRST}", body=("Đoạn một.",)))
    assert (draft.dateline, draft.lead, draft.body) == ("VOV.VN -", FIRST, ("Đoạn một.",))


def test_a_prefix_after_a_marked_lead_is_the_dateline_too() -> None:
    draft = normalise(replace(DRAFT, lead="Tóm tắt của bài.", body=(f"(TTXVN) – {FIRST}", "Đoạn hai.")))
    assert (draft.dateline, draft.lead, draft.body) == ("(TTXVN) –", "Tóm tắt của bài.", (FIRST, "Đoạn hai."))


def test_the_body_does_not_open_with_the_lead_again() -> None:
    draft = normalise(replace(DRAFT, lead=FIRST, body=(f"VTV.vn - {FIRST}", "Đoạn hai.", FIRST)))
    assert draft.body == ("Đoạn hai.", FIRST)


def test_end_marks_alone_go_and_inside_stay() -> None:
    draft = normalise(replace(DRAFT, body=("Đoạn một./.", "./.", "\u00a0", "Đoạn hai.")))
    assert draft.body == ("Đoạn một./.", "Đoạn hai.")


def test_credits_are_split_off_captions() -> None:
    photos = (
        Photo(url="https://a.vn/1.jpg", caption="Quang cảnh. (Ảnh: Việt Dũng)"),
        Photo(url="https://a.vn/2.jpg", caption="Quang cảnh.", credit="Linh An"),
        Photo(url="https://a.vn/3.jpg", alt="kk.jpg"),
    )
    read = normalise(replace(DRAFT, photos=photos)).photos
    assert [(photo.caption, photo.credit) for photo in read] == [
        ("Quang cảnh.", "Việt Dũng"),
        ("Quang cảnh.", "Linh An"),
        (None, None),
    ]


def test_legacy_text_is_converted_with_a_finding_each_field() -> None:
    draft = normalise(replace(DRAFT, title="§¶ng bé thµnh phè", body=("Môn To¸n học ở trường", "TiÕng ViÖt")))
    assert (draft.title, draft.body) == ("Đảng bộ thành phố", ("Môn Toán học ở trường", "Tiếng Việt"))
    assert {(finding.code, finding.field) for finding in draft.findings} == {
        ("legacy-encoding", "title"),
        ("legacy-encoding", "body"),
        ("mixed-encoding", "body"),
    }


def test_agency_of_the_page_goes_before_that_of_the_byline() -> None:
    draft = normalise(replace(DRAFT, byline="Minh Hiệp (TTXVN)", agency="(TTXVN/Vietnam+)"))
    assert (draft.authors, draft.agency) == (("Minh Hiệp",), "TTXVN/Vietnam+")


def test_normalising_twice_changes_nothing() -> None:
    photos = (Photo(url="https://a.vn/1.jpg", caption="Quang cảnh. (Ảnh: Việt Dũng)"),)
    body = (f"(Thanhuytphcm.vn) - {FIRST}", "TiÕng ViÖt rÊt hay", "Mai Khuê")
    once = normalise(replace(DRAFT, body=body, byline="Mai Khuê", photos=photos))
    assert normalise(once) == once
