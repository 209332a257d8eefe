"""Clerks who issue at once, some of them killed in the middle: no gap, no twin, nothing lost."""

from uuid import UUID

from django.db import connection

from motcua.modules.office.outgoing.tests import issuing

DOCUMENTS = 120


def _prepare():
    account_id = issuing.prepare(documents=DOCUMENTS, registers=4)
    with connection.cursor() as cursor:
        cursor.execute("create table clerk (account uuid)")
        cursor.execute("insert into clerk values (%s)", [account_id])


def test_no_gap_no_twin_no_document_without_number_nor_number_without_document(spare_database):
    spare_database.call(_prepare)
    ((account_id,),) = spare_database.rows("select account from clerk")

    killed = issuing.run(
        spare_database.fork, UUID(str(account_id)), clerks=4, kill_every=0.4, kills=3
    )

    found = {name: spare_database.rows(query)[0][0] for name, query in issuing.CHECKS.items()}
    assert killed > 0
    assert found == {
        "documents with a number": DOCUMENTS,
        "documents issued": DOCUMENTS,
        "numbers given, by the books": DOCUMENTS,
        "different numbers": DOCUMENTS,
        "registers with a gap": 0,
        "events of issue": DOCUMENTS,
    }
