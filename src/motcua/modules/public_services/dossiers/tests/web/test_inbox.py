"""The inboxes: whose work, how much of it, what was wished for, and many dossiers at once."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import BatchNotFound
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER
from motcua.modules.public_services.dossiers.types import BatchAct
from motcua.modules.public_services.dossiers.web.workspace import wishes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
INBOX = "/workspace/"


def codes_on(answer):
    return re.findall(r'mc-inbox__code">([^<]+)<', answer.content.decode())


@pytest.fixture
def second(office):
    """Another specialist of the same office, in a post of his own."""
    return make.make_actor(office.unit.id, "SPECIALIST", title="Công chức Địa chính", sort=5)


def test_mine_is_what_lies_at_my_posts_and_nobody_else_took(office, enter, second):
    mine, passed_on = make.accepted(office), make.accepted(office)
    use_cases.hand_over(actor=office.specialist, code=passed_on, to_post_id=second[1], at=LATER)

    assert codes_on(enter(office.specialist).get(INBOX)) == [mine]
    assert codes_on(enter(second[0]).get(INBOX)) == [passed_on]


def test_the_team_sees_both_and_who_holds_each(office, enter, second):
    mine, passed_on = make.accepted(office), make.accepted(office)
    use_cases.hand_over(actor=office.specialist, code=passed_on, to_post_id=second[1], at=LATER)

    answer = enter(office.specialist).get(f"{INBOX}?in=team")

    assert sorted(codes_on(answer)) == sorted([mine, passed_on])
    assert "Công chức Địa chính" in answer.content.decode()


def test_another_authority_stands_in_no_inbox(office, enter):
    make.accepted(office)
    elsewhere = make.make_office()

    for scope in ("mine", "team", "all"):
        assert codes_on(enter(elsewhere.specialist).get(f"{INBOX}?in={scope}")) == []


def test_the_counts_are_those_of_the_rows(office):
    citizen = make.make_citizen()
    for _each in range(3):
        make.accepted(office, citizen)
    late = AT + timedelta(days=30)

    counted = queries.tally(actor=office.specialist, scope=queries.Scope.MINE, at=late)
    listed = queries.list_work(
        actor=office.specialist, wanted=queries.Wanted(due=queries.Due.LATE), at=late
    )

    assert (counted.open, counted.late, counted.today) == (3, 3, 0)
    assert len(listed) == 3
    assert list(counted.by_place.values()) == list(counted.by_field.values()) == [3]


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        ("q=nu%C3%B4i+m%C3%A8o", True),
        ("q=khai+sinh", False),
        ("channel=ONLINE", True),
        ("channel=POST", False),
        ("state=PROCESSING", True),
        ("state=SUPPLEMENT", False),
        ("step=HANDLE", True),
        ("step=SIGN", False),
        ("holder=free", True),
        ("holder=me", False),
        ("due=late", True),
        ("due=today", False),
        ("due=paused", False),
        ("from=01/03/2024&to=31/03/2024", True),
        ("from=2024-04-01", False),
        ("field=Kh%C3%B4ng+c%C3%B3", False),
    ],
)
def test_a_wish_narrows_the_inbox(office, enter, wish, fits):
    code = make.accepted(office)

    assert codes_on(enter(office.specialist).get(f"{INBOX}?{wish}")) == ([code] if fits else [])


def test_what_is_wished_for_stands_in_the_address_and_comes_back(office, enter):
    from django.http import QueryDict  # noqa: PLC0415 - Django must be up

    query = "in=team&q=M%C3%A8o&step=HANDLE&due=late&from=01%2F03%2F2024"

    assert wishes.write(wishes.read(QueryDict(query))) == query


def test_a_page_ends_and_the_next_goes_on_without_losing_any(office):
    citizen = make.make_citizen()
    wanted = sorted(make.accepted(office, citizen) for _each in range(5))
    seen, after = [], None
    for _page in range(3):
        page = queries.list_work(
            actor=office.specialist, wanted=queries.Wanted(), at=AT, after=after, limit=2
        )
        seen += [line.code for line in page]
        after = queries.WorkPlace(page[-1].due_at, page[-1].case_id)

    assert sorted(seen) == wanted


@pytest.mark.parametrize("scope", ["mine", "team", "all"])
def test_every_inbox_takes_eight_statements_at_most(
    office, enter, django_assert_max_num_queries, scope
):
    citizen = make.make_citizen()
    for _each in range(12):
        make.accepted(office, citizen)
    for actor in (office.specialist, office.reception):
        client = enter(actor)
        client.get(f"{INBOX}?in={scope}")

        with django_assert_max_num_queries(8):
            client.get(f"{INBOX}?in={scope}")


def test_a_name_with_a_script_in_it_is_only_a_name(office, enter):
    make.accepted(office, make.make_citizen("<script>alert(1)</script>"))

    assert "<script>alert" not in enter(office.specialist).get(INBOX).content.decode()


def bulk(client, codes, **more):
    return client.post(reverse("dossiers:bulk"), {"codes": codes, "key": str(uuid4()), **more})


def test_the_review_says_what_each_paper_says_and_leaves_out_what_does_not_wait(office, enter):
    waiting, not_yet = make.at_signature(office), make.accepted(office)

    answer = enter(office.leader).get(
        reverse("dossiers:bulk"), {"act": "sign", "codes": [waiting, not_yet]}
    )
    said = answer.content.decode()

    assert "Đồng ý cho nuôi mèo." in said
    assert office.specialist.name in said
    assert said.count('name="codes"') == 1
    assert not_yet in said


def test_twenty_are_signed_at_once_and_the_list_says_so(office, enter):
    codes = [make.at_signature(office) for _each in range(20)]
    client = enter(office.leader)

    answer = bulk(client, codes, act="sign", confirm="1")

    assert {make.get(code).state for code in codes} == {"SIGNING"}
    assert client.get(answer["Location"]).status_code == 200


def test_one_that_cannot_be_signed_does_not_keep_the_others_back(office, enter):
    fine, not_yet = make.at_signature(office), make.accepted(office)
    client = enter(office.leader)

    answer = bulk(client, [fine, not_yet], act="sign", confirm="1")

    assert make.get(fine).state == "SIGNING"
    assert make.get(not_yet).state == "PROCESSING"
    assert "mc-alert--warn" in client.get(answer["Location"]).content.decode()


def test_sent_twice_a_batch_is_done_once(office, enter):
    code, key = make.at_signature(office), str(uuid4())
    client = enter(office.leader)

    first = bulk(client, [code], act="sign", confirm="1", key=key)
    again = bulk(client, [code], act="sign", confirm="1", key=key)

    assert first["Location"] == again["Location"]
    (line,) = queries.get_batch(actor=office.leader, batch_id=UUID(key)).lines.all()
    assert line.refusal == ""


def test_many_are_passed_on_with_a_word(office, enter, second):
    codes = [make.accepted(office) for _each in range(3)]

    bulk(enter(office.specialist), codes, act="forward", post=str(second[1]), note="Nhờ chị xử lý.")

    cases = make.rows_of("cases.Case", subject_code__in=codes)
    assert {each.post_id for each in cases} == {second[1]}


def test_whom_it_goes_to_has_to_be_chosen(office, enter, second):
    code = make.accepted(office)

    answer = bulk(enter(office.specialist), [code], act="forward", post="")

    assert "govuk-error" in answer.content.decode()


def test_a_head_gives_many_of_his_team_to_somebody_else_with_a_reason(office, enter, second):
    codes = [make.accepted(office) for _each in range(3)]
    client = enter(office.head)
    assert 'name="act" value="give"' in client.get(f"{INBOX}?in=team").content.decode()
    review = client.get(reverse("dossiers:bulk"), {"act": "give", "codes": codes})
    assert review.content.decode().count('name="codes"') == 3

    answer = bulk(client, codes, act="give", post=str(second[1]), note="Chị Tiên nghỉ ốm.")

    assert codes_on(enter(office.specialist).get(INBOX)) == []
    assert sorted(codes_on(enter(second[0]).get(INBOX))) == sorted(codes)
    moves = make.rows_of("cases.CaseStep", outcome="REASSIGNED")
    assert {each.note for each in moves} == {"Chị Tiên nghỉ ốm."}
    assert client.get(answer["Location"]).status_code == 200


def test_work_is_given_to_one_of_several_who_hold_a_post(office, enter):
    other = people.make_official(full_name="Ngô Thị Bích")
    organisation.delegate(
        actor=make.SYSTEM,
        post_id=office.posts["SPECIALIST"],
        to_person_id=other.person_id,
        valid_from=AT,
        valid_to=AT + timedelta(days=3650),
        scope="Thụ lý hồ sơ",
        decision_no="12/QĐ-UBND",
        at=AT,
    )
    code = make.accepted(office)
    choice = f"{office.posts['SPECIALIST']}:{other.id}"
    client = enter(office.head)
    said = client.get(reverse("dossiers:bulk"), {"act": "give", "codes": [code]}).content.decode()
    assert choice in said

    bulk(client, [code], act="give", post=choice, note="Cân bằng việc.")

    assert make.get(code).dossier.case.account_id == other.id


def test_giving_needs_a_receiver_and_a_reason(office, enter, second):
    code = make.accepted(office)

    answer = bulk(enter(office.head), [code], act="give", post="", note=" ")

    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_post"' in said
    assert 'href="#id_note"' in said


def test_only_a_head_gives_and_only_what_his_authority_holds(office, enter, second):
    code, elsewhere = make.accepted(office), make.make_office()
    form = {"act": "give", "post": str(second[1]), "note": "Thử."}

    assert bulk(enter(office.specialist), [code], **form).status_code == 403
    assert bulk(enter(elsewhere.head), [code], **form).status_code == 422
    assert 'value="give"' not in enter(office.specialist).get(f"{INBOX}?in=team").content.decode()
    assert codes_on(enter(office.specialist).get(INBOX)) == [code]


def test_one_that_is_decided_meanwhile_stays_and_the_others_go(office, enter, second):
    fine, key = make.accepted(office), uuid4()
    decided = make.approved(office)
    use_cases.open_batch(
        actor=office.head,
        batch_id=key,
        act=BatchAct.REASSIGN,
        codes=[fine, decided],
        to_post_id=second[1],
        note="Nghỉ ốm.",
        at=LATER,
    )
    for code in (fine, decided):
        use_cases.settle_line(actor=office.head, batch_id=key, code=code, at=LATER)

    refusals = {
        each.dossier_code: each.refusal
        for each in queries.get_batch(actor=office.head, batch_id=key).lines.all()
    }
    assert refusals[fine] == ""
    assert refusals[decided]


def test_a_list_of_results_is_its_owners_alone(office):
    key = uuid4()
    use_cases.open_batch(actor=office.leader, batch_id=key, act=BatchAct.SIGN, codes=["X"], at=AT)

    with pytest.raises(BatchNotFound):
        queries.get_batch(actor=office.specialist, batch_id=key)
    with pytest.raises(BatchNotFound):
        use_cases.settle_line(actor=office.specialist, batch_id=key, code="X", at=AT)
