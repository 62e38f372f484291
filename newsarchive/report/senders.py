"""The ways an alert takes to a person: a command, mail, a webhook."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsarchive.model.alert import Alert

TIMEOUT_SECONDS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Targets:
    """Where alerts go; empty strings for ways that are not used."""

    command: str = ""
    email_to: tuple[str, ...] = ()
    email_from: str = ""
    smtp_host: str = "localhost"
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = ""
    webhook: str = ""

    def senders(self) -> dict[str, Callable[[Sequence[Alert]], None]]:
        """The ways in use by name. Each raises OSError or a subclass where it fails."""
        ways: dict[str, Callable[[Sequence[Alert]], None]] = {}
        if self.command:
            ways["command"] = self._run
        if self.email_to:
            ways["mail"] = self._mail
        if self.webhook:
            ways["webhook"] = self._post
        return ways

    def _run(self, alerts: Sequence[Alert]) -> None:
        try:
            subprocess.run(
                ["/bin/sh", "-c", self.command],
                input=text_of(alerts),
                text=True,
                check=True,
                capture_output=True,
                timeout=TIMEOUT_SECONDS,
                env=os.environ | {"NEWSARCHIVE_ALERT": json.dumps(_object(alerts), ensure_ascii=False)},
            )
        except subprocess.CalledProcessError as error:
            raise OSError(f"it ended with {error.returncode}: {error.stderr.strip()[:200]}") from error
        except subprocess.TimeoutExpired as error:
            raise OSError(f"it did not end within {TIMEOUT_SECONDS} s") from error

    def _mail(self, alerts: Sequence[Alert]) -> None:
        import smtplib
        import ssl
        from email.message import EmailMessage

        message = EmailMessage()
        first = " ".join(alerts[0].cause.message.split())
        more = f" (and {len(alerts) - 1} more)" if len(alerts) > 1 else ""
        message["Subject"] = f"newsarchive: {first[:120]}{more}"
        message["From"] = self.email_from or self.email_to[0]
        message["To"] = ", ".join(self.email_to)
        message.set_content(text_of(alerts))
        context = ssl.create_default_context()
        if self.smtp_security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.smtp_host, self.smtp_port, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.smtp_host, self.smtp_port, timeout=TIMEOUT_SECONDS)
        with server:
            if self.smtp_security == "starttls":
                server.starttls(context=context)
            if self.smtp_user:
                server.login(self.smtp_user, self.smtp_password)
            server.send_message(message)

    def _post(self, alerts: Sequence[Alert]) -> None:
        import urllib.request

        request = urllib.request.Request(
            self.webhook,
            data=json.dumps(_object(alerts), ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "newsarchive"},
            method="POST",
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            answer.read(1000)


def text_of(alerts: Sequence[Alert]) -> str:
    """One sentence a line."""
    return "".join(" ".join(alert.cause.message.split()) + "\n" for alert in alerts)


def _object(alerts: Sequence[Alert]) -> dict[str, object]:
    """`text` is what chat services show; `alerts` is for programs."""
    return {"text": text_of(alerts).rstrip("\n"), "alerts": [alert.to_dict() for alert in alerts]}
