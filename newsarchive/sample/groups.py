"""The listings ("nhóm tin") of the sample site."""

from newsarchive.sample.article import Group

MIRROR = "https://stxdd.thanhuytphcm.vn"
OLD_HOME = "https://www.hcmcpv.org.vn"

GROUPS: dict[str, Group] = {
    group.slug: group
    for group in (
        Group(id=1197604301, slug="tin-tuc-su-kien", name="Tin tức - Sự kiện"),
        Group(id=1197604502, slug="xay-dung-dang", name="Xây dựng Đảng"),
        Group(id=1197604623, slug="quan-5", name="Quận 5"),
        Group(id=1283417011, slug="van-hoa", name="Văn hóa"),
        Group(id=1283417095, slug="doi-song", name="Đời sống"),
        Group(id=1425350611, slug="chuyen-doi-so", name="Chuyển đổi số"),
        Group(id=1425391724, slug="so-tay", name="Sổ tay xây dựng Đảng", host=MIRROR),
    )
}
"""By slug, in the order of the menu. The last lives on a mirror host: its articles are listed only there."""
