"""English editions: many papers and committees have one."""

import pytest

from tests.unit.page.test_readings import read

LEAD = (
    "The Party cell of Na Khoang village met on March 12 to discuss the protection of its watershed forest."
)
FIRST = "The forest of more than four hundred hectares keeps water for three villages, yet it burns in dry seasons."
SECOND = "Members agreed to patrol by turns every night until the end of April, and to clear the firebreaks by hand."
CAPTION = "Members of the Party cell on patrol."
PHOTO = f"<div><img src=/anh/rung-1.jpg width=600><p align=center><i>{CAPTION} Photo: VNA</i></p></div>"
RELATED = "".join(
    f"<li><a href=/k{at}>Bridge number {at} opened in Son La</a> (10/03/2024)</li>" for at in range(4)
)


def edition(line: str, *, signed: str = "<p align=right><b>By Nguyen Thu Ha</b></p>") -> dict[str, object]:
    return read(
        f"<p>{FIRST}</p><p>{SECOND}</p>{PHOTO}{signed}",
        top=f"<div class=date>{line}</div>",
        lead=f"<p class=sapo>{LEAD}</p>",
        below=f"<div><h3>Related news</h3><ul>{RELATED}</ul></div><p>Licence No. 12/GP-BTTTT dated May 3, 2019</p>",
    )


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Thursday, March 14, 2024, 08:30 (GMT+7)", "2024-03-14T08:30+07:00"),
        ("March 14, 2024 - 08:30", "2024-03-14T08:30+07:00"),
        ("14 March 2024 | 08:30", "2024-03-14T08:30+07:00"),
        ("Update: March, 14/2024 - 08:30", "2024-03-14T08:30+07:00"),
        ("Published: 14 Mar 2024 02:30 PM", "2024-03-14T14:30+07:00"),
        ("Thursday, 14/3/2024 | 08:30", "2024-03-14T08:30+07:00"),
        ("Mar 14th, 2024", "2024-03-14"),
        ("14-Mar-2024", "2024-03-14"),
    ],
)
def test_english_dates_are_dates(line: str, iso: str) -> None:
    found = edition(line)
    assert (found["published_at"], found["byline"]) == (iso, "Nguyen Thu Ha")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    assert [(photo["caption"], photo["credit"]) for photo in found["photos"]] == [(CAPTION, "VNA")]


def test_a_weekday_is_nobodys_name() -> None:
    assert edition("Thursday, 14/3/2024 | 08:30", signed="")["byline"] is None


def test_a_day_told_in_a_sentence_is_not_when_it_was_published() -> None:
    assert edition("14 March 2024")["published_raw"] == "14 March 2024"


def test_a_source_is_an_agency() -> None:
    found = edition("March 14, 2024", signed="<p align=right><b>Source: VNA</b></p>")
    assert (found["byline"], found["agency"]) == ("Source: VNA", "VNA")
