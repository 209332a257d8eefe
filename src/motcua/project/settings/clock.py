"""How the law's clock is read where the law leaves room."""

from . import env

WORKING_DAY_POLICY = env.text(
    "MOTCUA_WORKING_DAY_POLICY",
    default="END_OF_DAY",
    meaning="Where a limit in working days ends: END_OF_DAY (the last day counts to its end) or "
    "SAME_CLOCK_TIME (eight working hours a day, to the minute).",
)
