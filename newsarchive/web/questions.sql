-- published_in_month: What did each site publish in January 2024, and what says so?
-- Tháng 1/2024 mỗi trang đăng những gì, căn cứ vào đâu?
SELECT published_day, site, title, published_source, published_raw, id AS article_id
FROM articles
WHERE published_day BETWEEN '2024-01-01' AND '2024-01-31'
ORDER BY published_day, site;

-- articles_per_month: How many articles does the archive hold per month and site?
-- Mỗi tháng, mỗi trang có bao nhiêu bài trong kho?
SELECT month, site, articles
FROM months_view
WHERE month IS NOT NULL
ORDER BY month DESC, site;

-- articles_per_section: Which sections does a site have, from when to when?
-- Mỗi trang có những chuyên mục nào, từ bao giờ đến bao giờ?
SELECT site, section, count(*) AS articles, min(published_day) AS first_day, max(published_day) AS last_day
FROM articles
GROUP BY site, section
ORDER BY articles DESC;

-- edited_articles: Which articles were edited after they were first seen, when, and in which fields?
-- Bài nào đã bị sửa sau khi được ghi nhận, khi nào, ở phần nào?
SELECT r.seen_at, a.site, a.title, r.number AS revision, r.changed, a.id AS article_id
FROM revisions r
JOIN articles a ON a.id = r.article_id
WHERE r.number > 1
ORDER BY r.seen_at DESC;

-- title_changes: Which headlines were changed, from what to what?
-- Tít nào đã bị đổi, từ gì thành gì?
SELECT r.seen_at, old.title AS before, r.title AS after, r.article_id
FROM revisions r
JOIN revisions old ON old.article_id = r.article_id AND old.number = r.number - 1
WHERE r.title IS NOT old.title
ORDER BY r.seen_at DESC;

-- taken_down: Which articles did the site take down, and what were they called?
-- Bài nào đã bị trang gốc gỡ xuống?
SELECT gone_at, site, published_day, title, url, id AS article_id
FROM articles
WHERE gone_at IS NOT NULL
ORDER BY gone_at DESC;

-- lifetime: How long was each article that is gone known to stand?
-- Bài đã gỡ từng đứng trên trang bao lâu (tính từ lần thấy đầu)?
SELECT title, first_seen_at, last_seen_at, gone_at,
  round(julianday(last_seen_at) - julianday(first_seen_at), 1) AS days_seen, id AS article_id
FROM articles
WHERE gone_at IS NOT NULL
ORDER BY days_seen;

-- date_conflicts: Where do the places that state a date disagree (clocks and days of events left out)?
-- Bài nào có những nơi ghi ngày đăng không khớp nhau (không kể đồng hồ đầu trang, ngày của sự kiện)?
SELECT a.title, a.published_at, a.published_source, w.kind, w.value, w.raw, a.id AS article_id
FROM date_witnesses w
JOIN articles a ON a.id = w.article_id
WHERE w.agrees = 0 AND w.kind NOT IN ('clock', 'dateline')
ORDER BY a.published_day DESC, a.id;

-- who_says: What tells the publication dates, and how often?
-- Ngày đăng dựa vào đâu, bao nhiêu bài mỗi loại?
SELECT coalesce(published_source, 'not known') AS told_by, published_precision AS precision, count(*) AS articles
FROM articles
GROUP BY published_source, published_precision
ORDER BY articles DESC;

-- undated: Which articles have no date, and between which days must they lie?
-- Bài nào không rõ ngày đăng, và chắc nằm trong khoảng nào?
SELECT title, published_earliest, published_latest, first_seen_at, id AS article_id
FROM articles
WHERE published_at IS NULL
ORDER BY published_latest;

-- event_and_publication: How many days lie between an event and its article?
-- Từ lúc sự kiện diễn ra đến lúc đăng bài là mấy ngày?
SELECT event_date, published_day, julianday(published_day) - julianday(event_date) AS days_later, title,
  id AS article_id
FROM articles
WHERE event_date IS NOT NULL AND length(published_day) = 10
ORDER BY days_later DESC, published_day;

-- authors: Who wrote how many articles, in which years?
-- Ai viết bao nhiêu bài, trong những năm nào?
SELECT author.value AS author, count(*) AS articles, min(a.published_day) AS first_day, max(a.published_day) AS last_day
FROM articles a, json_each(a.authors) AS author
GROUP BY author.value
ORDER BY articles DESC, author;

-- without_byline: Which articles carry no byline?
-- Bài nào không ghi tên tác giả?
SELECT published_day, site, section, title, id AS article_id
FROM articles
WHERE byline IS NULL
ORDER BY published_day DESC;

-- photo_credits: Whose photos are these, as credited?
-- Ảnh được ghi công cho ai, bao nhiêu ảnh?
SELECT credit, count(*) AS photos, min(published_day) AS first_day, max(published_day) AS last_day
FROM photos_view
WHERE credit IS NOT NULL
GROUP BY credit
ORDER BY photos DESC, credit;

-- captions: Which photo captions name a person or an office (here: Đồng chí)?
-- Chú thích ảnh nào có nhắc đến một người hay chức danh (ở đây: Đồng chí)?
SELECT published_day, caption, credit, title, article_id
FROM photos_view
WHERE caption LIKE '%Đồng chí%'
ORDER BY published_day DESC;

-- photos_not_kept: Which photos were named on a page but are not in the archive?
-- Ảnh nào có trên trang mà không có trong kho?
SELECT p.url, p.caption, g.state, g.last_error, p.article_id
FROM photos p
LEFT JOIN pages g ON g.url = p.url
WHERE p.snapshot_id IS NULL;

-- original_bytes: Where are the original bytes of an article, and what is their digest?
-- Bản gốc của bài nằm ở đâu, mã băm là gì?
SELECT s.fetched_at, s.sha256, s.bytes, s.warc_file, s.warc_offset, s.warc_length, a.title, a.id AS article_id
FROM articles a
JOIN pages p ON p.site = a.site AND p.source_id = a.source_id
JOIN snapshots s ON s.page_id = p.id
WHERE a.source_id = '1491917573'
ORDER BY s.fetched_at;

-- same_article_twice: Under which addresses was one article met (mirror hosts, changed slugs)?
-- Một bài đã gặp dưới những địa chỉ nào (máy chủ phụ, đường dẫn đổi)?
SELECT a.id AS article_id, a.title, count(DISTINCT s.url) AS addresses, group_concat(DISTINCT s.url) AS urls
FROM articles a
JOIN pages p ON p.site = a.site AND p.source_id = a.source_id
JOIN snapshots s ON s.page_id = p.id
GROUP BY a.id
ORDER BY addresses DESC, a.id
LIMIT 50;

-- not_in_the_archive: What was met but could not be had, and why?
-- Trang nào đã thấy địa chỉ mà chưa lấy được, vì sao?
SELECT site, kind, state, coalesce(last_error, 'not asked for yet') AS why, count(*) AS pages, min(url) AS example
FROM pages
WHERE state IN ('pending', 'failed', 'skipped')
GROUP BY site, kind, state, why
ORDER BY pages DESC;

-- words_on_the_day: Which articles speak of something (here: chi bộ), without any program of ours?
-- Bài nào có nhắc đến một cụm từ (ở đây: chi bộ), chỉ bằng SQL?
SELECT a.published_day, a.title, snippet(articles_fts, 1, '[', ']', ' … ', 16) AS place, a.id AS article_id
FROM articles_fts
JOIN articles a ON a.id = articles_fts.rowid
WHERE articles_fts MATCH 'text : "chi bộ"'
ORDER BY articles_fts.rowid DESC
LIMIT 50;

-- runs: When did we look, what came of it, and how did each crawl end?
-- Đã thu thập những lần nào, được gì, kết thúc ra sao?
SELECT started_at, site, outcome, pages, new, changed, missing, gone, failed, version
FROM runs
ORDER BY started_at DESC;

-- findings: What should a person look at, most frequent first?
-- Những điều gì cần người xem lại, nhiều nhất trước?
SELECT code, severity, count(*) AS times, max(last_at) AS last_seen, min(message) AS example
FROM findings
GROUP BY code, severity
ORDER BY times DESC;
