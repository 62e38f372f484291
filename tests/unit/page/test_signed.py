"""Who wrote it: names in elements of their own, beside posts and papers, at the head and at the foot."""

from tests.unit.page.test_readings import FIRST, SECOND, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def test_a_name_may_touch_the_time_beside_it() -> None:
    found = read(
        top="<div><a rel=author href=/tac-gia/ha-vy>HÀ VY - LÊ TRƯỜNG</a><time>15 giờ trước</time></div>"
    )
    assert (found["byline"], found["authors"]) == ("HÀ VY - LÊ TRƯỜNG", ["HÀ VY", "LÊ TRƯỜNG"])
