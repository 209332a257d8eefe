"""What an e-mail holds, however badly it is made."""

import pytest

from motcua.modules.office.incoming import rules

HTML = b"""From: =?utf-8?b?U+G7nyBUxrAgcGjDoXA=?= <vanthu@stp.example.vn>
Subject: =?utf-8?q?B=C3=A1o_c=C3=A1o?=
Date: Tue, 05 Mar 2024 08:15:00 +0700
Message-ID: <1@stp.example.vn>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<style>p {color: red}</style><p>K&iacute;nh g&#7917;i</p><p>Tr&acirc;n tr&#7885;ng</p>
"""


def test_a_letter_in_html_is_read_as_its_words():
    letter = rules.open_letter(HTML)
    assert (letter.sender_name, letter.sender_address) == ("Sở Tư pháp", "vanthu@stp.example.vn")
    assert (letter.subject, letter.text) == ("Báo cáo", "Kính gửi\nTrân trọng")
    assert letter.sent_at is not None
    assert letter.files == ()


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xff\xfe\x00",
        b"From: <<>>\r\nDate: yesterday\r\n\r\nx",
        b"Content-Type: text/plain; charset=nonsense\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Disposition: attachment",
    ],
)
def test_a_damaged_letter_is_opened_as_far_as_it_goes(source):
    letter = rules.open_letter(source)
    assert letter.message_id.startswith("<")
    assert letter.sent_at is None
