"""Mailboxes from which official documents are taken in."""

from . import env

MAIL_READER = "motcua.integrations.imap.mailbox.ImapMailbox"
MAILBOXES = dict(
    each.split("=", 1)
    for each in env.text(
        "MOTCUA_MAILBOXES",
        default="",
        meaning="Mailboxes of authorities, by blank: code=imaps://user:password@host/INBOX.",
    ).split()
)
