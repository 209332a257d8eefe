"""Exchange of documents with other agencies: limits, times, the format's open questions."""

from pathlib import Path

from motcua.project import embedded

from . import env

EXCHANGE_LARGEST_PACKET_MB = env.number(
    "MOTCUA_EXCHANGE_LARGEST_MB", default=50, meaning="Most megabytes of one exchange packet."
)
EXCHANGE_LONGEST_WAIT_SECONDS = env.number(
    "MOTCUA_EXCHANGE_LONGEST_WAIT",
    default=600,
    meaning="Most seconds between two attempts to hand a packet to a silent node.",
)
EXCHANGE_GIVE_UP_HOURS = env.number(
    "MOTCUA_EXCHANGE_GIVE_UP_HOURS",
    default=72,
    meaning="A packet that found no node for so many hours waits for somebody to send it again.",
)
EXCHANGE_KEEP_PACKETS_DAYS = env.number(
    "MOTCUA_EXCHANGE_KEEP_DAYS",
    default=0,
    meaning="Days after which the raw packet is emptied (its files and facts stay); 0: never.",
)
EXCHANGE_DIALECT = env.text(
    "MOTCUA_EXCHANGE_DIALECT",
    default="edxml-2022",
    meaning="Format of packets for nodes that ask for no other: edxml-2022 or edxml-2016.",
)
EXCHANGE_TLS_DIR = Path(
    env.text(
        "MOTCUA_EXCHANGE_TLS",
        default="",
        meaning="Folder of this node's key, certificate and trusted authorities (node.key, "
        "node.crt, ca.crt); empty: `exchange` in the data folder.",
    )
    or embedded.data_dir() / "exchange"
)
EXCHANGE_CONNECT_SECONDS = env.number(
    "MOTCUA_EXCHANGE_CONNECT_SECONDS",
    default=5,
    meaning="Seconds to wait for another node's answer.",
)
EXCHANGE_TRANSFER_SECONDS = env.number(
    "MOTCUA_EXCHANGE_TRANSFER_SECONDS", default=60, meaning="Seconds for handing one packet over."
)
EDXML_SIGN = env.flag(
    "MOTCUA_EDXML_SIGN",
    default=False,
    meaning="1: packets that we send are signed as a whole with this node's key.",
)
EDXML_STEERING = env.number(
    "MOTCUA_EDXML_STEERING",
    default=1,
    meaning="SteeringType of documents that say nothing of steering; 1 as the samples have it.",
)
EDXML_LARGEST_FILE_MB = env.number(
    "MOTCUA_EDXML_LARGEST_FILE_MB", default=50, meaning="Most megabytes of one unpacked attachment."
)
EDXML_WRAP_FILES = env.flag(
    "MOTCUA_EDXML_WRAP_FILES",
    default=True,
    meaning="1: each attachment travels as a ZIP with one file, as on the national axis.",
)
EDXML_KIND_GROUP = env.number(
    "MOTCUA_EDXML_KIND_GROUP",
    default=1,
    meaning="DocumentType/Type of documents that say no other; 1 as the samples have it.",
)
