"""Owns the terminal as a chat: replies are printed, each line that is typed is one message."""

import sys
from dataclasses import dataclass
from typing import TextIO

from bot import fit
from bot.channels.base import Capabilities, Span
from bot.commands.form_trial import Left, Trial
from bot.plainly import PlainError, UnusableInputError
from forms.steps import Done
from handlers.messages import Reply, World

_TERMINAL = Capabilities(
    pushes=False, buttons=False, edits=False, contact_button=False, text_limit=1_000_000
)
_STYLES = {"bold": "\x1b[1m", "italic": "\x1b[3m"}
_PLAIN = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the talk is shown, and lines are read."""

    out: TextIO
    world: World

    def show(self, reply: Reply) -> None:
        for part in fit.fit(reply, 0, _TERMINAL, self.world.gettext):
            print("".join(self._styled(span) for span in part.spans), file=self.out)
        print(file=self.out)

    def read(self) -> str | None:
        """One message; a line that ends in a backslash goes on. None: there is no more."""
        lines: list[str] = []
        while not lines or lines[-1].endswith("\\"):
            line = self._line("… " if lines else "> ")
            if not line:
                return None
            lines.append(line.removesuffix("\n"))
        return "\n".join(line.removesuffix("\\") for line in lines)

    def _line(self, prompt: str) -> str:
        print(prompt, end="", file=self.out, flush=True)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            text = self.world.gettext("What was typed is not UTF-8 text.")
            raise UnusableInputError(text) from None
        if line and not sys.stdin.isatty():  # a terminal shows it by itself
            print(line.rstrip("\n"), file=self.out)
        return line

    def _styled(self, span: Span) -> str:
        style = _STYLES.get(span.style, "") if self.out.isatty() else ""
        return f"{style}{span.text}{_PLAIN}" if style else span.text


def talk(trial: Trial, terminal: Terminal) -> Done:
    """To the end, or PlainError if the person breaks off."""
    try:
        said = _last(trial, terminal)
    except KeyboardInterrupt:
        said = Left()
    if isinstance(said, Done):
        return said
    print(file=terminal.out)
    _ = trial.world.gettext
    raise PlainError(_("The trial ended before the report was sent. Nothing was kept."))


def _last(trial: Trial, terminal: Terminal) -> Done | Left:
    hello = trial.world.gettext(
        "Trial of “{form}”: nothing is kept. “\\” at the end of a line goes on in the next one;"
        " “@photo.jpg” stands for a file; “thoát” ends the trial."
    )
    print(hello.format(form=trial.form.title), end="\n\n", file=terminal.out)
    said: Reply | Done | Left = trial.begin()
    while isinstance(said, Reply):
        terminal.show(said)
        line = terminal.read()
        said = Left() if line is None else trial.hear(line)
    return said
