"""Other systems from which figures are taken."""

from . import env

SOURCE_HOSTS = frozenset(
    env.text(
        "MOTCUA_SOURCE_HOSTS",
        default="",
        meaning="Hosts that connectors may ask, by blank; no other is ever asked.",
    ).split()
)
SOURCE_PRIVATE = env.flag(
    "MOTCUA_SOURCE_PRIVATE",
    default=False,
    meaning="1: those hosts may stand at private addresses and be asked without TLS.",
)
SAMPLE_DAYS = env.number(
    "MOTCUA_SAMPLE_DAYS",
    default=400,
    meaning="Days for which the minutes of sensors are kept; the values of days stay for ever.",
)
WEB_SOURCE = "motcua.integrations.json_source.reader.read_json"
DATABASE_SOURCE = "motcua.integrations.database_source.reader.read_rows"
BROKER = "motcua.integrations.mqtt.listener.Listener"
