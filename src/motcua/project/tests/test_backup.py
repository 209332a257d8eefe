"""What is backed up comes back whole; what is not whole does not come back."""

import hashlib
import io
import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from PIL import Image

from motcua.foundation import actors
from motcua.kernel.audit import api as audit
from motcua.kernel.documents import api as documents
from motcua.kernel.identity.tests.factories import make_person, make_unit
from motcua.kernel.notifications import api as notifications

AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


def picture(number):
    written = io.BytesIO()
    Image.new("RGB", (20, 20), (number, 100, 200)).save(written, "PNG")
    return written.getvalue()


def fill(files):
    settings.FILES_DIR = files
    for number in range(3):
        make_unit(f"H24.90.{number:02}")
        person = make_person(full_name=f"Nguyễn Thị Bưởi {number}")
        notifications.send(
            key=str(number), to_person_id=person.id, subject="Đã tiếp nhận", body="…", at=AT
        )
        with transaction.atomic():
            documents.store(
                content=picture(number),
                filename=f"ảnh {number}.png",
                actor=actors.system("test"),
                at=AT,
            )
    audit.seal_pending()


def contents(database):
    """Return a digest of every table, whatever the order of its rows."""
    names = database.rows(
        "select quote_ident(tablename) from pg_tables where schemaname = 'public'"
    )
    digest = (
        "select count(*), md5(string_agg(line, ',' order by line))"
        " from (select t::text as line from {} t) s"
    )
    return {name: database.rows(digest.format(name)) for (name,) in names}


def files_below(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


@pytest.fixture
def backed_up(new_database, tmp_path, settings):
    """A filled database, its files and its node's key, and a backup of all."""
    database, files, archive = new_database(), tmp_path / "files", tmp_path / "backup.tar"
    settings.EXCHANGE_TLS_DIR = tmp_path / "node"
    settings.EXCHANGE_TLS_DIR.mkdir()
    (settings.EXCHANGE_TLS_DIR / "node.key").write_text("khóa của nút")
    database.call(fill, files)
    code, said = database.motcua("backup", str(archive), files=files).finish()
    assert code == 0, said
    return database, files, archive


def test_what_is_backed_up_comes_back_whole(backed_up, new_database, tmp_path, settings):
    database, files, archive = backed_up
    elsewhere, other_files = new_database(empty=True), tmp_path / "other"
    settings.EXCHANGE_TLS_DIR = tmp_path / "other-node"

    code, said = elsewhere.motcua("restore", str(archive), files=other_files).finish()

    assert code == 0, said
    assert "The history is whole" in said
    assert contents(elsewhere) == contents(database)
    assert files_below(other_files) == files_below(files)
    assert len(files_below(files)) == 3
    assert archive.stat().st_mode & 0o077 == 0
    assert not settings.EXCHANGE_TLS_DIR.exists(), "two nodes must not bear one name"
    triggers = "select tgname from pg_trigger where not tgisinternal order by 1"
    assert elsewhere.rows(triggers) == database.rows(triggers)


def test_a_database_that_is_not_empty_is_replaced_by_force_alone(
    backed_up, new_database, tmp_path, settings
):
    database, _files, archive = backed_up
    settings.EXCHANGE_TLS_DIR = tmp_path / "other-node"
    elsewhere = new_database()
    elsewhere.rows("create table precious (it int)")

    code, said = elsewhere.motcua("restore", str(archive), files=tmp_path).finish()
    assert code == 1
    assert "not empty" in said
    assert elsewhere.rows("select * from precious") == []

    options = ("--force", "--node-key")
    code, said = elsewhere.motcua("restore", *options, str(archive), files=tmp_path).finish()
    assert code == 0, said
    assert (settings.EXCHANGE_TLS_DIR / "node.key").read_text() == "khóa của nút"
    assert contents(elsewhere) == contents(database)


def altered(archive, target, change):
    with tarfile.open(archive) as source, tarfile.open(target, "w") as tar:
        for member in source:
            content = change(member.name, (source.extractfile(member) or io.BytesIO()).read())
            if content is None:
                continue
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return target


def with_part(content, name, data):
    manifest = json.loads(content)
    manifest["parts"].append(
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    )
    return json.dumps(manifest).encode()


def test_a_backup_that_is_not_whole_is_refused_before_anything_is_touched(
    backed_up, new_database, tmp_path
):
    _database, _files, archive = backed_up
    elsewhere = new_database(empty=True)
    wrong = [
        altered(
            archive, tmp_path / "1.tar", lambda name, data: data + b"x" * (name == "database.dump")
        ),
        altered(
            archive, tmp_path / "2.tar", lambda name, data: data if "files/" not in name else None
        ),
        altered(
            archive, tmp_path / "3.tar", lambda name, data: None if "manifest" in name else data
        ),
        altered(
            archive,
            tmp_path / "4.tar",
            lambda name, data: (
                with_part(data, "files/../../evil", b"") if "manifest" in name else data
            ),
        ),
    ]
    (tmp_path / "5.tar").write_bytes(archive.read_bytes()[:20_000])
    with tarfile.open(wrong[3], "a") as tar:
        tar.addfile(tarfile.TarInfo("files/../../evil"), io.BytesIO(b""))

    for file in [*wrong, tmp_path / "5.tar"]:
        code, said = elsewhere.motcua("restore", str(file), files=tmp_path).finish()
        assert code == 1, file
        assert "not a whole backup" in said
    assert contents(elsewhere) == {}


def test_a_forged_history_is_found_by_command(backed_up):
    database, _files, _archive = backed_up
    ((victim,),) = database.rows("select event_id from audit_chain where position = 2")
    _code, head = database.motcua("audit", "head").finish()
    code, said = database.motcua("audit", "verify", "--head", head.strip()).finish()
    assert (code, "The history is whole" in said) == (0, True), said

    database.rows("alter table foundation_event disable trigger user")
    database.rows("delete from foundation_event where id = %s", victim)
    code, said = database.motcua("audit", "verify").finish()

    assert code == 1
    assert "NOT WHOLE" in said
    assert f"deleted after it was sealed: link 2, event {victim}" in said
