import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Return the events of a case since the test began, as (code, payload)."""
    from motcua.foundation.models import EventRecord  # noqa: PLC0415 - Django must be up

    def events(case_id):
        found = EventRecord.objects.filter(stream=f"case:{case_id}").order_by("stream_version")
        return [(each.code, each.payload) for each in found]

    return events
