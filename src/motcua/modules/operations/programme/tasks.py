"""Background jobs: reminders of the week, targets that follow their figures."""

from django.utils import timezone

from . import use_cases


def remind() -> None:
    """Tell lead units what is late or due soon; once a week."""
    use_cases.remind(at=timezone.now())


def follow_figures() -> None:
    """Let bound targets turn by what their figures say."""
    use_cases.follow_figures(at=timezone.now())
