"""What it costs to comply with a procedure: the sums of the declared formula."""

from . import env

COMPLIANCE_HOUR_DONG = env.number(
    "MOTCUA_COMPLIANCE_HOUR_DONG",
    default=48_000,
    meaning="Average income of an hour in đồng, for the cost of complying with a procedure.",
)
COMPLIANCE_TRIP_DONG = env.number(
    "MOTCUA_COMPLIANCE_TRIP_DONG",
    default=30_000,
    meaning="What one way to the office costs an applicant, in đồng, for the same figure.",
)
