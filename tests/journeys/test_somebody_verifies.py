"""Somebody from outside holds three signed files and wants to know what each is worth."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.signers import SimpleSigner

from motcua.kernel.signatures.tests.factories import (
    LEADER,
    SEAL,
    birth_certificate,
    now,
    put_signature,
)

pytestmark = pytest.mark.usefixtures("live_server")


def signed_elsewhere(pdf, folder):
    """Return the file signed with a key that no authority of ours knows."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Công ty Không Rõ")])
    at = now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    (folder / "k.pem").write_bytes(key.private_bytes(pem, pkcs8, plain))
    (folder / "c.pem").write_bytes(made.public_bytes(pem))
    signer = SimpleSigner.load(str(folder / "k.pem"), str(folder / "c.pem"))
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    metadata = PdfSignatureMetadata(field_name="Ky")
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright keeps a loop in this thread
        elsewhere.submit(sign_pdf, writer, metadata, signer=signer, output=out).result()
    return out.getvalue()


@pytest.fixture
def files(authority, tmp_path):
    """Return a file of ours, the same with one byte changed, and one from elsewhere."""
    unsigned = birth_certificate()
    ours = put_signature(put_signature(unsigned, LEADER), SEAL)
    changed = bytearray(ours)
    changed[3000] ^= 1
    made = {"ours": ours, "changed": changed, "other": signed_elsewhere(unsigned, tmp_path)}
    for name, content in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    return tmp_path


def test_somebody_reads_what_each_of_three_files_is_worth(open_page, hands, seen, files):
    page = open_page("/", width=390, height=844)
    page.get_by_role("link", name="Kiểm tra giấy tờ ký số").first.click()
    who = hands(page, seen)
    seen(page)

    def verdict_on(name):
        who.attach(0, files / f"{name}.pdf")
        page.get_by_role("button", name="Kiểm tra tệp").click()
        page.locator(".mc-verdict").wait_for()
        seen(page)
        return page.locator("main").inner_text()

    said = verdict_on("ours")
    assert "Giấy tờ thật" in said
    assert "Nguyễn Hữu Đường" in said
    assert "Ủy ban nhân dân phường Sở Dầu" in said
    who.follow("Kiểm tra tệp khác")
    said = verdict_on("changed")
    assert "Không phải giấy tờ thật" in said
    assert "Văn bản đã thay đổi sau khi ký." in said
    who.follow("Kiểm tra tệp khác")
    said = verdict_on("other")
    assert "Công ty Không Rõ" in said
    assert "Chưa đủ căn cứ xác định" in said
    assert seen.faults == []
