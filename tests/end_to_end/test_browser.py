"""The archive in a real browser: headless Chromium, driven through chromedriver. `SCREENSHOTS=docs pytest …` renews
the pictures of the documentation."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import served
from tests.end_to_end.commands import environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=vi",
)
PHONE, DESK = (375, 740), (1100, 820)

pytestmark = [
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER),
        reason="no Chromium with chromedriver here: apt-get install chromium chromium-driver",
    ),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real command, serving a crawled archive."""
    db = served.build(tmp_path_factory.mktemp("served"), small=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "newsarchive", "serve", "--db", str(db), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    yield found[0]
    process.terminate()
    process.stdout.close()
    assert process.wait(20) == 0


class Browser:
    """One page at a time. `complaints` are what its console said."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def size(self, width: int, height: int, scheme: str = "light") -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.driver.find_elements("css selector", selector)]

    def run(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def picture(self, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            self.driver.save_screenshot(str(Path(folder).resolve() / f"serve-{name}.png"))

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="selenium is not installed: pip install '.[dev]'"
    )
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.implicitly_wait(10)  # a page that follows a click or Enter may take its time
    yield driver
    driver.quit()


@pytest.fixture
def browser(driver: Any, address: str) -> Iterator[Browser]:
    """At the home page on a desk; the test fails if the console complained of anything."""
    browser = Browser(driver, address)
    browser.size(*DESK)
    browser.open("/lang/vi?to=/")
    browser.complaints()
    yield browser
    assert browser.complaints() == []


def test_search_without_marks_finds_the_seed_article(browser: Browser) -> None:
    browser.picture("home")
    browser.find("#q").send_keys("to chuc hoc tap\n")
    browser.picture("search")
    assert browser.texts("mark")[:4] == ["tổ", "chức", "học", "tập"]
    browser.find(".hits a").click()
    assert browser.find(".story h1").text.startswith("Đổi mới, sáng tạo việc tổ chức học tập")
    assert "26/01/2024" in browser.find(".published").text
    assert browser.find(".byline").text == "Mai Khuê - Cao Lâm"
    assert browser.texts("figcaption") == [
        "Đồng chí Cao Sơn Yên, Phó Bí thư Thường trực Quận ủy trao khen thưởng các tập thể có thành tích xuất sắc"
        " trong công tác tuyên giáo năm 2023."
    ]
    assert browser.run("document.querySelector('figure img').naturalWidth") > 100
    assert "được chọn" in browser.find("tr.won").text
    browser.picture("article")
    browser.run("document.querySelector('#facts').scrollIntoView()")
    browser.picture("witnesses")


def test_the_diff_of_a_revision_is_readable(browser: Browser) -> None:
    browser.open("/search?edited=1&q=hoc+tap")
    browser.find(".hits a").click()
    browser.find(".notice a").click()
    removed, added = browser.find(".diff del"), browser.find(".diff ins")
    assert "123" in removed.text
    assert "125" in added.text
    assert removed.value_of_css_property("text-decoration-line") == "line-through"
    assert removed.value_of_css_property("background-color") != added.value_of_css_property(
        "background-color"
    )
    assert [text.strip() for text in browser.texts(".diff h3")] == ["Thân bài", "Tác giả"]
    browser.picture("revision")


def test_a_phone_shows_every_page_without_scrolling_sideways(browser: Browser) -> None:
    browser.size(*PHONE, "dark")
    browser.open("/search?q=hoc+tap&edited=1")
    article = browser.find(".hits a").get_attribute("href").removeprefix(browser.address)
    for path in ("/", "/search?q=dang+bo", article, f"{article}/revision/2", "/changes", "/archive",
                 "/archive/articles", "/archive/articles/1", "/archive/original_bytes", "/nowhere"):  # fmt: skip
        browser.open(path)
        assert browser.run("document.documentElement.scrollWidth") <= PHONE[0], path
        assert float(browser.run("getComputedStyle(document.body).fontSize").removesuffix("px")) >= 16
        assert browser.run("innerWidth") == PHONE[0]
        if path == article:
            browser.picture("phone-dark")
        if path == "/nowhere":  # the browser itself notes the 404
            assert all("404" in text for text in browser.complaints())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, scheme: str) -> None:
    """Contrast of at least 4.5:1 (WCAG AA) for every colour pair in use."""
    browser.size(*DESK, scheme)
    browser.open("/changes")
    for selector in ("body", ".note", "main a", "button", ".badge.edited", ".badge.gone", ".meta"):
        assert browser.run(CONTRAST % selector) >= 4.5, selector


CONTRAST = """((element) => {
  const read = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  let ground = element;
  while (ground.parentElement && read(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const pair = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(read).map(light);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
})(document.querySelector('%s'))"""


def test_hostile_text_stays_text(browser: Browser) -> None:
    browser.open("/search?q=drop+table+articles")
    assert "<b>nóng</b>'; DROP TABLE articles; --" in browser.find(".hits h2").text
    browser.find(".hits a").click()
    assert "<script>alert(1)</script>" in browser.find(".body").text
    assert browser.run("document.querySelectorAll('main b, main script').length") == 0


def test_the_language_can_be_changed_and_stays(browser: Browser) -> None:
    browser.find(".lang a").click()
    assert browser.find("h1").text == "News archive"
    browser.open("/changes")
    assert browser.run("document.documentElement.lang") == "en"


def test_nothing_is_asked_of_another_machine(browser: Browser) -> None:
    browser.open("/search?q=doc+sach")
    browser.find(".hits a").click()
    loaded = browser.run("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert loaded
    assert {name.partition("/assets")[0].partition("/photo")[0] for name in loaded} == {browser.address}
