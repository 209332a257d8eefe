"""States and values of plans, their targets and tasks, and pilot models."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from motcua.kernel.analytics import api as analytics

Light = analytics.Light

# What is counted of plans; others may build figures on it.
TARGETS, TARGETS_REACHED = "programme.targets", "programme.targets-reached"
TASKS, TASKS_DONE = "programme.tasks", "programme.tasks-done"
MODELS, MODELS_BY_ALL = "programme.models", "programme.models-by-all"
WARDS_ASKED, WARDS_REGISTERED = "programme.wards-asked", "programme.wards-registered"
OWN_MODELS = "programme.own-models"


class Kind(TextChoices):
    """What a line of a plan is."""

    TARGET = "TARGET", pgettext_lazy("plan", "Target")
    TASK = "TASK", pgettext_lazy("plan", "Task")


class Direction(TextChoices):
    """Which way a target is reached."""

    UP = "UP", pgettext_lazy("target", "At least")
    DOWN = "DOWN", pgettext_lazy("target", "At most")


class State(TextChoices):
    """Where a line of a plan is in its life, whatever the clock says."""

    OPEN = "OPEN", pgettext_lazy("plan", "Under way")
    REPORTED = "REPORTED", pgettext_lazy("plan", "Reported as reached, to be confirmed")
    DONE = "DONE", pgettext_lazy("plan", "Reached, confirmed")
    DROPPED = "DROPPED", pgettext_lazy("plan", "Dropped")


class Standing(TextChoices):
    """What clock and progress say together of a line of a plan."""

    ON_TIME = "ON_TIME", pgettext_lazy("plan, clock", "Reached in time")
    DONE_LATE = "DONE_LATE", pgettext_lazy("plan, clock", "Reached late")
    ON_TRACK = "ON_TRACK", pgettext_lazy("plan, clock", "On track")
    BEHIND = "BEHIND", pgettext_lazy("plan, clock", "Behind")
    DUE_SOON = "DUE_SOON", pgettext_lazy("plan, clock", "Due soon")
    OVERDUE = "OVERDUE", pgettext_lazy("plan, clock", "Overdue")
    DROPPED = "DROPPED", pgettext_lazy("plan, clock", "Dropped")


LIGHTS = {
    Standing.ON_TIME: Light.GREEN,
    Standing.DONE_LATE: Light.GREEN,
    Standing.ON_TRACK: Light.GREEN,
    Standing.BEHIND: Light.AMBER,
    Standing.DUE_SOON: Light.AMBER,
    Standing.OVERDUE: Light.RED,
    Standing.DROPPED: Light.GREY,
}
REACHED = (Standing.ON_TIME, Standing.DONE_LATE)


class Enrolled(TextChoices):
    """How far a ward is with a pilot model."""

    REGISTERED = "REGISTERED", pgettext_lazy("pilot model", "Registered")
    REPORTED = "REPORTED", pgettext_lazy("pilot model", "Reported, to be scored")
    RECOGNISED = "RECOGNISED", pgettext_lazy("pilot model", "Recognised")
    NOT_YET = "NOT_YET", pgettext_lazy("pilot model", "Not recognised yet")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("pilot model", "Withdrawn")


class Happened(TextChoices):
    """What an entry of a history tells."""

    PLANNED = "PLANNED", pgettext_lazy("plan", "Planned")
    PROGRESS = "PROGRESS", pgettext_lazy("plan", "Progress reported")
    REPORTED = "REPORTED", pgettext_lazy("plan", "Reported as reached")
    MEASURED = "MEASURED", pgettext_lazy("plan", "Measured by the figure")
    CONFIRMED = "CONFIRMED", pgettext_lazy("plan", "Confirmed as reached")
    RETURNED = "RETURNED", pgettext_lazy("plan", "Not confirmed, to be gone on with")
    REOPENED = "REOPENED", pgettext_lazy("plan", "Not reached any more")
    DROPPED = "DROPPED", pgettext_lazy("plan", "Dropped from the plan")
    REGISTERED = "REGISTERED", pgettext_lazy("pilot model", "Ward registered")
    WITHDREW = "WITHDREW", pgettext_lazy("pilot model", "Ward withdrew")
    SCORED = "SCORED", pgettext_lazy("pilot model", "Scored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line of a plan, as it shall be entered.

    Attributes:
        target_number: Of a task: the number of the target that it serves.
        aim: Of a target: the value to reach; without it somebody says that it is reached.
        indicator_code: The figure that measures it; empty: reported by hand.
    """

    kind: Kind
    number: int
    text: str
    lead_unit_id: UUID
    due_on: date
    heading: str = ""
    support_ids: tuple[UUID, ...] = ()
    product: str = ""
    measured_in: str = ""
    aim: Decimal | None = None
    direction: Direction = Direction.UP
    indicator_code: str = ""
    target_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong in a cell of a workbook, such as E7."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A plan, as it is entered: what it is, and by which resolution."""

    year: int
    title: str
    number_symbol: str
    issued_on: date
    theme: str = ""
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How a plan stands."""

    targets: int = 0
    targets_reached: int = 0
    tasks: int = 0
    tasks_done: int = 0
    overdue: int = 0
    behind: int = 0
