"""How many papers are signed and sealed in a second, beside what the cryptography alone costs.

``python benchmarks/signing.py [--papers 20] [--repeats 3]``: signs one page by a person (B-LT) and
by an organisation (B-LTA) against the local test authority over loopback, paper by paper and many
with one confirmation, and judges what came out. In between it does the cryptography of such a paper
with nothing around it: as many RSA-2048 signatures as are found in the finished file (those of the
time and status services are made by the authority's process), and the hash of the file for
each of ours. Nothing is written to a database.
"""

import argparse
import hashlib
import io
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def signatures_in(pdf: bytes) -> tuple[int, int]:
    """Return how many signatures of ours are in a file, and how many of time and status services.

    Each of ours bears a timestamp. Lists of revoked certificates are left out: they are signed
    once for everybody.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - the help must not wait
    from pyhanko.sign.validation.dss import DocumentSecurityStore  # noqa: PLC0415

    reader = PdfFileReader(io.BytesIO(pdf))
    ours = len(reader.embedded_regular_signatures)
    archive = len(reader.embedded_timestamp_signatures)
    answers = len(DocumentSecurityStore.read_dss(reader).ocsps)
    return ours, ours + archive + answers


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    import django  # noqa: PLC0415 - the help must not wait for Django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), papers=options.papers, repeats=options.repeats)


def _measure(folder: Path, *, papers: int, repeats: int) -> None:  # noqa: C901 - scenarios side by side
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - after setup()
    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    from motcua.integrations.local_authority.local import LocalAuthority  # noqa: PLC0415
    from motcua.kernel.signatures import api  # noqa: PLC0415
    from motcua.kernel.signatures.queries.trust import signing_provider  # noqa: PLC0415
    from motcua.kernel.signatures.tests.factories import (  # noqa: PLC0415
        LEADER,
        SEAL,
        birth_certificate,
        put_signature,
    )
    from motcua.kernel.signatures.use_cases.engine import FIELD, Hand, Plan  # noqa: PLC0415

    authority = LocalAuthority(folder=folder, port=settings.LOCAL_AUTHORITY_PORT + 7)
    settings.LOCAL_AUTHORITY_DIR = folder
    settings.SIGNING_PROVIDER = "motcua.integrations.local_authority.provider.LocalAuthority"
    settings.TRUST_SOURCES = ["motcua.integrations.local_authority.trust.LocalTrust"]
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    unsigned = birth_certificate()
    made: list[bytes] = []

    def now() -> datetime:
        return datetime.now(UTC)

    def one_by_one() -> None:
        made[:] = [
            put_signature(put_signature(unsigned, LEADER), SEAL) for _number in range(papers)
        ]

    def together() -> None:
        current = [unsigned] * papers
        for signer, level in ((LEADER, api.Level.LT), (SEAL, api.Level.LTA)):
            hand = Hand(signer, signing_provider(signer.role))
            plan = Plan(field=FIELD[signer.role], level=level)
            prepared = [hand.prepare(each, plan, at=now()) for each in current]
            values = hand.sign(prepared, purpose="")
            current = [hand.finish(*pair) for pair in zip(prepared, values, strict=True)]

    def judge() -> None:
        for each in made:
            if api.validate(pdf=each, at=now()).outcome is not api.Outcome.PASSED:
                raise SystemExit("a signature is not valid: the figures mean nothing")

    def cryptography() -> None:
        for _paper in range(papers):
            for _ours in range(ours):
                key.sign(hashlib.sha256(sample).digest(), padding.PKCS1v15(), hashes.SHA256())
            for number in range(services):
                key.sign(number.to_bytes(32, "big"), padding.PKCS1v15(), hashes.SHA256())

    scenarios: dict[str, Callable[[], None]] = {
        "sign and seal, paper by paper": one_by_one,
        "sign and seal, with one confirmation": together,
        "judge a sealed paper": judge,
        "cryptography alone": cryptography,
    }
    rates: dict[str, list[float]] = {name: [] for name in scenarios}
    authority.start()
    try:
        authority.wait()
        sample = put_signature(put_signature(unsigned, LEADER), SEAL)  # certificates and caches
        ours, services = signatures_in(sample)
        for _round in range(repeats):
            for name, run in scenarios.items():
                started = time.perf_counter()
                run()
                rates[name].append(papers / (time.perf_counter() - started))
    finally:
        authority.stop()
    kilobytes = len(sample) // 1000
    print(f"a paper: {kilobytes} kB, {ours} signatures of ours, {services} of time and status")
    for name, found in rates.items():
        middle, low, high = statistics.median(found), min(found), max(found)
        print(f"{name:60} {middle:9.1f}/s   {low:9.1f} – {high:.1f}")


if __name__ == "__main__":
    main()
