"""What the law of dossiers leaves open, or where we have not read the official text."""

from . import env

DOSSIER_CODE_PATTERN = env.text(
    "MOTCUA_DOSSIER_CODE",
    default="{unit}-{day}-{serial:04d}",
    meaning="Pattern of dossier codes; unit, day (YYMMDD) and serial are filled in.",
)
SUPPLEMENT_REQUESTS = env.number(
    "MOTCUA_SUPPLEMENT_REQUESTS",
    default=1,
    meaning="How often supplements may be asked for in one dossier.",
)
SUPPLEMENT_REPLY_DAYS = env.number(
    "MOTCUA_SUPPLEMENT_REPLY_DAYS",
    default=30,
    meaning="Days that an applicant has to supplement a dossier.",
)
SEAL_FORMS = env.flag(
    "MOTCUA_SEAL_FORMS",
    default=True,
    meaning="Whether forms of the desk carry the agency's digital signature.",
)
SEAL_FORMS_WITHIN_DAYS = env.number(
    "MOTCUA_SEAL_FORMS_DAYS",
    default=3,
    meaning="Days after which a form that waited is kept without the agency's signature.",
)
APOLOGY_BEFORE_DAYS = env.number(
    "MOTCUA_APOLOGY_DAYS",
    default=1,
    meaning="Working days before lateness on which an apology is drafted.",
)
APOLOGY_EXTRA_DAYS = env.number(
    "MOTCUA_APOLOGY_EXTRA_DAYS",
    default=2,
    meaning="Working days that a drafted apology proposes for the new date.",
)
REMIND_BEFORE_DAYS = env.number(
    "MOTCUA_REMIND_DAYS",
    default=2,
    meaning="Working days before a promise on which whoever holds the dossier is reminded.",
)
ESCALATE_AFTER_DAYS = env.number(
    "MOTCUA_ESCALATE_DAYS",
    default=3,
    meaning="Working days of lateness after which the chairman is told.",
)
RECEPTION_ANSWER_HOURS = env.number(
    "MOTCUA_RECEPTION_HOURS",
    default=8,
    meaning="Working hours within which reception answers an online submission.",
)
TRACKING_TRIES = env.number(
    "MOTCUA_TRACKING_TRIES",
    default=5,
    meaning="Wrong second factors a day after which the status page of a dossier stays closed.",
)
TRACKING_TRIES_OF_ADDRESS = env.number(
    "MOTCUA_TRACKING_TRIES_OF_ADDRESS",
    default=50,
    meaning="The same for an address, whatever the codes; many people may sit behind one.",
)
TRACKING_CODES = env.number(
    "MOTCUA_TRACKING_CODES",
    default=3,
    meaning="One-time codes a day that are sent for a dossier.",
)
TRACKING_OPEN_MINUTES = env.number(
    "MOTCUA_TRACKING_OPEN_MINUTES",
    default=15,
    meaning="Minutes for which a browser sees the status page after the second factor.",
)
