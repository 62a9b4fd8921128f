"""500 questions, hundreds of relevants, a chain of totals: filled in and changed at random."""

from dataclasses import dataclass, field
from random import Random

import pytest

from forms.definition import walk
from forms.steps import Again, Ask, Jump, Review, Skip, Submit
from tests.forms.fakes import Talk
from tests.forms.real import large
from tests.forms.real.playing import handed_in

FORM = large.form()


@dataclass
class Officer:
    """Answers whatever is asked, remembers what was said, and checks nothing."""

    chance: Random
    talk: Talk = field(default_factory=lambda: Talk(FORM))
    said: dict[str, int | str] = field(default_factory=dict)

    def answer_all(self) -> None:
        while isinstance(self.talk.turn.step, Ask | Again):
            name = self.talk.at
            if name.startswith("g"):
                self.said[name] = self.chance.choice(["yes", "yes", "no"])
                self.talk.say("có" if self.said[name] == "yes" else "không")
            elif self.chance.random() < 0.1 and name not in self.said:
                self.talk.say(Skip())
            else:
                self.said[name] = number = self.chance.randrange(10)
                self.talk.say(str(number))
            assert not isinstance(self.talk.turn.step, Again)

    def change_one(self) -> None:
        review = self.talk.turn.step
        assert isinstance(review, Review)
        self.talk.say(Jump(self.chance.choice(review.lines).question))
        self.answer_all()


def test_it_has_500_questions() -> None:
    assert sum(question.asked for question, _ in walk(FORM.nodes)) == 500
    assert sum(bool(question.relevant) for question, _ in walk(FORM.nodes)) == 480


@pytest.mark.parametrize("seed", range(2))
def test_filled_in_and_changed(seed: int) -> None:
    officer = Officer(Random(seed))
    officer.answer_all()
    assert officer.talk.review.complete
    for _ in range(15):
        officer.change_one()
        review = officer.talk.turn
        assert handed_in(officer.talk.say(Submit())) == large.expected(officer.said)
        officer.talk.turn = review
