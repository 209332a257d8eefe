"""Whose door this is: the installation's own name, mark and accent."""

from . import env

SITE_NAME = env.text(
    "MOTCUA_SITE_NAME",
    default="Ủy ban nhân dân quận Hồng Bàng",
    meaning="Name of the authority whose door this is; it stands in header and footer.",
)
SITE_PLACE = env.text(
    "MOTCUA_SITE_PLACE",
    default="Thành phố Hải Phòng",
    meaning="The place above the authority; it stands under its name.",
)
SITE_CONTACT = env.text(
    "MOTCUA_SITE_CONTACT",
    default="",
    meaning="How to reach a person: a telephone number or an e-mail address, shown in the footer.",
)
SITE_EMBLEM = env.text(
    "MOTCUA_SITE_EMBLEM",
    default="",
    meaning="Path of a picture among the static files, shown beside the name; empty: the door.",
)
SITE_ACCENT = env.text(
    "MOTCUA_SITE_ACCENT",
    default="",
    meaning="Colour of the brand bar such as #8c1c13, on which white is readable; empty: lacquer.",
)
