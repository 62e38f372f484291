"""What stands on the sample: enough of it, always the same, true to the site's habits, every needed case there."""

import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsarchive.sample.article import COUNTER_FROM, VIETNAM, article_id, counter_moment, slugify
from newsarchive.sample.content import bundled_articles, cases, truth
from newsarchive.sample.legacy import to_entities, to_tcvn3

PHOTO = re.compile(
    r"^/res/news/(\d{4})/(\d\d)/(\d\d)-(\d\d)-(\d{4})-(.*?)-([0-9A-F]{7,8})(-details)?\.(jpe?g|png|PNG)(\?vs=\d{14})?$"
)
SEED_TEXT = Path(__file__).parents[3] / "../shared/seed/seed-page.txt"


def test_enough_articles_and_each_its_own():
    articles = bundled_articles()
    assert len(articles) >= 64
    assert len({article.id for article in articles}) == len(articles)
    assert len({article.title for article in articles}) == len(articles)
    assert len({article.lead for article in articles}) == len(articles)
    assert {article.moment.year for article in articles} == set(range(2015, 2027))
    assert len({article.layout for article in articles}) >= 5


def test_seed_is_the_first():
    seed = bundled_articles()[0]
    assert seed.path == (
        "/tin-tuc/doi-moi-sang-tao-viec-to-chuc-hoc-tap-quan-triet-va-tuyen-truyen-cac-nghi-quyet"
        "-chi-thi-ket-luan-c-1491917573"
    )
    assert seed.published == "2024-01-26"
    assert seed.byline == "Mai Khuê"


@pytest.mark.shared
@pytest.mark.skipif(not SEED_TEXT.exists(), reason="no folder shared beside the checkout")
def test_seed_has_the_text_of_the_page():
    lines = [line.strip() for line in SEED_TEXT.read_text(encoding="utf-8").splitlines() if line.strip()]
    seed = cases()["seed"]
    stored = [
        seed.title,
        seed.photos[0].caption,
        f"(Thanhuytphcm.vn) - {seed.lead}",
        *seed.paragraphs,
        seed.byline,
    ]
    assert stored == lines[1 : lines.index("Ý kiến bạn đọc")]


def test_same_in_another_process_order():
    cached = bundled_articles()
    bundled_articles.cache_clear()
    assert bundled_articles() == cached


def test_every_needed_case_is_there():
    found = cases()
    assert found["no-date"].published is None
    assert found["no-date"].event_date is None
    assert found["no-byline"].byline is None
    assert found["no-photo"].photos == ()
    assert found["no-photo"].event_date == date(2020, 11, 4)
    assert len(found["three-photos"].photos) == 3
    assert len(found["gallery"].photos) > 3
    assert found["two-authors"].authors == ("Vũ Nguyệt", "Nhật Quang")
    assert found["three-photos"].photos[0].credit == "Nhật Quang"
    assert found["three-photos"].photos[0].printed.endswith("(Ảnh: Nhật Quang)")
    assert found["agency"].expected()["agency"] == "TTXVN"
    assert found["bracket-title"].slug.startswith("-")
    assert found["hostile-title"].title.startswith("=1+1|")
    assert "%CC%A3" in found["nfd-title"].path
    assert found["mirror-only"].group.host != found["seed"].group.host


def test_reused_photo_tells_no_date():
    article = cases()["archive-photo"]
    assert article.published is None
    assert article.photos[0].path.startswith("/res/news/2016/07/15-07-2016-")
    assert article.slug not in article.photos[0].path


def test_ids_and_dates_go_together():
    for article in bundled_articles():
        if article.id < COUNTER_FROM:
            assert article.id == int(article.moment.timestamp())
            assert article.moment.year < 2018
        else:
            assert abs(counter_moment(article.id) - article.moment) < timedelta(days=3)


def test_counter_knows_the_hard_pairs():
    for number, day in ((1491871594, "2020-11-10"), (1491902914, "2022-12-22"), (1491938606, "2025-08-26")):
        assert counter_moment(number).astimezone(VIETNAM).date().isoformat() == day
        assert article_id(counter_moment(number)) == number


def test_photo_addresses_have_the_sites_shape():
    for article in bundled_articles():
        for photo in article.photos:
            match = PHOTO.match(photo.path)
            assert match, photo.path
            assert (match[1], match[2]) == (match[5], match[4])
            if article.own_photos:
                assert match[6] == article.slug[:80]
                assert f"{match[5]}-{match[4]}-{match[3]}" == article.moment.date().isoformat()


def test_truth_is_complete_and_clean():
    told = truth()
    assert len(told) == len(bundled_articles())
    keys = {frozenset(fields) for fields in told.values()}
    assert len(keys) == 1
    for fields in told.values():
        texts = [
            fields["title"],
            fields["lead"],
            *fields["body"],
            *(photo["caption"] for photo in fields["photos"]),
        ]
        for text in texts:
            assert text == unicodedata.normalize("NFC", " ".join(text.split())) != ""
        assert not fields["lead"].startswith("(")
        assert fields["published_day"] in (None, fields["day"])


def test_event_is_not_after_publication():
    for article in bundled_articles():
        assert article.event_date is None or article.event_date <= article.moment.date()


def test_no_blank_is_left_in_a_template():
    for article in bundled_articles():
        assert "{" not in repr(article.expected()["body"]) + article.title + article.lead


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("[Video] Về di tích", "-video-ve-di-tich"),
        ("Ngày 2/7/1976: mốc son", "ngay-271976-moc-son"),
        ("Covid-19 tại Đà Nẵng", "covid19-tai-da-nang"),
        ("a" * 120, "a" * 98),
    ],
)
def test_slugs(title, slug):
    assert slugify(title) == slug


def test_disguises():
    assert to_tcvn3("Bài này nói về phương trình") == "Bµi nµy nãi vÒ ph\u00ad\u00acng tr×nh"
    assert to_entities("Chiều &amp; tối").isascii()
    with pytest.raises(ValueError, match="TCVN3"):
        to_tcvn3("ĐƯỜNG")
