"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound, NotPermitted


class CaseNotFound(NotFound):
    """There is no such case, or it is not the actor's to see."""

    code = "cases.not_found"
    message = _("We cannot find this case, or it is not yours to see.")


class NotYourStep(NotPermitted):
    """The step is held by another post."""

    code = "cases.not_your_step"
    message = _("This step is with another post now. Open your inbox to see what waits for you.")


class DelegationEnded(NotYourStep):
    """The post was lent to the actor, and the power has ended or not begun."""

    code = "cases.delegation_ended"
    message = _(
        "You act for the post %(post)s only from %(start)s to %(end)s. Nothing was done; "
        "ask its holder, or for a new delegation."
    )


class CaseIsClosed(Conflict):
    """The case has ended."""

    code = "cases.closed"
    message = _("This case is closed; nothing more can be done in it.")


class CaseIsPaused(Conflict):
    """The case waits for the applicant."""

    code = "cases.paused"
    message = _("This case waits for the applicant. It goes on when the answer comes.")


class CaseIsNotPaused(Conflict):
    """The case is not waiting."""

    code = "cases.not_paused"
    message = _("This case is not waiting for anything.")


class WrongStep(Conflict):
    """The case has moved to another step in the meantime."""

    code = "cases.wrong_step"
    message = _("The case is at another step now: %(step)s. Open it again and look.")


class NothingToSendBackTo(Conflict):
    """No earlier step can take the case back."""

    code = "cases.nothing_to_send_back_to"
    message = _("There is no earlier step that could take this back.")


class PostElsewhere(Conflict):
    """The post belongs to another authority."""

    code = "cases.post_elsewhere"
    message = _("%(post)s belongs to %(unit)s. Choose a post of your own authority.")


class NoPostForStep(Conflict):
    """Nobody in the authority holds a post that could do the step."""

    code = "cases.no_post_for_step"
    message = _(
        "Nobody holds a post for the step “%(step)s” (%(role)s). "
        "Ask the administrator to appoint somebody, then try again."
    )


class UnsoundProcess(Invalid):
    """A step table that cannot be followed."""

    code = "cases.unsound_process"
    message = _("This process cannot be published. Mend the lines named below.")


class StepBlocked(Conflict):
    """Nothing goes up while mandatory opinions are missing."""

    code = "cases.step_blocked"
    message = _("An opinion is still missing: %(missing)s. It goes on when the answers are there.")


class AlreadyReappointed(Conflict):
    """The law lets the administration promise anew once."""

    code = "cases.already_reappointed"
    message = _("A new appointment was given already. The law allows one.")


class TooEarly(Conflict):
    """A promise would lie in the past."""

    code = "cases.too_early"
    message = _("The new instant must lie after now and after the old promise.")


class OpinionNotFound(NotFound):
    """There is no such question, or it is not the actor's."""

    code = "cases.opinion_not_found"
    message = _("We cannot find this question, or it is not yours to answer.")


class OpinionIsClosed(Conflict):
    """It was decided to go on without the answer, or the case has ended."""

    code = "cases.opinion_closed"
    message = _("This question is closed; an answer is no longer waited for.")


class NothingWritten(Invalid):
    """A question, an answer or a reason is empty."""

    code = "cases.nothing_written"
    message = _("Write something: others read it.")


class NotYoursToTakeBack(NotPermitted):
    """Only who sent a step onward takes it back."""

    code = "cases.not_yours_to_take_back"
    message = _("Only who sent this on last can take it back.")


class AlreadyTouched(Conflict):
    """The next holder has begun."""

    code = "cases.already_touched"
    message = _("%(holder)s has begun to work on it; ask for it to be sent back instead.")


class NotHeldBy(Conflict):
    """A step would go to somebody who does not hold the post."""

    code = "cases.not_held_by"
    message = _("This person does not hold the post %(post)s now. Choose somebody who does.")


class NobodyToAsk(Conflict):
    """The agency has no post that could answer."""

    code = "cases.nobody_to_ask"
    message = _("Nobody there could answer. Choose a post or an agency that has one.")
