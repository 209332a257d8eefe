"""The wall and the process that pushes to it."""

from . import env

PUSH_PORT = env.number(
    "MOTCUA_PUSH_PORT",
    default=0,
    meaning="Port of `motcua push` as browsers reach it beside the site; 0: the proxy before the "
    "site passes /wall/stream/ on to it.",
)
WALL_DAYS = env.number(
    "MOTCUA_WALL_DAYS",
    default=30,
    meaning="For so many days an open wall goes on without anybody signing in anew.",
)
