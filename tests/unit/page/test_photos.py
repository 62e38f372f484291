"""Which words belong to a photo, a video or an embedded post, and which to the text beside it."""

import pytest

from tests.unit.page.test_readings import FIRST, PHOTO, SECOND, read

OTHER = PHOTO.replace("rung-1", "rung-2")
THIRD = PHOTO.replace("rung-1", "rung-3")
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
LINES = [
    "Bà con đọc quy ước.",
    "Tổ tuần tra nghỉ trưa bên suối Nậm Pan",
    "Rừng Pá Hu nhìn từ bản (Ảnh: Hà My)",
]
SHOWN = [line.partition(" (")[0] for line in LINES]


# -- several photos ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div class=khung>{photo}</div><div class=dong><span>{line}</span></div>",
        "<div class=cum><div class=dong>{line}</div><div>{photo}</div></div>",
    ],
)
@pytest.mark.parametrize("text", ["", BODY])
def test_what_stands_by_every_photo_is_its_caption(box: str, text: str) -> None:
    story = "".join(
        box.format(photo=photo, line=line) for photo, line in zip((PHOTO, OTHER, THIRD), LINES, strict=True)
    )
    found = read(f"<div class=bo>{story}</div>{text}<div class=ten>Mai Khuê</div>")
    assert [photo["caption"] for photo in found["photos"]] == SHOWN
    assert found["body"] == ([FIRST, SECOND] if text else [])
    assert found["byline"] == "Mai Khuê"


def test_paragraphs_between_photos_are_no_captions() -> None:
    found = read(f"<p class=x>{FIRST}</p>{PHOTO}<p class=x>{SECOND}</p>{OTHER}<p class=x>Rừng còn mãi.</p>")
    assert found["body"] == [FIRST, SECOND, "Rừng còn mãi."]
    assert [photo["caption"] for photo in found["photos"]] == [None, None]


def test_loose_lines_between_photos_are_no_captions() -> None:
    found = read(
        f"<div>{PHOTO}</div>Rừng giữ nước.<br><br><div>{OTHER}</div>Nước nuôi bản: ai cũng biết<br><br>{FIRST}"
    )
    assert found["body"] == ["Rừng giữ nước.", "Nước nuôi bản: ai cũng biết", FIRST]


# -- videos and embedded posts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div type=VideoStream><div class=khungVideo></div><div class=Cap_Caption><p>{line}</p></div></div>",
        "<div><iframe src='https://www.facebook.com/plugins/post.php?href=x1'></iframe><p class=o2>{line}</p></div>",
        "<div><div><iframe src='https://www.youtube.com/embed/x1'></iframe></div><p>{line}</p></div>",
    ],
)
@pytest.mark.parametrize("before", ["", PHOTO])
def test_the_line_below_a_player_is_no_text(box: str, before: str) -> None:
    line = "Video: Bà con bàn việc giữ rừng" if "Video" in box else "Lời kêu gọi giữ rừng của Đoàn xã"
    found = read(f"<p>{FIRST}</p>{before}{box.format(line=line)}<p>{SECOND}</p>")
    assert found["body"] == [FIRST, SECOND]
    assert all(photo["caption"] is None for photo in found["photos"])


def test_a_paragraph_in_a_box_with_an_advert_is_text() -> None:
    frame = "<div><iframe src='https://qc.example/o1.html'></iframe></div>"
    assert read(f"<p>{FIRST}</p><div>{frame}<p>{SECOND}</p></div>")["body"] == [FIRST, SECOND]
