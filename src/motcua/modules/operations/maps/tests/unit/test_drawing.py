"""Shapes on paper, and colours of figures."""

import pytest

from motcua.modules.operations.maps import rules

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[106, 20], [107, 20], [107, 21], [106, 21], [106, 20]]],
}
# A ring round a hole, and an island.
RING = {
    "type": "MultiPolygon",
    "coordinates": [
        [
            [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]],
            [[1, 1], [9, 1], [9, 9], [1, 9], [1, 1]],
        ],
        [[[20, 4], [21, 4], [21, 6], [20, 6], [20, 4]]],
    ],
}


def test_north_is_up_and_the_margin_stays_free():
    frame = rules.frame_of([SQUARE], width=1000)

    west, top = frame.at((106, 21))
    east, bottom = frame.at((107, 20))

    assert 0 < west < east < frame.width == 1000
    assert 0 < top < bottom < frame.height
    assert frame.height > frame.width  # a degree of latitude is longer than one of longitude there


def test_a_path_has_each_outline_and_hole():
    frame = rules.frame_of([RING], width=100)

    path = frame.path(RING)

    assert path.count("M") == path.count("Z") == 3


@pytest.mark.parametrize("shape", [SQUARE, RING])
def test_a_label_stands_inside_the_shape(shape):
    east, north = rules.inner_point(shape)

    if shape is SQUARE:
        assert 106 < east < 107
        assert 20 < north < 21
    else:
        assert 0 <= east <= 10
        assert not (1 < east < 9 and 1 < north < 9)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], []),
        ([3.0], [(3.0, 3.0)]),
        ([1.0, 1.0, 2.0], [(1.0, 1.0), (2.0, 2.0)]),
        (
            [float(nth) for nth in range(10)],
            [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)],
        ),
    ],
)
def test_steps_hold_about_as_many_each(values, found):
    assert rules.steps(values) == found


@pytest.mark.parametrize(("value", "step"), [(None, 0), (0.0, 1), (1.5, 2), (9.0, 3), (12.0, 3)])
def test_a_value_has_its_step(value, step):
    assert rules.step_of(value, [(0.0, 1.0), (1.5, 3.0), (4.0, 9.0)]) == step


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Phường Minh Khai", "Minh Khai"),
        ("Phường 14", "Phường 14"),
        ("Thị trấn Núi Đèo", "Núi Đèo"),
        ("Đặc khu Cát Hải", "Cát Hải"),
    ],
)
def test_a_label_leaves_the_word_for_the_kind_away(name, label):
    assert rules.label_of(name) == label


def test_names_that_would_overlap_stand_beside_the_map_from_north_to_south():
    names = [
        rules.Wanted("Lớn", 3, (500, 300), 9000),
        rules.Wanted("Nam", 3, (510, 320), 20),
        rules.Wanted("Bắc", 3, (520, 290), 10),
        rules.Wanted("Xa", 2, (900, 300), 5),
    ]

    spots = rules.place(names, width=1000, height=600)

    assert [spots[each].is_beside for each in ("Lớn", "Xa", "Nam", "Bắc")] == [
        False,
        False,
        True,
        True,
    ]
    assert spots["Bắc"].y < spots["Nam"].y
    assert all(0 < each.y < 600 for each in spots.values())


def test_of_hundreds_of_crowded_names_most_are_left_out():
    names = [rules.Wanted(f"Phường {nth}", 10, (10, 10), nth) for nth in range(300)]

    spots = rules.place(names, width=1000, height=600)

    assert 1 < len(spots) < 20
    assert "Phường 299" in spots
