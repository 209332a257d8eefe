"""The door: what other modules, and the process that listens to sensors, may use."""

from .errors import SeriesNotFound
from .events import ReadingRecorded
from .models import Sensor, Source
from .ports import Broker
from .queries import brokers, list_sensors, read_message, secret_of
from .tasks import in_words
from .types import Heard, Refused
from .use_cases import note_failure, store_samples

__all__ = [
    "Broker",
    "Heard",
    "ReadingRecorded",
    "Refused",
    "Sensor",
    "SeriesNotFound",
    "Source",
    "brokers",
    "in_words",
    "list_sensors",
    "note_failure",
    "read_message",
    "secret_of",
    "store_samples",
]
