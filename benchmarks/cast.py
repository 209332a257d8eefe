"""Who plays in the measurements: signed-in sessions, and what each of them can do next."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from PIL import Image

from benchmarks.flow import typed
from motcua.foundation.sessions import SessionStore
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests import factories as answers
from motcua.kernel.identity.models import Account
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import rules
from motcua.modules.public_services.procedures import api as procedures

TOKEN = "b" * 32  # of the protection against forged requests; a cookie and a field of each form
BIRTH = "1.001193"


@dataclass(frozen=True, slots=True)
class Play:
    """Whose turn it is and on what: a cookie and the key of a draft or the code of a dossier."""

    cookie: str
    account_id: str
    subject: str = ""


def sign_in(account: Account, at: datetime) -> str:
    """Return the cookie of a new session, as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["identity.seen"] = at.isoformat()
    session.create()
    assert session.session_key is not None
    return session.session_key


_DRAFTS = """
select account_id, id::text from dossiers_draft where submission_code = ''
    and account_id in (select id from identity_account where not is_official)
order by md5(id::text) limit %s
"""
_WAITING = """
select distinct on (submission.id) account.id, submission.code
from dossiers_submission submission
join organisation_post post on post.unit_id = submission.unit_id and post.role = 'RECEPTION'
join organisation_appointment held on held.post_id = post.id
join identity_account account on account.person_id = held.person_id and account.is_official
where submission.state = 'WAITING'
order by submission.id limit %s
"""
_HANDLING = """
select account.id, kase.subject_code
from cases_case kase
join organisation_appointment held on held.post_id = kase.post_id
join identity_account account on account.person_id = held.person_id and account.is_official
join dossiers_result result on result.dossier_id = (
    select submission_id from dossiers_dossier where case_id = kase.id
)
where kase.state = 'OPEN' and kase.step_kind = 'HANDLE'
order by md5(kase.id::text) limit %s
"""
_CITIZENS = """
select account.id, account.username from identity_account account
where not account.is_official order by md5(account.id::text) limit %s
"""
_OFFICIALS = """
select account.id, '' from organisation_post post
join organisation_appointment held on held.post_id = post.id
join identity_account account on account.person_id = held.person_id and account.is_official
where post.code like '%%/B%%' order by post.code limit %s
"""


def call_up(*, pool: int, at: datetime) -> dict[str, list[Play]]:
    """Sign everybody in who has something to do, and return what, by scenario."""
    wanted = {"submit": _DRAFTS, "accept": _WAITING, "advance": _HANDLING, "inbox": _OFFICIALS}
    wanted["flow"] = _CITIZENS
    found: dict[str, list[tuple[Any, str]]] = {}
    with connection.cursor() as cursor:
        for name, query in wanted.items():
            cursor.execute(query, [pool])
            found[name] = cursor.fetchall()
    ids = {account_id for rows in found.values() for account_id, _subject in rows}
    cookies = {account.pk: sign_in(account, at) for account in Account.objects.filter(pk__in=ids)}
    return {
        name: [Play(cookies[one], str(one), subject) for one, subject in rows]
        for name, rows in found.items()
    }


def material(at: datetime) -> dict[str, Any]:
    """Return what a citizen types and photographs on his way."""
    on, data = local_date(at), answers.answers("khai-sinh")
    form, version = forms.form_for_procedure(BIRTH, on), procedures.get_version(BIRTH, on)
    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    photo = BytesIO()
    Image.new("RGB", (64, 64), "white").save(photo, "PNG")
    units = organisation.list_units(
        on, level=organisation.Level.WARD, kind=organisation.UnitKind.AUTHORITY
    )
    return {
        "units": [str(unit.id) for unit in units],
        "sections": [
            (each.index, [pair for key in each.fields for pair in typed(key, data.get(key, ""))])
            for each in forms.sections(form, data)
        ],
        "papers": [need.key for need in rules.missing_papers(needs, given=())],
        "photo": photo.getvalue().hex(),
    }
