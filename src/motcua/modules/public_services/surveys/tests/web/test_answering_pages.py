"""A few questions, no sign-in."""

import pytest

from motcua.modules.public_services.dossiers.tests import factories as dossiers
from motcua.modules.public_services.surveys import queries
from motcua.modules.public_services.surveys.models import Answer

pytestmark = pytest.mark.django_db


def page(answer):
    return answer.content.decode()


def send(client, path, **values):
    return client.post(path, values)


def walk(client, path):
    """Answer both groups of questions as the form carries them along."""
    key = client.get(path).context["key"]
    first = {"step": "0", "key": key, "q1-1": "5", "q1-2": "4"}
    second = send(client, path, **first)
    assert "Đúng hẹn" in page(second)
    return send(client, path, **first | {"step": "1", "q2-1": "5", "comment": "Tốt"})


def test_a_group_without_an_answer_is_shown_again_with_what_was_chosen(client, office):
    path = f"/surveys/unit/{office.unit.code}/"

    answer = send(client, path, step="0", **{"q1-1": "4"})

    assert "Rõ ràng" in page(answer)
    assert page(answer).count("Hãy chọn một trong năm mức.") == 2
    assert 'value="4" checked' in page(answer)


def test_a_browser_answers_once_a_day_and_a_kiosk_for_everybody(client, office):
    desk = f"/surveys/unit/{office.unit.code}/"
    assert "Xin cảm ơn" in page(walk(client, desk))
    assert walk(client, desk).status_code == 409
    for _person in range(2):
        assert "Người tiếp theo" in page(walk(client, f"{desk}kiosk/"))

    assert Answer.objects.count() == 3
    assert Answer.objects.filter(comment="Tốt").count() == 3
    results = page(client.get(f"{desk}results/"))
    assert "SIPAS" in results


def test_a_link_is_for_one_dossier_that_is_finished(client, office):
    citizen = dossiers.make_citizen()
    link = f"/surveys/link/{queries.token_of(dossiers.finished(office, citizen))}/"
    running = f"/surveys/link/{queries.token_of(dossiers.accepted(office, citizen))}/"

    assert "Xin cảm ơn" in page(walk(client, link))

    assert "đã được ghi nhận" in page(client.get(link))
    assert client.get(running).status_code == 404
    assert client.get("/surveys/link/gia-mao/").status_code == 404


def test_pages_of_results_cost_the_same_for_many_answers(
    client, office, django_assert_max_num_queries
):
    walk(client, f"/surveys/unit/{office.unit.code}/kiosk/")

    with django_assert_max_num_queries(8):
        client.get(f"/surveys/unit/{office.unit.code}/results/")
