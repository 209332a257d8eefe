"""What the database remembers of one module does not lean on what stands above or beside it."""

import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]


def kernel_floors():
    """Return the floor of each kernel app, 0 at the bottom, as the contract of imports says."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    (order,) = [each["layers"] for each in contracts if each["id"] == "kernel-order"]
    return {
        name: floor
        for floor, layer in enumerate(reversed(order))
        for name in re.findall(r"\w+", layer)
    }


def house_of(model):
    return model._meta.app_config.name


def may_point(source, target, floors):
    if source == target:
        return True
    if not target.startswith("motcua.kernel."):
        return False
    if not source.startswith("motcua.kernel."):
        return source.startswith("motcua.modules.")
    return floors[source.split(".")[2]] > floors[target.split(".")[2]]


def relations():
    for model in apps.get_models():
        if house_of(model).startswith("motcua."):
            for field in model._meta.get_fields(include_hidden=False):
                if isinstance(field, models.ForeignKey | models.ManyToManyField):
                    yield field, house_of(model), house_of(field.related_model)


def test_foreign_keys_stay_at_home_or_go_down_to_the_kernel():
    floors = kernel_floors()

    wrong = [
        f"{field} → {target}"
        for field, source, target in relations()
        if not may_point(source, target, floors)
    ]

    assert not wrong


def test_foreign_keys_to_neighbours_leave_no_name_there():
    loud = [
        str(field)
        for field, source, target in relations()
        if source != target and not field.remote_field.hidden
    ]

    assert not loud


def test_no_model_orders_itself():
    assert not [
        model
        for model in apps.get_models()
        if house_of(model).startswith("motcua.") and model._meta.ordering
    ]
