"""What a page shows is what it sends back."""

import re
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from motcua.kernel.forms import api as forms
from motcua.kernel.forms.rules import formats
from motcua.kernel.forms.rules.answers import tidy
from motcua.kernel.forms.rules.plan import Node, plan_of
from motcua.kernel.forms.rules.reading import clean
from motcua.kernel.forms.tests.conftest import sent_back
from motcua.kernel.forms.tests.factories import CODES, a_form, answers
from motcua.kernel.forms.types import Kind

TODAY = date(2024, 3, 12)
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a page takes minutes
days = st.dates(date(1900, 1, 1), date(2024, 3, 1)).map(date.isoformat)
partial_days = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))


def texts(node: Node):
    schema = node.schema
    digits = formats.digits_of(schema.get("pattern", ""))
    if digits:
        begin, least, most = digits
        size = st.text("0123456789", min_size=least - len(begin), max_size=most - len(begin))
        return size.map(lambda rest: begin + rest)
    if schema.get("format") == "email":
        return st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.vn", fullmatch=True)
    if schema.get("format") == "uri":
        return st.from_regex(r"https://[a-z]{1,8}\.vn(/[a-z]{0,4})?", fullmatch=True)
    if schema.get("pattern", "").startswith("^Hộ kinh doanh"):
        return st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True).map("Hộ kinh doanh {}".format)
    if schema.get("pattern"):
        made = st.from_regex(
            schema["pattern"], fullmatch=True, alphabet=st.characters(max_codepoint=0x1EF9)
        )
    else:
        made = st.text(min_size=1, max_size=12)
    long = node.kind is Kind.LONG_TEXT
    made = made.map(lambda text: clean(text, lines=long)).filter(bool)
    if schema.get("pattern"):
        made = made.filter(re.compile(schema["pattern"], re.ASCII).search)
    return made.filter(
        lambda text: schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 99)
    )


def numbers(node: Node):
    least, most = node.schema.get("minimum"), node.schema.get("maximum")
    if node.kind is Kind.INTEGER:
        return st.integers(-(10**9) if least is None else least, 10**12 if most is None else most)
    above = node.schema.get("exclusiveMinimum", least)
    least = {None: -1e6, 0: 0.01}.get(above, above)
    return st.floats(least, 1e6).map(lambda figure: round(figure, 3))


def of(node: Node | None):
    """Return a strategy for answers to a question, valid by themselves."""
    assert node is not None
    if node.kind is Kind.OBJECT:
        asked = {key: child for key, child in node.children.items() if child.asked_if is not False}
        must = {key: of(child) for key, child in asked.items() if child.required}
        may = {key: of(child) for key, child in asked.items() if not child.required}
        return st.fixed_dictionaries(must, optional=may)
    if node.kind is Kind.LIST:
        return st.lists(of(node.item), min_size=node.schema.get("minItems", 1), max_size=2)
    if node.kind is Kind.CHOICES:
        return st.lists(
            st.sampled_from([value for value, _ in node.options]), min_size=1, unique=True
        ).map(lambda picked: sorted(picked, key=[value for value, _ in node.options].index))
    simple = {
        Kind.DATE: days,
        Kind.PARTIAL_DATE: partial_days,
        Kind.BOOLEAN: st.booleans(),
        Kind.CONFIRMATION: st.just(value=True),
        Kind.INSTANT: st.just("2024-03-12T08:30:00+07:00"),
        Kind.TIME: st.from_regex(r"([01][0-9]|2[0-3]):[0-5][0-9]", fullmatch=True),
    }
    if node.kind in simple:
        return simple[node.kind]
    if node.kind is Kind.CHOICE:
        return st.sampled_from([value for value, _ in node.options])
    return numbers(node) if node.kind in {Kind.INTEGER, Kind.NUMBER} else texts(node)


def completed(node: Node, value):
    """Return ``value`` with a no at each box that a page would have shown empty."""
    if isinstance(value, list) and node.item is not None:
        return [completed(node.item, each) for each in value]
    if node.kind is not Kind.OBJECT:
        return value
    made = {key: completed(node.children[key], each) for key, each in value.items()}
    for key, child in node.children.items():
        if child.kind is Kind.BOOLEAN and child.asked_if is not False:
            made.setdefault(key, child.default if not made else False)
    return {key: made[key] for key in node.children if key in made}


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(code=st.sampled_from(CODES), draw=st.data())
def test_a_page_sends_back_what_it_shows(code, draw):
    form = a_form(code)
    root = plan_of(form).root
    data = tidy(root, completed(root, draw.draw(of(root))))

    sent = sent_back(form, data)

    assert forms.parse(form, sent) == data


@pytest.mark.parametrize("code", CODES)
def test_answers_given_page_by_page_are_those_given_at_once(code):
    form, data = a_form(code), answers(code)
    kept: dict[str, object] = {}

    for section in forms.sections(form):
        sent = sent_back(form, {**data, **kept}, section.index)
        kept = forms.merge(form, kept, forms.parse(form, sent, section.index), section.index)

    assert forms.validate(form, kept, on=TODAY) == ()
    assert forms.summary(form, kept) == forms.summary(form, forms.merge(form, data, kept))
    assert set(data) <= set(kept)


JUNK = {
    "quan_he": "x" * 400,
    "nguoi_duoc_khai_sinh.ngay_sinh.day": "hôm",
    "nguoi_duoc_khai_sinh.ngay_sinh.month": "qua",
    "nguoi_duoc_khai_sinh.ngay_sinh.year": "24",
    "nguoi_duoc_khai_sinh.dan_toc": "Sao Hỏa",
    "nguoi_yeu_cau.so_dinh_danh": "031 19",
    "nguoi_yeu_cau.dien_thoai": "gọi sau",
    "nguoi_yeu_cau.thu_dien_tu": "hoa.example",
    "me.ngay_sinh.year": "88",
    "ban_sao.co": "on",
    "ban_sao.so_luong": "mấy bản cũng được",
}


def typed_over(form, typed):
    """Return what a browser sends when somebody types into an empty page."""
    sent = sent_back(form, {})
    for name, text in typed.items():
        sent.setlist(name, [text])
    return sent


def test_nothing_typed_is_ever_lost():
    form = a_form()
    data = forms.parse(form, typed_over(form, JUNK))

    again = sent_back(form, data, faults=forms.validate(form, data))

    assert forms.parse(form, again) == data
    shown = {"nguoi_yeu_cau.so_dinh_danh": "03119"}  # spaces are the writer's comfort
    for name, typed in {**JUNK, **shown}.items():
        assert typed in again.getlist(name), name


@settings(max_examples=15, deadline=None, phases=QUICK)
@given(
    st.dictionaries(
        st.sampled_from([*JUNK, "me.ho_ten", "cha.giay_to.ngay_cap.day", "cam_doan"]),
        st.text(max_size=20) | st.sampled_from(["5/3/2024", "1 / 2", "//", "on", "1.250", "12,50"]),
    )
)
def test_what_anybody_types_comes_back(typed):
    form = a_form()
    data = forms.parse(form, typed_over(form, typed))

    assert forms.parse(form, sent_back(form, data)) == data
