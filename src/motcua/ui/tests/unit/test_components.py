"""Components render from plain values, and say with words what they say with colours."""

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from motcua.foundation.errors import Fault
from motcua.ui.icons import ICONS
from motcua.ui.templatetags import ui

FOLDER = Path(__file__).parents[2] / "templates/ui/components"
AT = datetime(2024, 3, 8, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def draw(source, /, **context):
    request = RequestFactory().get("/?q=khai%20sinh&page=2")
    request.at = AT  # type: ignore[attr-defined] # as the house middleware does
    text = engines["django"].from_string("{% load ui %}" + source).render(context, request)
    return html.unescape(text)


def words(drawn):
    return " ".join(re.sub(r"<[^>]+>", " ", drawn).split())


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.html")))
def test_every_component_begins_with_its_variables_and_stands_without_them(name):
    assert (FOLDER / name).read_text().startswith("{# ")

    draw("{% include name only %}", name=f"ui/components/{name}", row={"code": "1"})


def test_a_promise_is_shown_with_its_distance():
    drawn = draw(
        '{% include "ui/components/clock.html" with due_at=due_at distance=distance only %}',
        due_at=AT + timedelta(days=4),
        distance="còn 2 ngày làm việc",
    )

    assert words(drawn) == "trước 10:00 thứ Ba 12/03/2024 (còn 2 ngày làm việc)"
    assert "mc-clock--good" in drawn


def test_a_broken_promise_says_so_in_words():
    drawn = draw(
        '{% include "ui/components/clock.html" with due_at=due_at only %}',
        due_at=AT - timedelta(days=1),
    )

    assert "quá hạn 1 ngày" in words(drawn)
    assert "mc-clock--bad" in drawn


@pytest.mark.parametrize(
    "states",
    [
        {"LATE": {"label": "Quá hạn", "tone": "bad", "icon": "error"}},
        {"LATE": ("Quá hạn", "bad")},
    ],
)
def test_a_state_has_an_icon_and_a_word_besides_its_colour(states):
    drawn = draw(
        '{% include "ui/components/state_tag.html" with code="LATE" states=states only %}',
        states=states,
    )

    assert words(drawn) == "Quá hạn"
    assert "mc-state--bad" in drawn
    assert f'd="{ICONS["error"]}"' in drawn


class Request(forms.Form):
    name = forms.CharField(label="Họ tên", help_text="Như trên căn cước", max_length=40)
    born_on = forms.DateField(label="Ngày sinh", required=False)
    way = forms.ChoiceField(
        label="Nhận kết quả",
        choices=[("post", "Bưu điện"), ("desk", "Tại quầy")],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label="Tôi cam đoan")


def test_a_field_of_a_django_form_has_label_hint_and_error_tied_to_its_control():
    drawn = draw(
        '{% include "ui/components/field.html" with field=form.name only %}',
        form=Request({"name": ""}),
    )

    assert '<label class="govuk-label mc-label" for="id_name">Họ tên</label>' in drawn
    assert 'aria-describedby="id_name-hint id_name-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'maxlength="40"' in drawn


def test_what_need_not_be_answered_says_so():
    drawn = draw(
        '{% include "ui/components/field.html" with field=form.born_on only %}', form=Request()
    )

    assert "(không bắt buộc)" in words(drawn)


def test_the_first_choice_of_a_group_is_where_the_error_summary_leads():
    form = Request({"name": "An"})
    summary = draw(
        '{% include "ui/components/error_summary.html" with form=form only %}', form=form
    )
    field = draw('{% include "ui/components/field.html" with field=form.way only %}', form=form)

    assert 'href="#id_way"' in summary
    assert 'id="id_way" name="way" type="radio" value="post"' in field


def test_a_fault_of_a_use_case_leads_to_its_field():
    drawn = draw(
        '{% include "ui/components/error_summary.html" with faults=faults only %}',
        faults=(Fault("mother.name", "Hãy ghi họ tên mẹ."),),
    )

    assert '<a href="#id_mother.name">Hãy ghi họ tên mẹ.</a>' in drawn
    assert "Có 1 chỗ cần sửa" in words(drawn)


def test_nothing_wrong_draws_no_summary():
    assert (
        draw(
            '{% include "ui/components/error_summary.html" with form=form only %}', form=Request()
        ).strip()
        == ""
    )


def test_a_chosen_value_stays_chosen():
    drawn = draw(
        '{% include "ui/components/field.html" with type=kind options=options value=value %}',
        kind="checkboxes",
        options=[("a", "A"), ("b", "B")],
        value=["b"],
    )

    assert re.findall(r'value="(\w)" checked', drawn) == ["b"]


def test_words_of_people_are_escaped():
    drawn = (
        engines["django"]
        .from_string('{% include "ui/components/card.html" with title=title only %}')
        .render({"title": "<script>alert(1)</script>"})
    )

    assert "<script>" not in drawn


def test_wrap_gives_the_component_only_what_is_named():
    drawn = draw(
        '{% wrap "ui/components/alert.html" kind="warn" %}<b>{{ text }}</b>{% endwrap %}',
        text="giữ lại",
    )

    assert "<b>giữ lại</b>" in drawn
    assert drawn.count("giữ lại") == 1


def test_a_dialog_carries_the_token_even_where_it_sees_nothing_else():
    drawn = draw('{% include "ui/components/dialog.html" with id="x" title="t" confirm="c" only %}')

    assert 'name="csrfmiddlewaretoken"' in drawn


def test_the_query_keeps_what_is_not_changed():
    assert draw("{% query_string page=None sort='name' %}") == "?q=khai+sinh&sort=name"


def test_a_qr_code_of_a_path_carries_the_address_of_the_site(settings):
    settings.SITE_URL = "https://motcua.example"

    assert 'aria-label="https://motcua.example/verify/x/"' in draw('{% qr "/verify/x/" %}')


def test_an_unknown_icon_is_a_mistake_and_not_a_hole():
    with pytest.raises(LookupError, match="No icon 'dragon'"):
        ui.icon("dragon")


def test_attributes_write_no_name_that_could_break_out():
    assert (
        ui.attributes({"data-x": 'a"b', "hidden": True, "off": None, 'x" onload="y': 1})
        == ' data-x="a&quot;b" hidden=""'
    )
