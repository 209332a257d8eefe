"""Jobs of the worker."""

import logging

from django.utils import timezone

from motcua.foundation import modules

from . import use_cases
from .ports import Channel
from .types import Claimed

logger = logging.getLogger(__name__)


def deliver() -> None:
    """Carry messages that are due through their channels."""
    channels = {each.code: each for each in modules.provided(Channel)}
    while channels and (claimed := use_cases.claim_deliveries(at=timezone.now())):
        for each in claimed:
            _deliver(each, channels.get(each.channel))


def _deliver(claimed: Claimed, channel: Channel | None) -> None:
    if channel is None or not channel.reaches(claimed.outgoing):
        use_cases.record_unreachable(delivery_id=claimed.delivery_id)
        return
    try:
        channel.deliver(claimed.outgoing)
    except Exception as error:  # whatever it was, the message must not be lost
        logger.exception("message %s was not taken by %s", claimed.outgoing.key, claimed.channel)
        use_cases.record_failed(
            delivery_id=claimed.delivery_id, error=repr(error), at=timezone.now()
        )
    else:
        use_cases.record_sent(delivery_id=claimed.delivery_id, at=timezone.now())
