"""From the settings file's words to the targets of alerts."""

from newsarchive.config.load import Config
from newsarchive.report.senders import Targets


def alert_targets(config: Config) -> Targets:
    """Where alerts go; the contact address is the sender of mail where nothing else is set."""
    alerts = config.alerts
    return Targets(
        command=alerts.command,
        email_to=alerts.email_to,
        email_from=alerts.email_from or (config.contact if "@" in config.contact else ""),
        smtp_host=alerts.smtp_host,
        smtp_port=alerts.smtp_port,
        smtp_security=alerts.smtp_security,
        smtp_user=alerts.smtp_user,
        smtp_password=alerts.smtp_password,
        webhook=alerts.webhook,
    )
