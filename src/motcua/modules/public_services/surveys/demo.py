"""The district asks at its desks and at those of its wards; one ward has too few answers yet."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.ids import uuid7
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases
from .models import Survey
from .types import Channel, SurveyInfo

ACTOR = actors.system("demo")
DISTRICT, FEW = "H24.12", "H24.12.29"
MINIMUM, ANSWERS, OF_FEW = 30, 36, 12
_DAYS = 80
_COMMENTS = (
    "Cán bộ hướng dẫn rất rõ, xin cảm ơn.",
    "Nên có thêm ghế chờ vào buổi sáng thứ Hai.",
    "Nộp trên mạng nhanh, không phải đi lại.",
    "Biển chỉ dẫn ở cổng hơi nhỏ.",
    "Trả kết quả sớm hơn giấy hẹn.",
)


def load() -> None:
    """Publish the shipped questions and let people answer; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if district is None or Survey.objects.exists():
        return
    begun = now - timedelta(days=_DAYS + 1)
    use_cases.publish_survey(
        actor=ACTOR,
        unit_id=district.id,
        title="Khảo sát sự hài lòng tại bộ phận một cửa",
        text=queries.shipped_questions(),
        minimum=MINIMUM,
        valid_from=local_date(begun),
        at=begun,
    )
    survey = queries.find_survey(district.id, on=local_date(now))
    if survey is None:
        return
    chance = Random(7)  # noqa: S311 - the same city each time
    for unit in queries.units_of(district, on=local_date(now)):
        for _nth in range(OF_FEW if unit.code == FEW else ANSWERS):
            _answer(survey, unit.id, chance, now)


def _answer(survey: SurveyInfo, unit_id: UUID, chance: Random, now: datetime) -> None:
    mood = chance.choice((0.97, 0.93, 0.9, 0.8))
    values = {
        each.code: chance.choice((5, 5, 4)) if chance.random() < mood else chance.choice((1, 2, 3))
        for each in survey.questions
    }
    use_cases.answer_survey(
        actor=actors.ANONYMOUS,
        unit_id=unit_id,
        values=values,
        channel=chance.choice((Channel.QR, Channel.KIOSK)),
        key=uuid7(),
        comment=chance.choice(_COMMENTS) if chance.random() < 1 / 8 else "",
        at=now - timedelta(days=chance.randrange(_DAYS), hours=chance.randrange(8)),
    )
