"""What authors of pages call things in mark-up: classes, ids and addresses of captions, leads, bylines, tags, boxes."""

import re

from newsarchive.page.glance import Glance

DOCUMENT_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar)(?:[?#]|$)", re.IGNORECASE)
"""An attached document."""
_ADVERTS = r"ad(?:v?s?|link|box)|advert\w*|quang-?cao|qc"
RELATED_CLASS = Glance(
    r"(?:^|[\s_-])(?:relate[ds]?\w*|relation-?news|relative-\w+|lien-?quan|tin-?lq|tinlq|tin-?khac|othernews"
    rf"|other-news|banner|{_ADVERTS}|sponsor\w*"
    r"|share|sharing|social\w*|comments?|cmt|binh-?luan|polls?|vote|survey|subscribe|newsletter"
    r"|recommend\w*|rennab|sda|read-?more|insert-news|inner-article|list-concern|tags?"
    r"|keywords?|breadcrumbs?|rating)(?:$|[\s_-])",
    max_chars=400,
)
ADVERT_CLASS = Glance(rf"(?:^|[\s_-])(?:{_ADVERTS})(?:$|[\s_-])", max_chars=200, needs=("ad", "qc", "quang"))
"""A place of adverts."""
COMMENTS_CLASS = Glance(
    r"(?:^|[\s_-])(?:comments?|cmt|binh-?luan|phan-?hoi)(?:$|[\s_-])",
    max_chars=400,
)
"""What readers write."""
CAPTION_CLASS = Glance(
    r"(?<!no)(?<!no-)caption|image_?desc|img_?desc|photo[-_]?desc|imgdesc|alt_img|note_?im|imgnote|img-?note"
    r"|chu-?thich|chuthich|media-desc|pic-?desc|picdesc|(?:^|[\s_-])(?:fig|legend|credit)(?:$"
    r"|[\s_-])|(?:^|\s)note(?:$|\s)",
    max_chars=400,
)
TITLE_CLASS = Glance(r"title|headline|tieu-?de|tieude|\btit\b|heading", max_chars=400)
LEAD_CLASS = Glance(
    r"(?:^|[\s_-])(?:sapo\w*|sum|(?:nd|news)?lead|p-?head|lede|chapeau|(?<!with-)summary|sumary|desc|description|mota|tom-?tat"
    r"|trich-?dan|trich-?yeu|gioi-?thieu|loi-?dan|chapo|dek|excerpt|abstract|brief|intro\w*|teaser|standfirst|alead"
    r"|article-summary|sub-content|hometext|lbltomtat|itemintrotext|articlesummary|newsabstract|newssummary)(?:$|[\s_-])",
    max_chars=400,
)
BYLINE_CLASS = Glance(
    r"author|tac-?gia|byline|butdanh|but-danh|(?:^|[\s_-])(?:writer|pen-?name|reporter"
    r"|nguoi-viet)(?:$|[\s_-])",
    max_chars=400,
)
KICKER_CLASS = Glance(
    r"kicker|title-?sub|sup-?title|sub-?title|super-?title|supertitle|pre-?title|tit-?phu|over-?line"
    r"|overline|top-?title|subtitle|eyebrow|tieu-?de-?phu|(?:^|[\s_-])(?:trail|super(?:$|[\s_-]))",
    max_chars=400,
)
TAG_CLASS = Glance(
    r"(?:^|[\s_-])(?:tags?|keywords?|keyswords?|tu-?khoa|hashtags?|(?:mat-)?chips?|taglist|tag-list|article__tag|tagcloud)(?:$|[\s_-])",
    max_chars=400,
)
TAG_HREF = Glance(
    r"/(?:tags?|tu-khoa|keywords?|hashtag|chu-de|topics?|tim-kiem/tag)[/-]|-tag\d+|[?&](?:tag|tu-?khoa)=",
    max_chars=600,
)
CRUMB_CLASS = Glance(
    r"bread-?crumb|(?:^|[\s_-])(?:crumbs?|path|cate|category|cat|chuyen-?muc|section-name"
    r"|rubric|zone)(?:$|[\s_-])",
    max_chars=400,
)
AUTHOR_HREF = Glance(
    r"/(?:tac-gia|author|authors|phong-vien|nha-bao|but-danh|user|profile)[/?-]|[?&]author",
    max_chars=600,
)
