"""The wall and the process that pushes to it."""

from . import env

PUSH = env.text(
    "MOTCUA_PUSH",
    default="",
    meaning="How browsers reach `motcua push`: `proxy` (it passes /wall/stream/ on), or its port "
    "beside the site; empty: there is none, and open walls ask every five seconds.",
)
WALL_DAYS = env.number(
    "MOTCUA_WALL_DAYS",
    default=30,
    meaning="For so many days an open wall goes on without anybody signing in anew.",
)
