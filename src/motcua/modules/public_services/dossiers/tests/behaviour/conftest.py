import pytest

from motcua.modules.public_services.dossiers.tests import factories as make


@pytest.fixture
def office(db):
    return make.make_office()


@pytest.fixture
def citizen(db):
    return make.make_citizen()


@pytest.fixture
def catalogue(db):
    make.make_catalogue()


@pytest.fixture
def told():
    """Return the events of a dossier, as (code, payload)."""
    from motcua.foundation.models import EventRecord  # noqa: PLC0415 - Django must be up

    def events(dossier):
        stream = f"submission:{make.get(dossier).id}"
        found = EventRecord.objects.filter(stream=stream).order_by("stream_version")
        return [(each.code.removeprefix("dossiers."), each.payload) for each in found]

    return events
