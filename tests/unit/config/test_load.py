"""What holds in the end, and one clear sentence for every mistake."""

from pathlib import Path

import pytest

from newsarchive.config.keys import NightPause
from newsarchive.config.load import MASK, load
from newsarchive.config.scrapy import site_settings
from newsarchive.errors import ConfigError

FULL = """\
# who we are
contact = "archive@example.org"
db = "papers.db"
delay = 2
night_pause = "22:00-05:30"

[alerts]
email_to = ["desk@example.org"]
smtp_port = 25

[sites.thanhuytphcm]
delay = 4.5
photos = false
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "newsarchive.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_defaults_hold(tmp_path: Path) -> None:
    config = load({}, tmp_path)
    assert (config.file, config.contact, config.db, config.delay) == (None, "", Path("data/archive.db"), 1.0)
    assert {each.source for each in config.effective} == {"default"}


def test_the_file_beside_one_is_read(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    config = load({}, tmp_path)
    assert config.contact == "archive@example.org"
    assert config.db == tmp_path / "papers.db"
    assert str(config.night_pause) == "22:00-05:30"
    assert config.alerts.email_to == ("desk@example.org",)
    assert config.sites == {"thanhuytphcm": {"delay": 4.5, "photos": False}}
    assert "archive@example.org" in config.user_agent


def test_every_value_says_where_it_comes_from(tmp_path: Path) -> None:
    path = write(tmp_path, FULL)
    config = load({"NEWSARCHIVE_DELAY": "9"}, tmp_path)
    sources = {each.name: each.source for each in config.effective}
    assert sources["contact"] == f"{path}, line 2"
    assert sources["alerts.smtp_port"] == f"{path}, line 9"
    assert sources["delay"] == "environment NEWSARCHIVE_DELAY"
    assert sources["sites.thanhuytphcm.photos"] == f"{path}, line 13"
    assert sources["photos"] == "default"
    assert config.delay == 9.0


def test_a_variable_may_name_the_file(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.toml"
    other.write_text('contact = "a@b.vn"', encoding="utf-8")
    assert load({"NEWSARCHIVE_CONFIG": str(other)}, tmp_path / "x").contact == "a@b.vn"


def test_the_users_own_file_comes_last(tmp_path: Path) -> None:
    own = tmp_path / "newsarchive" / "config.toml"
    own.parent.mkdir()
    own.write_text("delay = 3", encoding="utf-8")
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert load(environment, tmp_path / "nowhere").delay == 3.0
    write(tmp_path, "delay = 4")
    assert load(environment, tmp_path).delay == 4.0


def test_a_database_from_the_environment_is_relative_to_here(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    assert load({"NEWSARCHIVE_DB": "mine.db"}, tmp_path).db == Path("mine.db")


def test_secrets_come_from_the_environment_and_are_masked(tmp_path: Path) -> None:
    config = load({"NEWSARCHIVE_ALERTS_SMTP_PASSWORD": "hunter2"}, tmp_path)
    assert config.alerts.smtp_password == "hunter2"
    shown = {each.name: each.shown for each in config.effective}
    assert shown["alerts.smtp_password"] == MASK


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('contct = "a@b.vn"', 'line 1: there is no setting "contct"; did you mean "contact"?'),
        ('\n[alert]\ncommand = "x"', 'line 3: there is no setting "alert.command"; did you mean "alerts.command"?'),
        ('delay = "slow"', 'line 1: delay must be a number of seconds, 0 or more, not the text "slow".'),
        ('delay = "5"', 'line 1: delay must be a number of seconds, 0 or more, not the text "5".'),
        ("delay = -1", "delay must be a number of seconds, 0 or more, not -1."),
        ("photos = 1", "photos must be true or false, not 1."),
        ('contact = "me"', "contact must be an e-mail address or a web page"),
        ('user_agent = "ours {name}"', "user_agent must be a text in which braces stand round version and"),
        ('user_agent = "Googlebot/2.1"', "user_agent must be your own name, not a search engine's"),
        ('night_pause = "late"', 'night_pause must be hours of the day, like "22:00-05:00"'),
        ('night_pause = "25:00-05:00"', "night_pause must be hours of the day"),
        ('[alerts]\nemail_to = "me"', "line 2: alerts.email_to must be a list of e-mail addresses"),
        ('[alerts]\nsmtp_password = "x"', "is a secret; take it out of the file and set NEWSARCHIVE_ALERTS_SMTP_"),
        ("[sites.a]\ndellay = 3", 'there is no setting "sites.a.dellay"; did you mean "delay"?'),
        ("[sites.a]\ncontact = 3", "a site can have delay, pages_per_day, night_pause, photos."),
        ("[sites]\ndelay = 3", "settings of one site stand under [sites.ID]."),
        ("delay = ", "is not valid TOML"),
        ('db = ""', 'line 1: db must be the path of a file, like "data/archive.db", not the text "".'),
        ('db = "."', "line 1: db must be the path of a file, not of the folder"),
    ],
)  # fmt: skip
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, sentence: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load({}, tmp_path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_the_value_of_a_secret_in_the_file_is_not_repeated(tmp_path: Path) -> None:
    write(tmp_path, '[alerts]\nwebhook = "https://example.org/key-123"')
    with pytest.raises(ConfigError) as caught:
        load({}, tmp_path)
    assert "key-123" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("NEWSARCHIVE_PAGES_PER_DAY", "many", "NEWSARCHIVE_PAGES_PER_DAY must be a whole number, 1 or more"),
        ("NEWSARCHIVE_PHOTOS", "perhaps", "NEWSARCHIVE_PHOTOS must be true or false"),
        (
            "NEWSARCHIVE_DB",
            "/",
            "environment NEWSARCHIVE_DB: db must be the path of a file, not of the folder /.",
        ),
        (
            "NEWSARCHIVE_CONFIG",
            "/nowhere/x.toml",
            "NEWSARCHIVE_CONFIG names /nowhere/x.toml, which is not there.",
        ),
    ],
)
def test_mistakes_in_the_environment_are_named(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    with pytest.raises(ConfigError, match="NEWSARCHIVE") as caught:
        load({name: value}, tmp_path)
    assert sentence in str(caught.value)


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "newsarchive.toml").write_bytes(b'contact = "\xff"')
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load({}, tmp_path)


def test_settings_of_one_site_in_scrapys_words(tmp_path: Path) -> None:
    write(tmp_path, '[sites.x]\ndelay = 7\nnight_pause = "01:00-02:00"\npages_per_day = 10')
    assert site_settings(load({}, tmp_path))["x"] == {
        "DOWNLOAD_DELAY": 7.0,
        "AUTOTHROTTLE_START_DELAY": 7.0,
        "NEWSARCHIVE_NIGHT_PAUSE": "01:00-02:00",
        "NEWSARCHIVE_PAGES_PER_DAY": 10,
    }


def test_the_contact_always_stands_in_the_user_agent(tmp_path: Path) -> None:
    write(tmp_path, 'contact = "a@b.vn"\nuser_agent = "Thư viện/1"')
    assert load({}, tmp_path).user_agent == "Thư viện/1 (contact: a@b.vn)"


def test_a_pause_ends_at_midnight() -> None:
    from newsarchive.config.keys import BY_NAME

    pause = BY_NAME["night_pause"].read("22:00-24:00")
    assert isinstance(pause, NightPause)
    assert str(pause) == "22:00-00:00"
