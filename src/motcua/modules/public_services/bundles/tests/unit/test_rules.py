from motcua.modules.public_services.bundles import queries, rules

BIRTH = queries.get_kind("khai-sinh")
DEATH = queries.get_kind("khai-tu")


def keys(parts):
    return [part.key for part in parts]


def test_every_part_of_the_book_waits_only_for_parts_that_are_there():
    for kind in queries.list_kinds():
        known = {"", *(part.key for part in kind.parts)}

        assert all(set(part.after) <= known for part in kind.parts)


def test_what_is_not_wanted_is_not_a_part():
    wanted = rules.asked_for(BIRTH, {"thuong_tru": {"dang_ky": False}})

    assert keys(wanted) == ["the-bhyt"]
    assert keys(rules.asked_for(BIRTH, {})) == ["thuong-tru", "the-bhyt"]


def test_parts_begin_in_order_where_one_waits_for_another():
    present = {"", "thuong-tru", "the-bhyt"}

    assert rules.ready(BIRTH.parts, present=present, closed=set()) == ()
    assert keys(rules.ready(BIRTH.parts, present=present, closed={""})) == ["thuong-tru"]
    assert keys(rules.ready(BIRTH.parts[1:], present=present, closed={"", "thuong-tru"})) == [
        "the-bhyt"
    ]


def test_parts_that_wait_for_the_same_begin_side_by_side():
    present = {"", "xoa-thuong-tru", "mai-tang"}

    assert len(rules.ready(DEATH.parts, present=present, closed={""})) == 2


def test_a_part_does_not_wait_for_one_that_was_not_asked_for():
    assert keys(rules.ready(BIRTH.parts[1:], present={"", "the-bhyt"}, closed={""})) == ["the-bhyt"]


def test_an_agency_gets_its_share_of_the_one_form():
    data = {"tre": {"ho_ten": "A"}, "bhyt": {"ma": "1"}, "thuong_tru": {"dang_ky": True}}

    assert rules.share_of(BIRTH.parts[1], data) == {"tre": {"ho_ten": "A"}, "bhyt": {"ma": "1"}}
    assert rules.share_of(DEATH.parts[0], data) == data
