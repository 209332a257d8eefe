"""Background jobs: other systems are asked, minutes of sensors become days."""

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors

from . import queries, rules, use_cases
from .models import Source
from .types import Line, Origin

if TYPE_CHECKING:
    from .ports import ForeignDatabase, WebService

logger = logging.getLogger(__name__)
LANGUAGE = "vi"
AT_ONCE = 20


def ask_sources() -> None:
    """Ask the sources that are due, one after the other, outside any transaction."""
    for _turn in range(AT_ONCE):
        source = use_cases.claim_source(at=timezone.now())
        if source is None:
            return
        with override(LANGUAGE):
            ask(source)


def ask(source: Source) -> None:
    """Ask a source and take in what it answers; what goes wrong is noted with it."""
    actor, began_at = actors.system(source.title), timezone.now()
    try:
        lines = _lines(source)
        use_cases.take_answer(
            actor=actor,
            source_id=source.id,
            lines=lines,
            began_at=began_at,
            at=timezone.now(),
        )
    except Exception as error:  # whatever it was, the other sources are asked
        if not isinstance(error, OSError | ValueError):
            logger.exception("the source %s was not read", source.id)
        use_cases.note_failure(
            actor=actor,
            source_id=source.id,
            error=in_words(error),
            began_at=began_at,
            at=timezone.now(),
        )


def _lines(source: Source) -> list[Line]:
    by, secret = source.to_settings(), queries.secret_of(source)
    if source.kind == Origin.DATABASE:
        database: ForeignDatabase = import_string(settings.DATABASE_SOURCE)
        rows = database(by.address, user=by.header, secret=secret, query=by.sql)
        return rules.read_lines(rows, by)
    service: WebService = import_string(settings.WEB_SOURCE)
    return rules.read_lines(service(by.address, header=by.header, secret=secret), by)


def in_words(error: Exception) -> str:
    """Return why a source could not be read, for whoever configures it."""
    detail = str(error).strip()[:300]
    if isinstance(error, PermissionError):
        return _(
            "The operator does not allow this address (%(detail)s): see MOTCUA_SOURCE_HOSTS and "
            "MOTCUA_SOURCE_PRIVATE."
        ) % {"detail": detail}
    if isinstance(error, TimeoutError):
        return _("The source did not answer in time (%(detail)s).") % {"detail": detail}
    if isinstance(error, ConnectionRefusedError):
        return _(
            "Nothing listens at this address and port (%(detail)s): see whether the other system "
            "runs, and whether the port is right."
        ) % {"detail": detail}
    if isinstance(error, OSError):
        return _("The source does not answer: %(detail)s") % {"detail": detail}
    if isinstance(error, ValueError):
        return _("The answer cannot be read: %(detail)s") % {"detail": detail}
    return _("Something went wrong that we did not foresee; it is in the log of the system.")


def count_days() -> None:
    """Turn the minutes that sensors sent into values of days."""
    with override(LANGUAGE):
        for source in queries.brokers():
            use_cases.count_days(
                actor=actors.system(source.title), source_id=source.id, at=timezone.now()
            )


def forget_samples() -> None:
    """Forget the minutes that are too old."""
    use_cases.forget_samples(days=settings.SAMPLE_DAYS, at=timezone.now())


def recount() -> None:
    """Count all series from their readings once more; what was otherwise is a fault of ours."""
    for series_id in queries.all_series():
        if wrong := use_cases.tally_series(since={series_id: None}):
            logger.error("%s days of the series %s were not as its readings", wrong, series_id)
