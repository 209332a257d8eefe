"""Letters of a real mailbox (dovecot): each is taken in once, or named with a reason."""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from motcua.modules.office.incoming import queries, tasks
from motcua.modules.office.incoming.models import Document, Mail
from motcua.modules.office.incoming.tests import factories as make
from motcua.modules.office.incoming.types import Source

PASSWORD = "mat-khau"  # noqa: S105 - of a server that lives for this test
CONFIG = """
base_dir = {here}/run
log_path = {here}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:~/mail
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={here}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def line():
    """A mail server of this machine; returns a line to its mailbox."""
    with tempfile.TemporaryDirectory(prefix="mail") as folder:
        yield from _serve(Path(folder))


def _serve(here):
    here.chmod(0o755)  # as root, the server reads mail as nobody
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    (here / "home").mkdir()
    if os.getuid() == 0:
        os.chown(here / "home", owner.pw_uid, owner.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    facts = {"user": owner.pw_name, "group": grp.getgrgid(owner.pw_gid).gr_name}
    facts |= {"uid": str(owner.pw_uid), "gid": str(owner.pw_gid), "password": PASSWORD}
    (here / "conf").write_text(CONFIG.format(here=here, port=port, **facts))
    program = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:" + os.environ["PATH"])
    server = subprocess.Popen([str(program), "-F", "-c", str(here / "conf")])  # noqa: S603 - a peer
    try:
        line = _connected(port)
        line.login("vanthu", PASSWORD)
        line.address = f"imap://vanthu:{PASSWORD}@127.0.0.1:{port}/INBOX"
        yield line
        line.logout()
    finally:
        server.terminate()
        server.wait(timeout=20)


def _connected(port):
    for _attempt in range(200):
        try:
            return imaplib.IMAP4("127.0.0.1", port)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the mail server does not begin")


def _letter(number, *files, subject="Gửi báo cáo quý III", text="Kính gửi quý cơ quan."):
    letter = EmailMessage(policy=SMTP)
    letter["From"] = "Sở Tư pháp Hải Phòng <vanthu@sotuphap.example.vn>"
    letter["To"] = "vanthu@hongbang.example.vn"
    letter["Subject"] = subject
    letter["Date"] = "Tue, 05 Mar 2024 08:15:00 +0700"
    letter["Message-ID"] = f"<{number}@sotuphap.example.vn>"
    letter.set_content(text)
    for name, content in files:
        letter.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return letter.as_bytes()


def _put(line, *letters):
    for each in letters:
        assert line.append("INBOX", None, None, each)[0] == "OK"


def _fetch(line):
    return tasks.fetch_from("H24.12", line.address)


def test_each_letter_is_taken_in_once_with_its_files_or_named_with_a_reason(office, line):
    pdf = make.letter(office, subject="rà soát thủ tục hành chính")
    _put(
        line,
        _letter(1, ("cong-van.pdf", pdf), ("la.exe", b"MZ\x90\x00"), ("phu-luc.pdf", pdf)),
        _letter(2, subject="Mời họp giao ban", text="Mời dự họp lúc 8 giờ.\nTrân trọng."),
        _letter(3, subject="Độ mật: Tối mật"),
    )
    assert _fetch(line) == 3
    assert _fetch(line) == 0

    first, second = Document.objects.order_by("arrived_at", "id")
    assert (first.source, first.sender_address) == (Source.EMAIL, "vanthu@sotuphap.example.vn")
    assert first.subject == "rà soát thủ tục hành chính"
    names = [(each["filename"], bool(each["file_id"])) for each in first.attachments]
    assert names == [("la.exe", False), ("phu-luc.pdf", True)]
    assert first.attachments[0]["withheld"]
    assert (second.author, second.subject) == ("Sở Tư pháp Hải Phòng", "Mời họp giao ban")
    text, _pages = queries.read_pdf(make.content_of(second))
    assert "Mời dự họp lúc 8 giờ." in text
    (refused,) = queries.list_refused_mail(actor=office.actor("clerk"))
    assert "ật" in refused.refused
    assert not queries.list_refused_mail(actor=office.actor("drafter")).exists()

    line.select("INBOX", readonly=True)
    _kind, unread = line.search(None, "UNSEEN")
    assert len(unread[0].split()) == 3  # what people see of the mailbox did not change


def test_the_same_letter_under_another_number_or_in_a_new_mailbox_is_no_second_document(
    office, line
):
    letter = _letter(9, subject="Báo cáo tháng")
    _put(line, letter, letter)
    _fetch(line)
    assert Document.objects.filter(subject="Báo cáo tháng").count() == 1
    Mail.objects.update(validity=1)  # as if the mailbox had been made anew: all letters are new
    before = Document.objects.count()
    assert _fetch(line) > 1
    assert Document.objects.count() == before
    assert Document.objects.filter(subject="Báo cáo tháng").count() == 1


def test_a_silent_mailbox_does_not_keep_the_others_from_being_read(office, line, settings, caplog):
    settings.MAILBOXES = {"H24.12.22": "imap://x:y@127.0.0.1:1/INBOX", "H24.12": line.address}
    _put(line, _letter(12, subject="Thư sau"))
    tasks.fetch_mail()
    assert "H24.12.22" in caplog.text
    assert Document.objects.filter(subject="Thư sau").exists()
    assert office
