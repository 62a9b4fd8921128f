"""Owns what `or_other` adds to a form: a choice, and a question which other it is."""

from collections.abc import Mapping

from forms.definition import Choice, Extension, Question, Type, Words, language_code

OTHER = "other"
_OTHER_LABEL = {"vi": "Anh/chị vui lòng ghi rõ mục khác.", "en": "Please say which other."}
_OTHER_CHOICE = {"vi": "Khác (nhập)", "en": "Other (say which)"}


def with_other(listed: str, lists: dict[str, tuple[Choice, ...]], language: str) -> str:
    """The list with the choice "other" at its end; a list that has one is left as it is."""
    choices = lists[listed]
    if any(choice.name == OTHER for choice in choices):
        return listed
    name = f"{listed}_or_{OTHER}"
    lists[name] = (*choices, Choice(OTHER, _words(_OTHER_CHOICE, language)))
    return name


def which_other(asked: Question, language: str) -> Question:
    return Question(
        name=f"{asked.name}_{OTHER}",
        type=Type.TEXT,
        label=_words(_OTHER_LABEL, language),
        required=asked.required,
        relevant=f"selected(${{{asked.name}}}, '{OTHER}')",
        bot=Extension(indicators=asked.bot.indicators),
    )


def _words(words: Mapping[str, str], language: str) -> Words:
    """XLSForm leaves these words to the tool: they are said in the form's language."""
    return {language: words.get(language_code(language), words["vi"])}
