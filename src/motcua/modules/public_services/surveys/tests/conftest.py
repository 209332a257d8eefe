from datetime import timedelta

import pytest

from motcua.foundation.time import local_date
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as dossiers
from motcua.modules.public_services.surveys import use_cases

TEXT = """# Công chức
Lịch sự
Rõ ràng
# Kết quả
Đúng hẹn"""


@pytest.fixture(scope="module")
def office(kept_db):
    """An office that asks three questions, shown from three answers on; made once for a file."""
    dossiers.make_catalogue()
    office = dossiers.make_office()
    use_cases.publish_survey(
        actor=people.SYSTEM,
        unit_id=office.unit.id,
        title="Khảo sát tại quầy",
        text=TEXT,
        minimum=3,
        valid_from=local_date(dossiers.AT) + timedelta(days=1),
        at=dossiers.AT,
    )
    return office
