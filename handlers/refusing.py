"""Owns the sentences that say why an answer was not taken, and what to do next."""

from forms.steps import Doubt, Refusal, Refused
from handlers.messages import Choice, Reply, Unusable, World


def refusal(refused: Refused, world: World) -> str:
    """The form's own sentence if it has one; otherwise ours."""
    if refused.message:
        return refused.message
    _ = world.gettext
    limit = refused.limit or 0
    return {
        Refusal.CONSTRAINT: _("This answer does not fit. Please look at the hint and try again."),
        Refusal.REQUIRED: _("This question needs an answer."),
        Refusal.NOT_A_NUMBER: _("Please type a number, e.g. 45."),
        Refusal.NOT_WHOLE: _("Please type a whole number that is not negative, e.g. 45."),
        Refusal.NOT_MONEY: _("Please type an amount, e.g. 1.500.000 or 1tr5."),
        Refusal.NOT_A_DATE: _("Please type a date as day/month/year, e.g. 20/11/2026."),
        Refusal.LUNAR_DATE: _("This looks like a lunar date. Please type the solar date."),
        Refusal.NOT_A_CHOICE: _("Please choose from the list, or type its number."),
        Refusal.NOT_FOUND: _("This name was not found. Please type it again or in part."),
        Refusal.NOT_A_PHOTO: _("Please send a photo, or press “Skip”."),
        Refusal.PHOTO_NOT_WANTED: _("This question takes no photo. Please answer with words."),
        Refusal.TOO_MANY_PHOTOS: _("{limit} photos are enough. Please press “Done”."),
        Refusal.TOO_LONG: _("This answer is too long (at most {limit} characters)."),
        Refusal.TOO_LARGE: _("This number is too large. Please check it."),
        Refusal.NOT_SKIPPABLE: _("This question cannot be skipped."),
        Refusal.NOTHING_BEFORE: _("This is the first question."),
        Refusal.NOT_A_TIME: _("Please type a time, e.g. 8h30 or 14:00."),
        Refusal.NOT_A_MOMENT: _("Please type the day and the time, e.g. 8h30 20/11/2026."),
        Refusal.NOT_A_PHONE: _("Please type a phone number, e.g. 0912 345 678."),
        Refusal.NOT_A_DOCNO: _("Please type the number of the document, e.g. 125/KH-UBND."),
        Refusal.NOT_A_YEAR: _("Please type a year, e.g. 2026."),
        Refusal.NOT_A_SCHOOL_YEAR: _("Please type a school year, e.g. 2026-2027."),
        Refusal.NOT_A_POINT: _(
            "Please share the location, or type its coordinates, e.g. 22.386, 103.458."
        ),
        Refusal.NOT_A_FILE: _("Please send a file (PDF, Word, Excel) or a photo."),
        Refusal.NOT_A_NAME: _("Please type a full name, without digits."),
        Refusal.FILE_NOT_WANTED: _("This question takes no file. Please answer as it says."),
        Refusal.POINT_NOT_WANTED: _(
            "This question asks for no location, and the one you sent was not kept."
        ),
        Refusal.TOO_MANY_INSTANCES: _("No more can be added here (at most {limit})."),
        Refusal.NO_SUCH_QUESTION: _(
            "There is no question of this number. To see all questions, type “tất cả”."
        ),
        Refusal.NO_PREVIOUS: _(
            "There is no earlier answer to repeat here. Please type the answer."
        ),
        Refusal.LINES_LEFT: world.ngettext(
            "All questions are answered; {limit} line of your message was not needed.",
            "All questions are answered; {limit} lines of your message were not needed.",
            limit,
        ),
        Refusal.STALE: _("That button belongs to another question. The open question is:"),
        Refusal.INCOMPLETE: _("Some answers are still missing or no longer fit (marked ⚠)."),
    }[refused.why].format(limit=limit)


def problem(said: str, world: World) -> str:
    """What is wrong with a line of the review: the form's sentence, or ours for its reason."""
    return refusal(Refused(Refusal(said)), world) if said in set(Refusal) else said


def doubt(why: Doubt, world: World) -> str:
    """What is asked back before an answer is taken."""
    _ = world.gettext
    match why.kind:
        case "check":
            lead = why.message or _("This is unusual.")
            return f"{lead} " + _("You entered: {shown}. Is that right?").format(shown=why.shown)
        case "readings" if len(why.options) == 1:
            return _("Do you mean this? If not, please type it again.")
        case "readings":
            return _("This can be read in several ways. Which one do you mean?")
        case "found":
            return why.message or _("Which one do you mean?")
        case "similar":
            return why.message or _("There is already something much like it. Is it one of these?")


def only_coordinators(world: World) -> Reply:
    _ = world.gettext
    text = _("Only coordinators of the department can do this. Please type /trogiup to see more.")
    return Reply(text, choices=(Choice("menu:main", _("Menu")),))


def unusable(why: Unusable, world: World) -> str:
    _ = world.gettext
    policy = world.policy
    is_file = why is Unusable.FILE_TOO_LARGE
    megabytes = policy.file_megabytes if is_file else policy.photo_megabytes
    return {
        Unusable.STICKER: _("A sticker cannot be read as an answer."),
        Unusable.VOICE: _("Voice messages cannot be read yet. Please type your answer."),
        Unusable.VIDEO: _("Videos are not taken. Please send photos."),
        Unusable.DOCUMENT: _(
            "Only PDF, Word (.docx) and Excel (.xlsx) files and photos (jpg, png) are taken."
            " Please save older .doc and .xls files anew as .docx or .xlsx."
        ),
        Unusable.MACROS: _(
            "This file holds macros, which are not taken. Please save it without macros and send"
            " it again."
        ),
        Unusable.NOT_AN_IMAGE: _("This file is not a photo. Please send a jpg or png photo."),
        Unusable.TOO_LARGE: _(
            "This photo is larger than {megabytes} MB. Please send a smaller one."
        ),
        Unusable.FILE_TOO_LARGE: _(
            "This file is larger than {megabytes} MB. Please send a smaller one."
        ),
        Unusable.LOST: _("The file could not be fetched. Please send it once more."),
        Unusable.OTHER: _("This kind of message cannot be read. Please type your answer."),
    }[why].format(megabytes=megabytes)
