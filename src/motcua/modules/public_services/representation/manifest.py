from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, Module, NavItem
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from . import demo, events, handlers, queries, tasks

MODULE = Module(
    title=_("Acting for others and together"),
    urls="motcua.modules.public_services.representation.web.urls",
    publishes=events.ALL,
    provides=[queries.OthersInDossiers(), queries.MandatePanel(), *demo.PERSONAS],
    listens=[
        On(identity.PersonRegistered, handlers.bind_representative),
        On(dossiers.DossierSubmitted, handlers.note_sent),
        On(dossiers.DossierAccepted, handlers.tell_others),
        On(dossiers.SupplementRequested, handlers.tell_others),
        On(dossiers.SubmissionRefused, handlers.tell_others),
        On(dossiers.ResultIssued, handlers.tell_others),
        On(dossiers.ResultReturned, handlers.tell_others),
        On(dossiers.DossierWithdrawn, handlers.tell_others),
        On(events.MandateGiven, handlers.tell_mandate_given),
        On(events.MandateClaimed, handlers.tell_mandate_claimed),
        On(events.MandateConfirmed, handlers.tell_mandate_confirmed),
        On(events.MandateRefused, handlers.tell_mandate_refused),
        On(events.MandateEnded, handlers.tell_mandate_ended),
        On(events.InvitationTaken, handlers.tell_taken),
        On(events.PartConfirmed, handlers.tell_confirmed),
        On(events.PartReopened, handlers.tell_reopened),
        On(events.InvitationDeclined, handlers.tell_declined),
    ],
    schedule=[Every(seconds=60, run=tasks.end_mandates)],
    demo=demo.load,
    demo_order=60,
    extra={
        "account_navigation": [
            NavItem(title=_("Acting for others"), url="representation:mandates", order=30),
        ],
    },
)
