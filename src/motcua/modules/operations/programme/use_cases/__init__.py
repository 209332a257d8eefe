"""Every way to change plans and what comes of them."""

from .measuring import follow_figures
from .piloting import (
    offer_model,
    register_ward,
    report_ward,
    score_ward,
    withdraw_ward,
)
from .planning import confirm_workbook, drop_item, enter_plan, keep_workbook, plan_items
from .reminding import remind
from .reporting import confirm_item, report_item, return_item

__all__ = [
    "confirm_item",
    "confirm_workbook",
    "drop_item",
    "enter_plan",
    "follow_figures",
    "keep_workbook",
    "offer_model",
    "plan_items",
    "register_ward",
    "remind",
    "report_item",
    "report_ward",
    "return_item",
    "score_ward",
    "withdraw_ward",
]
