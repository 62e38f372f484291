"""Pages about the site itself, which stand for years and bear no day: who publishes it, how to reach it, its rules.

They are known by their title as a whole, so that an article about such things ("Giới thiệu sách mới") is not meant.
"""

import re

from newsarchive.page.titles import key

_OWN = (
    r"(?:trang|cong|website|bao|tap chi|toa soan|co quan|don vi|ban|tinh|thanh|huyen|thi|quan|xa|phuong|dang"
    r"|van phong)"
)
"""First words, folded, of what publishes a site."""
_TITLES = re.compile(
    "|".join(
        (
            rf"(?:trang |thong tin |loi )?gioi thieu(?: chung| tong quan| khai quat)?(?: ve)?(?: {_OWN}\b.*)?",
            r"(?:gioi thieu )?ve chung toi|about(?: us)?|contact(?: us)?|privacy policy|terms(?: .*)?",
            r"(?:thong tin |dia chi )?lien he(?: (?:quang cao|toa soan|voi .*|chung toi|gop y|ban bien tap|dat bao))?",
            r"(?:thong tin )?toa soan|(?:ban|hoi dong) bien tap|gop y(?: .*)?|hop thu ban doc",
            r"(?:so do )?(?:co cau |bo may )?to chuc(?: bo may| .* bo may)?",
            r"(?:so do|co cau|bo may)(?: .*)? to chuc(?: .*)?",
            r"(?:so do|ban do) (?:trang|web|site|cong)(?: .*)?|site ?map|rss(?: .*)?",
            r"(?:vi tri )?chuc nang(?: va)? (?:nhiem vu|quyen han)(?: .*)?|vi tri chuc nang(?: .*)?",
            r"(?:khai quat )?(?:lich su|qua trinh) hinh thanh(?: .*)?",
            r"(?:bang |bao )?gia quang cao(?: .*)?|(?:dat |dich vu )?quang cao|dat (?:mua )?bao(?: .*)?",
            r"(?:cac )?dieu khoan(?: .*)?|chinh sach (?:bao mat|rieng tu|quyen rieng tu|cookie)(?: .*)?",
            r"(?:quy dinh|thoa thuan|noi quy|huong dan) (?:bao mat|su dung)(?: (?:trang|cong|website|rss)\b.*)?",
            r"(?:cau hoi thuong gap|hoi (?:va )?dap|faq)|danh ba(?: .*)?|lich (?:phat song|tiep (?:cong )?dan)(?: .*)?",
            r"(?:danh sach )?(?:cac )?(?:dong chi )?"
            r"(?:lanh dao|bi thu|chu tich|thuong truc|ban chap hanh|ban thuong vu|uy ban kiem tra)"
            r"(?: (?:tinh|thanh|huyen|quan|xa|phuong|dang|khu|bao|co quan|don vi|uy|uy ban|qua cac thoi ky)){0,3}"
            r"(?:(?: \w+){0,5} (?:khoa [ivxlcdm\d]+|nhiem ky \d{4}(?: \d{4})?|qua cac thoi ky)){0,2}",
        )
    )
)
MAX_TITLE_CHARS = 120


def is_standing_title(title: str) -> bool:
    """Whether a title is that of a page about the site itself or about who publishes it.

    >>> is_standing_title("Giới thiệu chung"), is_standing_title("Giới thiệu sách mới về Đảng bộ tỉnh")
    (True, False)
    >>> is_standing_title("Ban Chấp hành Đảng bộ tỉnh khóa XX, nhiệm kỳ 2020 - 2025")
    True
    """
    return len(title) <= MAX_TITLE_CHARS and _TITLES.fullmatch(key(title)) is not None
