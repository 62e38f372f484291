"""Every label of the pages, in Vietnamese and English."""

from typing import Literal

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")

LABELS: dict[str, tuple[str, str]] = {
    # frame
    "archive": ("Kho lưu trữ tin tức", "News archive"),
    "skip": ("Đến nội dung", "Skip to content"),
    "home": ("Trang đầu", "Home"),
    "articles": ("Bài viết", "Articles"),
    "changes": ("Thay đổi", "Changes"),
    "data": ("Dữ liệu", "Data"),
    "main_menu": ("Trình đơn chính", "Main menu"),
    "language": ("Ngôn ngữ", "Language"),
    "read_only": (
        "Chỉ để đọc. Giờ ghi nhận là giờ Việt Nam.",
        "Read-only. Times of capture are Vietnam's clock.",
    ),
    "powered": ("Dựng trên Datasette", "Built on Datasette"),
    # search
    "search": ("Tìm", "Search"),
    "search_label": ("Từ cần tìm", "Words to look for"),
    "search_help": (
        "Gõ không dấu thì tìm mọi dấu: dang bo = Đảng bộ. Gõ có dấu thì tìm đúng dấu. "
        '"Cụm từ", -bỏ, OR, đầu* đều được.',
        "Without marks every marking fits: dang bo finds Đảng bộ. With marks, marks matter."
        ' "Phrase", -without, OR, start*.',
    ),
    "filters": ("Lọc", "Filters"),
    "all": ("Tất cả", "All"),
    "site": ("Báo, trang", "Site"),
    "section": ("Chuyên mục", "Section"),
    "since": ("Từ ngày", "From day"),
    "until": ("Đến ngày", "To day"),
    "byline": ("Tên tác giả", "Byline as printed"),
    "with_photo": ("Có ảnh", "With photo"),
    "only_gone": ("Đã bị gỡ", "Taken down"),
    "only_edited": ("Đã bị sửa", "Edited"),
    "undated_too": ("Cả bài không rõ ngày", "Undated ones too"),
    "sort": ("Thứ tự", "Order"),
    "best": ("Phù hợp nhất", "Best first"),
    "newest": ("Mới nhất", "Newest first"),
    "oldest": ("Cũ nhất", "Oldest first"),
    "nothing": ("Không tìm thấy bài nào.", "Nothing found."),
    "no_words": ("Chưa có từ nào để tìm.", "There is no word to look for."),
    "found": ("Số bài tìm thấy", "Articles found"),
    "more_than": ("hơn", "more than"),
    "left_undated": ("bài không rõ ngày không tính vào đây", "without a date are left out"),
    "bad_day": ("Ngày viết như 2024-01-31:", "Write days like 2024-01-31:"),
    "next": ("Trang sau", "Next page"),
    "previous": ("Trang trước", "Previous page"),
    "pages": ("Các trang kết quả", "Result pages"),
    "as_json": ("Dạng JSON", "As JSON"),
    "as_csv": ("Lấy danh sách này ra CSV mở được bằng Excel:", "These as CSV that opens in Excel:"),
    # home
    "totals": ("Có trong kho", "In the archive"),
    "photos": ("Ảnh", "Photos"),
    "captures": ("Lần lưu", "Captures"),
    "edited": ("Đã sửa", "Edited"),
    "gone": ("Đã gỡ", "Taken down"),
    "moved": ("Chuyển địa chỉ", "Moved"),
    "missing": ("Tạm mất", "Missing"),
    "returned": ("Trở lại", "Returned"),
    "undated": ("Không rõ ngày", "Undated"),
    "original_bytes": ("Bản gốc", "Original bytes"),
    "span": ("Khoảng ngày đăng", "Days of publication"),
    "per_month": ("Số bài mỗi tháng", "Articles per month"),
    "highest": ("Nhiều nhất trong một tháng", "Most in one month"),
    "sites": ("Các trang được lưu", "Sites"),
    "pending": ("Đang chờ", "Waiting"),
    "failed": ("Chưa lấy được", "Failed"),
    "last_run": ("Lần chạy cuối", "Last run"),
    "newest_articles": ("Bài mới nhất", "Newest articles"),
    "questions": ("Câu hỏi thường gặp", "Questions archivists ask"),
    "all_tables": ("Mọi bảng và câu hỏi SQL", "All tables and SQL"),
    "empty": ("Kho chưa có bài nào.", "The archive has no article yet."),
    # article
    "untitled": ("(không có tít)", "(no title)"),
    "published": ("Ngày đăng", "Published"),
    "unknown_date": ("Không rõ ngày đăng", "Date of publication not known"),
    "between": ("trong khoảng", "between"),
    "and": ("và", "and"),
    "updated": ("Cập nhật", "Updated"),
    "photo_missing": ("Ảnh không có trong kho", "This photo is not in the archive"),
    "credit": ("Ảnh", "Photo"),
    "authors": ("Tác giả", "Authors"),
    "agency": ("Nguồn tin", "Agency"),
    "tags": ("Từ khóa", "Tags"),
    "dateline": ("Dòng đầu tin", "Dateline"),
    "event": ("Ngày của sự kiện", "Day of the event"),
    "address": ("Địa chỉ", "Address"),
    "first_seen": ("Thấy lần đầu", "First seen"),
    "last_seen": ("Thấy lần cuối", "Last seen"),
    "facts": ("Về bài này", "About this article"),
    "gone_notice": ("Bài này đã bị gỡ khỏi trang gốc, ghi nhận lúc", "The site took this article down, seen"),
    "missing_notice": ("Trang gốc tạm không còn bài này, từ", "The site has not shown this article since"),
    "edited_notice": ("Bài này đã được sửa sau khi đăng:", "This article was edited after publication:"),
    "witnesses": ("Ngày đăng: các căn cứ", "The date: what says so"),
    "witness": ("Căn cứ", "Witness"),
    "as_printed": ("Ghi trên trang", "As printed"),
    "value": ("Đọc là", "Read as"),
    "verdict": ("Kết luận", "Verdict"),
    "won": ("được chọn", "chosen"),
    "agrees": ("khớp", "agrees"),
    "differs": ("không khớp", "differs"),
    "not_compared": ("không xét", "not compared"),
    "unreadable": ("không đọc được", "not readable"),
    "stated_on": ("Ghi nhận lúc", "Captured"),
    "revisions": ("Các phiên bản", "Revisions"),
    "revision": ("Phiên bản", "Revision"),
    "first_text": ("bản đầu tiên", "first text"),
    "current": ("hiện tại", "current"),
    "show_diff": ("xem chỗ đã sửa", "see what changed"),
    "seen": ("Thấy lúc", "Seen"),
    "download": ("Tải về", "Download"),
    "download_help": (
        "Tải đúng từng byte như trang đã gửi, dạng văn bản; không chạy trong trình duyệt này.",
        "Byte for byte as the site sent them, as text; nothing of them runs in this browser.",
    ),
    "same_bytes": ("cùng nội dung với lần lưu", "same bytes as capture"),
    "status": ("Mã HTTP", "Status"),
    "size": ("Cỡ", "Size"),
    "findings": ("Điều cần xem lại", "Findings"),
    "row": ("Hàng trong cơ sở dữ liệu", "Row in the database"),
    # revision
    "what_changed": ("Khác gì so với phiên bản trước", "What changed since the revision before"),
    "diff_legend": ("gạch bỏ: đã mất · gạch chân: mới thêm", "struck out: removed · underlined: added"),
    "nothing_changed": (
        "Đây là bản đầu tiên, chưa có gì để so.",
        "This is the first text: nothing to compare.",
    ),
    "whole_text": ("Toàn văn phiên bản này", "The whole text of this revision"),
    "back": ("Về bài viết", "Back to the article"),
    "removed": ("bỏ", "removed"),
    "added": ("thêm", "added"),
    # changes
    "changes_help": (
        "Bài đã bị sửa, gỡ hay trở lại sau khi đăng, mới thấy trước.",
        "What was edited, taken down or came back after publication, last seen first.",
    ),
    "kind": ("Loại", "Kind"),
    "show": ("Xem", "Show"),
    "no_changes": ("Chưa thấy thay đổi nào.", "No change was seen."),
    # fields of a revision
    "f_title": ("Tít", "Title"),
    "f_kicker": ("Dòng trên tít", "Kicker"),
    "f_lead": ("Sa-pô", "Lead"),
    "f_body": ("Thân bài", "Body"),
    "f_byline": ("Tác giả", "Byline"),
    "f_photos": ("Ảnh và chú thích", "Photos and captions"),
    # kinds of witnesses
    "w_structured": ("Dữ liệu máy của bài", "Structured data"),
    "w_printed": ("Ngày in ở tít", "Printed at the title"),
    "w_updated": ("Giờ cập nhật", "Printed update"),
    "w_updated-only": ("Chỉ có giờ cập nhật", "Only an update"),
    "w_feed": ("Nguồn RSS", "Feed"),
    "w_sitemap": ("Sơ đồ trang", "News sitemap"),
    "w_listing": ("Danh sách bài", "Listing"),
    "w_photo": ("Đường dẫn ảnh của bài", "Path of its own photo"),
    "w_url": ("Địa chỉ bài", "Its address or id"),
    "w_dateline": ("Ngày của sự kiện trong bài", "Dateline (the event)"),
    "w_id-bounds": ("Số thứ tự của bài", "Counter in its id"),
    "w_clock": ("Đồng hồ đầu trang", "Clock in the masthead"),
    # outcomes of runs
    "o_finished": ("xong", "finished"),
    "o_interrupted": ("bị ngắt", "interrupted"),
    "o_failed": ("hỏng", "failed"),
    # errors
    "error": ("Không được", "That did not work"),
    "not_found": ("Không có trang này trong kho.", "There is no such page in this archive."),
    "too_slow": (
        "Câu hỏi này mất quá nhiều thời gian; hãy lọc hẹp hơn.",
        "This took too long: narrow it down.",
    ),
    # tables and SQL
    "tables": ("Các bảng", "Tables"),
    "views": ("Các khung nhìn", "Views"),
    "rows": ("Số hàng", "Rows"),
    "run_sql": ("Chạy SQL", "Run SQL"),
    "sql": ("Câu lệnh SQL (chỉ đọc)", "SQL (read-only)"),
    "apply": ("Lọc", "Apply"),
    "facets": ("Nhóm theo", "Facets"),
    "no_rows": ("Không có hàng nào.", "No rows."),
    "edit_sql": ("Sửa câu này", "Edit this SQL"),
    "linked_from": ("Các bảng trỏ đến đây", "Links from other tables"),
    "definition": ("Định nghĩa", "Definition"),
    "column": ("Cột", "Column"),
    "condition": ("Điều kiện", "Condition"),
    "none": ("không lọc", "no filter"),
}


def label(key: str, lang: Lang) -> str:
    """A label. Keys that come from data (kinds of witnesses, fields) stand for themselves where unknown.

    >>> label("search", "vi"), label("w_photo", "en"), label("w_new-kind", "en")
    ('Tìm', 'Path of its own photo', 'new-kind')
    """
    found = LABELS.get(key)
    if found is not None:
        return found[LANGUAGES.index(lang)]
    prefix, _, rest = key.partition("_")
    if prefix in ("w", "f", "o") and rest:
        return rest
    raise KeyError(key)


def choose(cookie: str | None, accepted: str) -> Lang:
    """The language of a reader: as chosen here before, else as the browser asks, else Vietnamese.

    >>> choose("en", "vi"), choose(None, "en-GB,en;q=0.8"), choose("x", "fr, vi;q=0.5")
    ('en', 'en', 'vi')
    """
    for lang in LANGUAGES:
        if cookie == lang:
            return lang
    for part in accepted.split(","):
        start = part.strip()[:2].lower()
        for lang in LANGUAGES:
            if start == lang:
                return lang
    return "vi"
