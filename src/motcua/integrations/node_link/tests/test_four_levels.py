"""Government, province, district and ward: four installations that are killed while they talk."""

import socket
import time

import pytest
from django.utils.module_loading import import_string

from .nodes import Authority, Installation, Way, send, take_back

AGENCIES = {
    "G22": "Văn phòng Chính phủ",
    "H24": "Ủy ban nhân dân thành phố",
    "H24.01": "Ủy ban nhân dân quận",
    "H24.01.001": "Ủy ban nhân dân phường",
}
GOVERNMENT, PROVINCE, DISTRICT, WARD = AGENCIES
PATIENCE = 240  # of a busy machine; a quiet one needs seconds
SETTLED = """
select count(*) from exchange_parcel
where packet_id is not null and (state <> 'DELIVERED' or packet_state not in %s)
"""
ENDS = "('COMPLETED', 'REFUSED', 'AGREED')"


def free_ports(count):
    lines = [socket.socket() for _ in range(count)]
    for line in lines:
        line.bind(("127.0.0.1", 0))
    ports = [line.getsockname()[1] for line in lines]
    for line in lines:
        line.close()
    return ports


@pytest.fixture
def country(new_database, tmp_path):
    authority, made = Authority(), {}
    for (code, name), port in zip(AGENCIES.items(), free_ports(4), strict=True):
        made[code] = Installation(
            code=code,
            name=name,
            database=new_database(),
            folder=tmp_path / code,
            authority=authority,
            port=port,
        )
    below = {GOVERNMENT: PROVINCE, PROVINCE: DISTRICT, DISTRICT: WARD}
    for code, node in made.items():
        ways = [Way(made[below[code]])] if code in below else []
        above = [upper for upper, lower in below.items() if lower == code]
        ways += [Way(made[upper], serves=("*",)) for upper in above]
        node.found(ways, AGENCIES)
    yield made
    for node in made.values():
        node.kill()


def wait_until(true, what):
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, what()
        time.sleep(0.1)


def told(node):
    return node.database.rows(
        "select to_code, state, packet_state, attempts, error from exchange_parcel "
        "order by created_at"
    )


def arrivals(node):
    return node.database.rows(
        "select document_id, state from exchange_arrival order by document_id"
    )


@pytest.mark.django_db
def test_nothing_is_lost_and_nothing_comes_twice_through_four_levels(country):
    government, province, district, ward = country.values()
    for node in (government, province, ward):
        node.start()
    government.do(send, GOVERNMENT, [PROVINCE, DISTRICT, WARD], range(1, 4))
    ward.do(send, WARD, [GOVERNMENT, DISTRICT], range(1, 3))
    province.do(send, PROVINCE, [DISTRICT], [1], "Gửi nhầm nơi nhận")

    wait_until(lambda: len(arrivals(province)) == 3, lambda: told(government))
    assert arrivals(district) == []
    district.start()
    wait_until(lambda: arrivals(district), lambda: told(province))
    for victim in (district, province, district, government):
        victim.kill()
        victim.start()
        time.sleep(0.4)
    senders = (government, ward, province)
    wait_until(
        lambda: not any(node.count(SETTLED % ENDS) for node in senders),
        lambda: [told(node) for node in country.values()],
    )
    government.do(take_back, f"{GOVERNMENT}-3")
    back = "select count(*) from exchange_parcel where packet_state = 'AGREED'"
    wait_until(lambda: government.count(back) == 3, lambda: told(government))

    expected = [(f"G22-{n}", "COMPLETED") for n in range(1, 3)] + [("G22-3", "AGREED")]
    from_ward = [(f"{WARD}-{n}", "COMPLETED") for n in range(1, 3)]
    assert arrivals(province) == expected
    assert arrivals(district) == [*expected, ("H24-1", "REFUSED"), *from_ward]
    assert arrivals(ward) == expected
    assert arrivals(government) == from_ward
    for node in country.values():
        events = node.database.rows(
            "select count(*), count(distinct stream) from foundation_event "
            "where code = 'exchange.packet_arrived'"
        )
        assert events == [(len(arrivals(node)),) * 2]
        assert node.count("select count(*) from exchange_rejection") == 0
        assert node.count("select count(*) from exchange_parcel where state <> 'DELIVERED'") == 0
    refused = province.database.rows(
        "select packet_state, reason from exchange_parcel where packet_id is not null"
    )
    assert refused == [("REFUSED", "Không thuộc thẩm quyền")]
    for node in senders:
        twice = node.count(
            "select count(*) from (select parcel_id, state from exchange_statenote where parcel_id "
            "is not null group by 1, 2 having count(*) > 1) twins"
        )
        assert twice == 0
    states = government.database.rows(
        "select state, count(*) from exchange_statenote where parcel_id is not null "
        "group by 1 order by 1"
    )
    assert dict(states) == {
        "ARRIVED": 9,
        "ACCEPTED": 9,
        "COMPLETED": 9,
        "TAKING_BACK": 3,
        "AGREED": 3,
    }
    _documents_of_the_office_go_out(government, ward)


def _documents_of_the_office_go_out(government, ward):
    """Send, replace and take back as the office does it, between two of the installations."""
    office = "motcua.modules.office.outgoing.tests.peers"  # another wing: by its name alone
    put_out, recall = import_string(f"{office}.put_out"), import_string(f"{office}.recall")
    here = [AGENCIES[PROVINCE], AGENCIES[WARD]]

    def heard():
        return government.database.rows(
            "select number, agency_code, receiver.state from outgoing_receiver receiver join "
            "outgoing_document document on document.id = document_id order by 1, 2"
        )

    def hears(*expected):
        wait_until(lambda: heard() == list(expected), heard)

    government.do(put_out, GOVERNMENT, 1, tuple(here))
    hears((1, PROVINCE, "DONE"), (1, WARD, "DONE"))
    government.do(put_out, GOVERNMENT, 2, (AGENCIES[WARD],), 1)
    hears((1, PROVINCE, "TAKEN_BACK"), (1, WARD, "DONE"), (2, WARD, "DONE"))
    government.do(recall, 2)
    hears((1, PROVINCE, "TAKEN_BACK"), (1, WARD, "DONE"), (2, WARD, "TAKEN_BACK"))
    kinds = (
        "select kind from exchange_arrival where starts_with(subject, 'việc') order by arrived_at"
    )
    assert [kind for (kind,) in ward.database.rows(kinds)] == ["NEW", "REPLACE", "REVOKE"]
