"""The fixed words of party-news pages: labels that end an article, tools, adverts, author labels, dates at a glance.

All patterns are applied to short texts only; none of them backtracks.
"""

import re

from newsarchive.page.glance import REMEMBERED_LONG, Glance

_I = re.IGNORECASE

END_LABEL = Glance(
    r"^\W*(?:(?:các |những )?(?:tin|bài|bài viết|tin tức|tin bài|chủ đề|thông tin|video|ảnh|nội dung|xem)"
    r"(?:[ ,]+(?:và|bài|tin|viết))* (?:khác(?: trong số(?: này| báo)?)?|liên quan|cùng chuyên mục"
    r"|cùng chủ đề|cùng sự kiện|cùng tác giả"
    r"|cùng loại|cùng mục|mới"
    r"(?: nhất| hơn| cập nhật| đăng)?|cũ hơn|đã đưa|đã đăng|nổi bật|đọc nhiều|xem nhiều"
    r"|nóng|trước|sau|tiếp theo|quan tâm)"
    r"|(?:ý kiến )?phản hồi (?:xin )?gửi (?:về|tới).{0,60}"
    r"|(?:cùng|trong) (?:chuyên mục|chủ đề|mục|tác giả)|có thể bạn (?:quan tâm|thích|muốn).{0,20}"
    r"|bạn (?:có thể |nên )?(?:quan tâm|đọc(?: (?:phản hồi|bình luận|góp ý|nhận xét))?)"
    r"|(?:ý kiến|bình luận|phản hồi|nhận xét|thảo luận|góp ý)(?: (?:của )?(?:bạn đọc|độc giả"
    r"|bạn|người đọc))?(?: về bài viết)?"
    r"|(?:viết|gửi|để lại|thêm|đăng|xem|tất cả|tổng(?: lượt)?|tổng số) (?:một )?(?:bình luận"
    r"|ý kiến|phản hồi|nhận xét|trả lời|góp ý).{0,30}"
    r"|trả lời(?!\s*[:：])|(?:đọc|xem|tin)(?: tin| bài)? nhiều(?: nhất)?|tin nóng|nổi bật|mới nhất"
    r"|đọc tiếp|xem tiếp|xem thêm|đọc thêm"
    r"|mới nhất từ .{1,40}|quét mã QR.{0,60}"
    r"|tin tức|tin mới|tin xem nhiều|được quan tâm|đang được quan tâm|tin đọc nhiều|mới cập nhật"
    r"|có liên quan|tin nên đọc|đừng bỏ lỡ|đáng chú ý|tiêu điểm"
    r"|từ kh[oó][aá](?: liên quan| (?:của )?bài viết)?|tags?|hashtag|chủ đề|thẻ|keywords?|sự kiện"
    r"|(?:theo )?dòng sự kiện|chuyên đề"
    r"|thông báo|liên kết(?: website)?|thống kê(?: (?:lượt )?truy cập)?|(?:số )?lượt truy cập"
    r"|ai đang trực tuyến|(?:số )?(?:người )?đang (?:trực tuyến|online)|đăng nhập"
    r"|thăm dò ý kiến|bình chọn|khảo sát|thư viện ảnh|văn bản (?:mới|chỉ đạo(?:,? điều hành)?|pháp quy)"
    r"|góp ý dự thảo(?: văn bản)?|(?:thông báo|lệnh) truy nã|lịch phát sóng"
    r"|related(?: (?:posts|news|articles|stories))?|(?:latest|other|recent|more|top) (?:news|stories|articles|posts)"
    r"|see also|read (?:more|also|next)|most (?:read|viewed|popular)|you may (?:also )?(?:like|be interested)"
    r"|in (?:the|this) same (?:section|category|topic)|recommended(?: for you)?"
    r"|\d{1,4} (?:bình luận|ý kiến|phản hồi|nhận xét|comments?)"
    r"|comments?|leave a (?:reply|comment)|share|tin bài liên quan|tin đã đăng)"
    r"\W*(?:\(?\d{0,4}\)?)?\W*$",
    max_chars=90,
)
"""A heading after which the article is over (or, inside the body, a box of related stories begins)."""

ENTRY_END = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\W{0,3}\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d$")
"""Hour, or length of a recording, and day: what an entry of a list ends in."""
GO_ON = Glance(
    r"\W*(?:(?:đọc|xem|tìm hiểu) (?:thêm|tiếp|ngay|chi tiết)|chi tiết)\W*$",
    max_chars=30,
)
"""The link below another story's headline and lead."""
RELATED_START = re.compile(
    r"^\W*(?:xem thêm|đọc thêm|xem tiếp|đọc tiếp|tin liên quan|bài liên quan|tham khảo thêm"
    r"|có thể bạn quan tâm|mời (?:bạn )?(?:xem|đọc)(?: thêm)?"
    r"|bài viết liên quan|xem video|liên quan|đọc bài gốc|chi tiết xem"
    r"|read (?:more|also)|see also|related (?:news|articles?|stor(?:y|ies)))\b\s*[:：»>\-–]"
    r"|^\s*(?:>>|››|»|►|▶|➤|→|=>|\|>)",
    _I,
)
TOOL = Glance(
    r"^\W*(?:chia sẻ(?: (?:facebook|zalo|bài viết|lên|qua|email|:).{0,30})?|in (?:bài"
    r"|báo|trang|bài viết|tin)(?: này)?|in|print|email|gửi (?:email|mail|bài|tin|cho bạn bè"
    r"|bình luận|ý kiến|phản hồi)"
    r"|facebook|fb|zalo|twitter|x|youtube|tiktok|instagram|linkedin|pinterest|telegram"
    r"|google(?: news| tin tức)?|messenger|copy ?(?:link|url)?.{0,20}|sao chép(?: liên kết| link| đường dẫn.{0,30})?"
    r"|lưu(?: tin| bài| bài viết)?|thích|like|tweet|trở (?:về|lại)(?: (?:trang|đầu|trên|danh|mục|chuyên|tin"
    r"|menu|thời sự|chính trị|kinh|giáo dục|thế giới|đời sống|sức khỏe|xã hội|pháp luật|văn h|thể thao"
    r"|xây dựng).{0,20})?|quay lại"
    r"|về đầu trang|lên đầu trang|đầu trang|top|trước|sau|tiếp"
    r"|nghe(?: (?:đọc|tin|bài|báo|audio|podcast|nội dung|bản tin|giọng)(?: .{0,20}?(?:\d:\d\d.{0,20})?)?)?"
    r"|đọc bài(?: viết)?"
    r"|audio|podcast|tải (?:về|xuống|ngay).{0,20}|phát|tạm dừng|phóng to|thu nhỏ|xem ảnh lớn"
    r"|(?:xem với |đổi |chọn )?cỡ chữ.{0,20}|font ?size.{0,20}|[a+\-–−]{1,6}(?: [a+\-–−]{1,3}){0,4}|size|giảm"
    r"|tăng|giọng (?:nam|nữ).{0,20}|(?:nam|nữ) (?:miền )?(?:bắc|trung|nam)"
    r"|đăng (?:nhập|ký|xuất).{0,20}|quên (?:mật khẩu|tên).{0,20}"
    r"|tìm kiếm(?: (?:tin|bài|nâng cao).{0,8})?|menu|đóng|close|ok|gửi"
    r"|refresh|\d{1,6} (?:bình luận|lượt xem|lượt đọc|lượt thích|bình chọn|phiếu|views?|comments?|likes?)"
    r"|(?:đang|tổng|lượt|tổng số|tổng lượt|số lượt|số người)(?: lượt)? (?:truy cập|online|trực tuyến)\s*:?\s*[\d.,]+"
    r"|(?:hôm nay|hôm qua|trong ngày|tuần (?:này|trước)|tháng (?:này|trước)|tất cả|tổng cộng)\s*:\s*[\d.,]+"
    r"|(?:lượt xem|số lượt xem|lượt đọc|đã xem|lượt truy cập|views?|xem"
    r"|đánh giá|bình chọn|số lần đọc)\s*[:：]?\s*[\d.,()/]*(?: lượt)?"
    r"|theo dõi(?: (?:báo|trang|kênh|chúng tôi)\b.{0,50}|.{0,90}\b(?:trên|qua) (?:google|facebook|zalo|youtube"
    r"|tiktok).{0,30})?|tải (?:app|ứng dụng)\b.{0,40}\bđọc (?:báo|tin)\b.{0,40}"
    r"|mời (?:quý )?(?:độc giả|bạn đọc|bạn|quý vị)(?!.*(?:dưới|sau) đây).{0,80}"
    r"|follow .{0,40}|prefer .{0,40}|\d\d?:\d\d(?::\d\d)?(?: ?[/–-]? ?\d\d?:\d\d(?::\d\d)?)?(?: [^\d.]{0,25})?"
    r"|(?:(?:\d:)?\d\d?:\d\d ?/? ?){1,2}(?:[\d.,]{1,4}x ?){1,6}|xem lời thoại|bản ghi lời đọc"
    r"|copy link thành công!?|(?:copy link )?link bài gốc.{0,100}|(?:left|center|right|del){2,4}"
    r"|quảng cáo.{0,20}|advertisement|sponsored|tài trợ|tin tài trợ"
    r"|adv|ads|loading\W*|đang tải(?: thêm)?\W*|bật thông báo"
    r"|(?:tệp(?: tin)?|file|tài liệu|văn bản) đính kèm.{0,60}"
    r"|xem (?:bản in|bản đầy đủ|phiên bản.{0,20}|trên mobile|ảnh)|bản in|phiên bản in"
    r"|(?:xem )?tất cả(?: các)? (?:bài|tin)(?: viết)?(?: của .{1,40})?"
    r"|xem (?:thêm )?(?:các |những )?(?:bài|tin)(?: viết)?(?: khác)? của .{1,40}|gửi cho bạn|báo lỗi"
    r"|đặt làm trang chủ|rss"
    r"|(?:click để )?đánh giá (?:bài viết|mục này|tin này|(?:của )?(?:người dùng|bạn|bạn đọc)).{0,40}"
    r"|/ ?\d{1,6}|(?:tệ|tồi|kém|bình thường|trung bình)(?: (?:khá|tốt|rất tốt|tốt nhất|tuyệt vời)){1,4}"
    r"|tổng số điểm của bài viết.{0,50}|xếp hạng của bạn.{0,50}"
    r"|(?:bạn (?:có )?thấy )?(?:bài(?: viết)?|thông tin|nội dung|trang|tin)(?: này| trên)? có hữu ích.{0,50}"
    r"|bạn (?:(?:cảm )?thấy|đánh giá|nghĩ).{0,40}(?:thế nào|ra sao)\b.{0,40}"
    r"|(?:e-?mail\s*[:：]\s*)?[\w.+-]{2,40}@[\w-]+\.[\w.]{2,20}"
    r"|(?:trang\W{1,3})?(?:\d{1,3}\W{1,3}){1,15}(?:trang )?(?:sau|tiếp(?: theo)?|cuối)"
    r"|bạn (?:còn|đã đọc) \d.{0,30}miễn phí.{0,30}|tải (?:ứng dụng|app) (?:đọc )?(?:báo|tạp chí)\b.{0,90}"
    r"|chia sẻ (?:bài viết|thông tin|câu chuyện) của bạn\b.{0,90}\btại đây"
    r"|(?:đường dây nóng|hotline|trực ban)\b[^.]{0,60}?(?:[\s:]+[\d.() +-]{8,18})?"
    r"|bạn đọc đặt mua\b.{0,100}|xếp hạng\s*:\s*\d.{0,30}|tặng sao\b.{0,90}|(?:x\d{1,3}\s?)+|hot|new|mới)\W*$",
    max_chars=130,
)
"""Short texts of buttons, counters and players; never the article's own words."""

TOOL_LINE = Glance(
    r"^(?=[\d\W]*[^\W\d])\W*(?:(?:a(?!\W*\d)|lượt xem|lượt đọc|số lượt xem|chia sẻ|facebook|zalo|twitter|youtube|thích"
    r"|like|bình luận|lưu|in|in (?:bài(?: viết)?|trang|báo|tin)(?: này)?|bản in|gửi e?mail|e?mail"
    r"|gửi (?:bài|tin)(?: này)?(?: cho bạn(?: bè)?| qua e?mail)?|gửi"
    r"|theo dõi(?: trên)?|google news|(?:xem với |đổi )?cỡ chữ"
    r"|(?:chế )?độ tương phản|tương phản|(?:nghe|đọc) (?:bài|tin)(?: viết)?|giọng (?:nam|nữ)"
    r"|gửi email bài đăng này|blogthis|chia sẻ lên (?:facebook|twitter|x|pinterest)"
    r"|(?:ngạc nhiên|buồn|vui|phẫn nộ|tức giận|hài hước|yêu thích)(?=\W*\d)"
    r"|sao chép(?: liên kết| link)?|copy ?link|nghe|đọc|đánh giá|trở về|về trang trước|tải về"
    r"|trực tiếp|mới nhất|cũ nhất)\b"
    r"\W*(?:\d[\d.,/]*\W*(?:(?:phiếu|lượt|bình chọn|votes?)\b\W*)?){0,2})+$",
    max_chars=130,
)
"""Several buttons or counters in one line."""

_BUTTONS_BEHIND = re.compile(
    r"(?:[\s,(|-]+(?:in|in bài(?: viết)?|in trang|gửi|gửi mail|gửi email|email|print|chia sẻ"
    r"|\d[\d.]* (?:lượt xem|lượt đọc|bình luận|phản hồi|views?|comments?)|(?:số )?lượt (?:xem|đọc)\s*[:：]?\s*[\d.,]+"
    r"|(?:đã )?xem\s*[:：]\s*\d[\d.]*"
    r"|xem (?:các |thêm )?bài(?: viết)? (?:khác )?(?:của|cùng) tác giả))+[\s,)]*$"
    r"|\s+\d{1,5} (?:bình luận|comments?).{0,90}$|(?<=[^\W\d_])\d[\d.]* (?:lượt (?:xem|đọc)|views?)$"
    r"|[\s,(|-]+[\w.+-]{2,40}@[\w-]+\.[\w.]{2,20}[\s)]*$",
    re.IGNORECASE,
)
"""Buttons, counters and addresses of mail that share a line with what stands before them."""
_BUTTON_ENDS = (
    ")",
    " in",
    "bài",
    "viết",
    "trang",
    "mail",
    "print",
    "sẻ",
    "xem",
    "đọc",
    "hồi",
    "luận",
    "giả",
    "ts",
    "ws",
)
"""Ends of what `_BUTTONS_BEHIND` finds: most lines need not be searched."""

ADVERT = Glance(
    r"^\W*(?:(?:ai )?tóm tắt(?: (?:nội dung|nhanh|bài(?: viết)?|tin))*"
    r"(?: (?:được )?(?:tạo )?(?:bằng|bởi|từ|nhờ))? (?:ai|trí tuệ nhân tạo)|ai tóm tắt"
    r"|quảng cáo|advertisement|advertising|sponsored|tin tài trợ|nội dung (?:được )?tài trợ"
    r"|adv|ads)\W*$",
    max_chars=60,
)

TAG_LABEL = re.compile(
    r"^\W*(?:từ kh[oó][aá](?: liên quan| (?:của )?bài viết)?|tags?|thẻ|nhãn(?=\s*[:：])|hashtags?"
    r"|keywords?)\s*[:：]?\s*",
    _I,
)
HOME = Glance(
    r"^\W*(?:trang chủ|home|trang nhất|homepage|trang đầu)\W*$",
    max_chars=40,
)
SPLIT_CRUMBS = re.compile(r"\s*(?:>>?|»|›|/|\||::|→)\s*")
"""Between the steps of a breadcrumb."""
AUTHOR_LABEL = re.compile(
    r"^\s*(?:(?:tác giả(?: bài viết)?|người viết|nguồn tin|by|người đăng(?: bài viết)?|bút danh)\s*[:：]"
    r"|(?:được )?(?:viết|đăng|gửi) bởi\s*[:：]?|bài(?: viết)? của\s*[:：]?(?=\s*(?-i:[A-ZĐÀ-Ỹ])\S*(?:\s+\S+){0,4}\s*$)"
    r"|(?:bởi|by)\s(?!vì|vậy|thế|lẽ|the\b)(?=\s*\S+(?:\s+\S+){0,4}\s*$))\s*",
    _I,
)
AUTHOR_LABEL_ALONE = re.compile(
    r"^\W*(?:tác giả(?: bài viết)?|người viết|người đăng|bút danh|(?:(?:được )?(?:viết|đăng|gửi) )?bởi"
    r"|(?:posted )?by|author)\W*$",
    _I,
)
"""The label on a line of its own; the name follows."""

SITE_PREFIX = re.compile(
    r"^\s*(?:\(\s*[\wÀ-ỹĐđ .&/-]{2,40}\s*\)\s*[-–—:]|\[\s*[\wÀ-ỹĐđ .&/-]{2,40}\s*\]\s*[-–—:]?"
    r"|[A-ZĐ][\w.]{1,14}\.(?:vn|com|net|org|com\.vn|org\.vn|gov\.vn)\s*[-–—]|[A-ZĐ]{2,6}\d{0,2}(?:\.VN"
    r"|\.vn)?\s*[-–—]\s"
    r"|(?:Kinhtedothi|Baothanhhoa|Thanhuytphcm|Hà Nội mới|HNMO|HNM|Báo \w+)\s*[-–—]\s"
    r"|\((?:LLCT|CAO|PLO|PLVN|ĐCSVN|VOH|TTXVN|HCMCPV|VOV|TCCS|QĐND)[^)]{0,20}\)\s*)"
)
"""The site's own prefix at the opening of a lead: "(Thanhuytphcm.vn) -", "VOV.VN -", "TPO -", "QK2 –", "(PLO)-"."""

_ENGLISH_MONTH = (
    r"[adfjmnos](?<![^\W\d_].)(?:an(?:uary)?|eb(?:ruary)?|ar(?:ch)?|pr(?:il)?|ay|une?|uly?|ug(?:ust)?|ept?(?:ember)?"
    r"|ct(?:ober)?|ov(?:ember)?|ec(?:ember)?)\.?"
)
"""One set of first letters is looked for faster than twelve words."""
DATE_GLANCE = Glance(
    r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d\d|(?:19|20)\d\d[/\-]\d{1,2}[/\-]\d{1,2}"
    r"|(?:ngày\s+)?\d{1,2}\s+tháng\s+[\wÀ-ỹ]{1,5}(?:\s+\w{1,4})?,?\s+(?:năm\s+)?(?:19"
    r"|20)\d\d|tháng\s+(?:\d{1,2}|[^\W\d_]{2,5}(?:\s+(?:một|hai))?)\s+\d{1,2},\s*(?:19|20)\d\d"
    r"|(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?:,?\s+|\s*[·•|–-]\s*)\d{1,2}:\d\d"
    r"|\d{1,2}:\d\d,?\s+(?:[·•|–-]\s+)?(?:(?:t[2-7]|cn|thứ\s\w+|chủ\snhật),?\s+)?"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?![\d/.-])"
    r"|\d{1,2}\s+thg?\.?\s?\d{1,2},?\s+(?:19|20)\d\d|\bth\d{1,2}\s+\d{1,2},\s*(?:19|20)\d\d"
    rf"|{_ENGLISH_MONTH},?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+|/)(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_ENGLISH_MONTH},?[\s-]+(?:19|20)\d\d",
    max_chars=160,
    needs=("19", "20", ":"),
)
"""Looks like a full printed date."""
RELATIVE_GLANCE = Glance(
    r"(?:^|(?<=\s))\W*(?:khoảng )?\d{1,2}\s*(?:giây|phút|giờ|ngày|tuần|h|g)\s*(?:trước|qua)\W*$",
    max_chars=60,
)
SHORT_TIME = Glance(
    r"^\W*(?:\d{1,2}[/.-]\d{1,2}|\d{1,2}[:h]\d\d|\d{1,2} (?:th|thg|tháng) ?\d{1,2}"
    r"|(?:khoảng )?\d{1,2}\s*(?:giây|phút|giờ|ngày|tuần|tháng|năm) trước)\W*$",
    max_chars=40,
)
"""A day without its year, an hour, or "3 giờ trước", alone."""
_DATE_DRESS = re.compile(
    r"\b(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ nhật|cn|ngày(?: đăng(?: tin)?| cập nhật"
    r"| xuất bản| viết| tạo| phát hành)?"
    r"|cập nhật(?: lần cuối| lúc| ngày| mới nhất)*|(?:đã |được )?(?:đăng(?: lúc| ngày| tải)?|xuất bản(?: lúc"
    r"| ngày)?|phát hành)|thời gian|lúc|vào|thg?(?=[\s.]*\d)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|published|(?:last )?updated?|posted|date|on|at|tháng|năm|(?:gmt|utc)(?:\s*[+\-]\s*\d{1,2}(?::?\d\d)?)?"
    r"|[ap]m|sa|ch|giờ|phút|giây)\b"
    r"|\b\d{1,2}\s?[h:g]\s?\d{0,2}(?:[:']\d{0,2})?'?(?:\s(?:sáng|trưa|chiều|tối)\b)?|[\d\W_]",
    _I,
)
_COUNTER = re.compile(
    r"(?:số )?(?:lượt (?:xem|đọc)|lần xem|lần đọc|đã xem|views?|hits)\s*[:：]?\s*[\d.,]*"
    r"|[\d.,]+ (?:lượt (?:xem|đọc)|lượt|views?)\b",
    _I,
)
"""A counter beside the date."""
OTHER_DAY = re.compile(
    r"\W*(?:ngày(?: tháng)?(?: năm)? sinh|sinh (?:ngày|năm)|năm sinh|(?:ngày )?vào đảng"
    r"|ngày (?:mất|hiệu lực|có hiệu lực)|hạn (?:chót|nộp|cuối|đăng ký)|thời hạn|hiệu lực)\b",
    _I,
)
"""Labels of days that are not those of the page: births, deadlines, when something comes into force."""
PLACE_AND_DAY = re.compile(r"[^\W\d_][\w .]{1,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\W*$")
"""A document's own day: "Sông Mã, ngày 13 tháng 3 năm 2024"."""
UPDATED_LABEL = re.compile(r"cập nhật|updated|sửa (?:lần cuối|đổi)|chỉnh sửa", _I)
PUBLISHED_LABEL = re.compile(
    r"\W*(?:(?:đã |được )?(?:phát hành|xuất bản)|ngày (?:đăng|phát hành|xuất bản)|(?:đã )?đăng (?:ngày|lúc)"
    r"|published|posted)\b",
    _I,
)
"""What a day of publication is called; no masthead's clock is."""
GOES_ON = re.compile(r"\W*(?:còn (?:nữa|tiếp)|hết|(?:kỳ|bài|số) (?:sau|tới|cuối)\W.*)\W*$", _I)
"""What a part of a series closes with."""
REMARK = re.compile(r"\W{0,2}\*+\W{0,2} ?(?:bài viết|tác giả|nghiên cứu|tít|tiêu đề|đầu đề)\b", _I)
"""A remark of the editors at the foot: "(*) Đầu đề của Tòa soạn"."""
DOCUMENT_HEADING = re.compile(
    r"\W*(?:quyết định|nghị (?:quyết|định)|chỉ thị|kết luận|thông (?:báo|tri|tư|cáo)|hướng dẫn|kế hoạch|qu[yi] (?:định"
    r"|chế|trình)|nội quy|danh sách|(?:thư|lời) (?:ngỏ|kêu gọi)|điều lệ|thể lệ|công (?:văn|điện)|tờ trình|báo cáo"
    r"|chương trình|đề (?:án|cương)|pháp lệnh|luật|biên bản|giấy mời|phụ lục"
    r"|đảng cộng sản việt nam|cộng h(?:òa|oà) xã hội chủ nghĩa việt nam)\W*",
    _I,
)
"""The name of a document above its subject, and what stands above both; alone in its line."""
LAST_UPDATE = re.compile(
    r"\W*(?:(?:đọc|xem)\W{0,3}[\d.]{1,9} (?:lần|lượt)\W+)?"
    r"(?:lần cập nhật cuối|cập nhật lần cuối|(?:lần sửa|sửa lần|chỉnh sửa lần) cuối|last (?:updated|modified))\b"
    r"|\W*cập nhật ngày \(",
    _I,
)
"""What a content system prints below a text of its last change."""
LICENCE = Glance(
    r"giấy phép|cấp ngày|bản quyền|copyright|©|\bGP\b|-GP|GP-|tổng biên tập|phụ trách"
    r"|tòa soạn|toà soạn|chịu trách nhiệm|ghi rõ nguồn",
    max_chars=400,
    needs=(
        *("giấy phép", "cấp ngày", "bản quyền", "copyright", "©", "gp", "tổng biên tập", "phụ trách"),
        *("tòa soạn", "toà soạn", "chịu trách nhiệm", "ghi rõ nguồn"),
    ),
    remembered=REMEMBERED_LONG,
)

_WEAK_LICENCE = frozenset(
    ["tổng biên tập", "phụ trách", "tòa soạn", "toà soạn", "chịu trách nhiệm", "bản quyền"]
)
"""Words of imprints that articles use too."""
_OFFICE_SAYS = re.compile(r"\s+(?:xin|đã|vừa|nhận được|trân trọng|mong|rất|cảm ơn|cám ơn)\b", _I)
"""What an editorial office does in a sentence of its own."""
MAX_LABEL_CHARS = 40


def is_licence(text: str) -> bool:
    """Whether a text is a line of an imprint: articles may name those who are in charge or an editorial office.

    >>> is_licence("Phụ trách nội dung: Văn phòng Tỉnh ủy, số 2 đường Trần Phú")
    True
    >>> is_licence("Tòa soạn nhận được thư của bạn đọc hỏi về điều kiện miễn công tác và miễn sinh hoạt Đảng ở chi bộ.")
    False
    """
    match = LICENCE.search(text)
    if match is None or match[0].lower() not in _WEAK_LICENCE:
        return match is not None
    if _OFFICE_SAYS.match(text[match.end() :]):
        return False
    return len(text) < 100 or ":" in text[match.end() : match.end() + MAX_LABEL_CHARS]


IMPRINT = Glance(
    r"^\W*(?:gpxb\b|(?:url|link|đường dẫn|địa chỉ) (?:của )?(?:bản tin|bài viết|tin|bài|trang)(?: này)?\s*[:：]"
    r"|địa chỉ\s*[:：].{0,100}(?:điện thoại|email|đt)\b"
    r"|(?:bản )?in từ (?:báo|tạp chí|trang|cổng|website|https?:)"
    r"|giấy phép\b.{0,80}(?:\d\s*/\s*GP|cấp ngày)|bản quyền (?:thuộc|của|©)|copyright\b|©"
    r"|(?:phó )?tổng biên tập\s*[:：]|trưởng ban biên tập\s*[:：]|chịu trách nhiệm (?:chính|nội dung|xuất bản)"
    r"|đường dây nóng (?:của )?(?:tòa soạn|toà soạn|báo|tạp chí|ban biên tập)\b"
    r"|chú ý\s*[:：]\s*(?:việc )?(?:đăng lại|sao chép|trích dẫn|sử dụng lại)\b"
    r"|cơ quan chủ quản\s*[:：]|(?:®|đề nghị )?ghi rõ nguồn\b"
    r"|(?:quý )?(?:bạn đọc|độc giả) (?:có thể |xin |vui lòng |hãy )?gửi (?:tin|bài|câu hỏi|thắc mắc|ý kiến|phản ánh)\b"
    r"[^.]{0,80}(?:hộp thư|e-?mail|thư điện tử|\w@\w))",
    max_chars=1200,
    remembered=REMEMBERED_LONG,
)
"""The first line of what a site says of itself at the foot of every page."""
SIGNED = re.compile(
    r"^\W*(?:(?:tin|bài)(?:[\s,&-]|và|bài|ảnh|hình|viết|video|clip)*|(?:nhóm )?thực hiện"
    r"|nội dung|thiết kế|trình bày|kỹ thuật|biên tập)\s?[:：]",
    _I,
)
"""A label that only an author's line opens with, though a photo may be named in it: "Bài và ảnh: …"."""
RUBRIC = Glance(
    r"^\W*(?:(?:thời sự|chính trị|xã hội|văn hóa|văn hoá|kinh tế|đời sống|giáo dục|thể thao|pháp luật|thế giới|quốc tế"
    r"|trong nước|trong tỉnh|xây dựng đảng|an ninh|quốc phòng|khoa học|công nghệ|môi trường|du lịch"
    r"|y tế|sức khỏe|bạn đọc|giải trí|tin tức|tin|sự kiện|hoạt động)[\s,&/–-]*)+(?:và)?\W*$",
    max_chars=60,
)
"""Nothing but names of rubrics, some of which read like people's names."""

CREDIT = re.compile(
    r"(?:^|[\s(.,–-])(?:ảnh|nguồn ảnh|ảnh minh họa|đồ họa|photo|hình|nguồn|clip|video"
    r"|infographic|ảnh/clip)\s*[:：]|\((?:ảnh|nguồn|đồ họa|hình|photo)\b|^ảnh\b|(?:^|[.,;:(–-]\s{0,3})"
    r"(?:ảnh|hình) (?:minh h[oọ]a|tư liệu)",
    _I,
)
AGENCY_LINE = Glance(
    r"^\W*(?:(?:theo|nguồn(?: tin)?|nguồn:?|dẫn theo|trích)\s*[:：]?\s+\S.{0,60}|\(?(?:theo )?(?:TTXVN"
    r"|VOV|VTV|VietnamPlus|Vietnam\+|Chinhphu\.vn|VGP|BBC|AP|AFP|Reuters|THX|TASS)\b[\w/+., &-]{0,40}\)?)\W*$",
    max_chars=130,
)


def without_buttons(text: str) -> str:
    """A line without the buttons, counters and addresses of mail behind its words."""
    low = text.lower()
    if (
        "@" in low
        or low[-1:].isdigit()
        or low.endswith(_BUTTON_ENDS)
        or "bình luận" in low
        or "comment" in low
    ):
        return _BUTTONS_BEHIND.sub("", text)
    return text


def date_share(text: str, *, least: float = 0.45) -> float:
    """How much of a text that holds a date is date: 1.0 for a bare date line with its labels. Where it is under
    `least`, an upper bound of it will do: counting words is ten times as fast.

    >>> date_share("Thứ Bảy, ngày 27 tháng 7 năm 2024"), date_share("Ngày đăng: 05/07/2025")
    (1.0, 1.0)
    """
    low = text.lower()
    words = _WORD.findall(low)
    other = sum([len(word) for word in words if word not in _DATE_WORDS])
    if "tháng" in words:
        other -= MONTH_CHARS * len(_NAMED_MONTH.findall(low))
    if other > (1.01 - least) * len(text):
        return 1.0 - other / len(text)
    if any(word in low for word in _COUNTED):
        text = _COUNTER.sub("", text)
    rest = _DATE_DRESS.sub("", _DATE.sub("", text))
    return 1.0 - len(rest) / max(len(text), 1)


def without_date(text: str) -> str:
    """What stands beside the date in a line such as "Mai Khuê | 27/07/2024 10:30": here "Mai Khuê".

    >>> without_date("Mai Khuê | 10:30 27/07/2024")
    'Mai Khuê'
    """
    start, end = _date_span(text)
    kept = [_trimmed(piece) for half in (text[:start], text[end:]) for piece in _PIECES.split(half)]
    return " - ".join(piece for piece in kept if piece and not TOOL.match(piece))


def _trimmed(piece: str) -> str:
    piece = piece.strip(" ,;:-–—()")
    return f"{piece})" if piece.count("(") > piece.count(")") else piece


def date_part(text: str) -> str:
    """The date of a line with what belongs to it, without names or tools beside it.

    >>> date_part("Mai Khuê - Thứ Năm, 18/04/2024 - 14:05 | In bài")
    'Thứ Năm, 18/04/2024 - 14:05'
    """
    start, end = _date_span(text)
    return text[start:end].strip(" |-–—,;:•·").strip() or text


def _date_span(text: str) -> tuple[int, int]:
    match = DATE_GLANCE.search(text)
    if match is None:
        relative = RELATIVE_GLANCE.search(text)
        return relative.span() if relative else (len(text), len(text))
    head = _DATE_TAIL.search(text[: match.start()])
    if head and (name := _NAMED_LIKE_DATES.search(text[: match.start()])) and name.end() > head.start():
        head = _DATE_TAIL.match(text[: match.start()], name.end())
    part = _PART_OF_DAY.match(text, match.end()) if ":" in match[0] else None
    end = part.end() if part else match.end()
    tail = _DATE_HEAD.match(text[end:])
    return (head.start() if head else match.start()), end + (tail.end() if tail else 0)


_PART_OF_DAY = re.compile(r"\s(?:sáng|trưa|chiều|tối|đêm)\b", _I)
"""Behind an hour of twelve."""
_NAMED_LIKE_DATES = re.compile(
    r"\b(?!(?i:thứ|tháng|ngày|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|giêng|chạp|nhật) )[A-ZĐÀ-Ỹ]\w+"
    r" (?:Đăng|ĐĂNG|Năm|NĂM|Sa|SA)\b(?!\s*(?:[:：]|(?i:ngày|lúc|vào|tải)))"
)
"""A person's name that ends in a word which also means "published", "year" or "in the morning"."""
_PIECES = re.compile(r"[|•·]")
_DATE = re.compile(DATE_GLANCE.pattern, _I)
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = "january february march april may june july august september october november december"
_DATE_WORDS = frozenset(
    _WORD.findall(f"{_DATE_DRESS.pattern} {_DATE.pattern} {_COUNTER.pattern} am pm".lower())
    + [name for month in _MONTHS.split() for name in (month, month[:3], "sept")]
)
"""Words (and more) that may belong to a date line."""
_COUNTED = ("lượt", "lần", "xem", "view", "hit")
_NAMED_MONTH = re.compile(r"tháng\s+[^\W\d_]")
MONTH_CHARS = 9
"""So many letters after "tháng" may be the name of the month."""
_DRESS_WORDS = _DATE_DRESS.pattern.removesuffix(r"|[\d\W_]")
_ZONE = r"\(\s*(?:gmt|utc)\s*[+\-]\s*\d{1,2}(?::?\d\d)?\s*\)"
_DATE_HEAD = re.compile(rf"^(?:{_ZONE}|{_DRESS_WORDS}|[\d\s,;:|/.\-–—•·)'])+", _I)
_DATE_TAIL = re.compile(rf"(?:{_DRESS_WORDS}|[\d\s,;:|/.\-–—•·(])+$", _I)
