"""Owns the bot's words as tests look for them: by way of the catalogue, whatever stands there."""

import re

from bot.worlds import translations

RECEIPT = re.compile(r"BC-[2-9A-HJKMNP-TV-Z]{5}")


def said(message: str) -> str:
    """What people read for this message id."""
    return translations("vi").gettext(message)


def stem(message: str) -> str:
    """The longest stretch of it without a variable: enough to know it again."""
    return max(re.split(r"\{\w+\}", said(message)), key=len).strip()


AGREE = said("I agree")
SEND = said("Send the report")
CHANGE = said("Change")
DONE = said("Done")
SKIP = said("Skip")
BACK = said("Back")
SAVE = said("Save and leave")
YES_RIGHT = said("Yes, that is right")
NEW_REPORT = said("New report")
OFFICER = said("Officer of the Economic Office")
NAME = said("Please type your full name.")
POSITION = said("What is your present position?")
PHONE = said("What is your work phone number?")
