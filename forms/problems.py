"""Owns a problem of an uploaded form: its place, said in words that anybody can follow."""

from dataclasses import dataclass

from forms.faults import Fault, Severity

__all__ = ["Fault", "FormError", "Problem", "Severity"]


@dataclass(frozen=True, slots=True)
class Problem:
    fault: Fault
    what: str = ""
    sheet: str = ""
    row: int = 0  # 0 = the sheet as a whole
    column: str = ""  # its own name: "label"
    language: str = ""  # of a column that there is in several
    meant: str = ""  # what was probably meant
    position: int = 0  # in the cell's text, from 1; 0 = the whole
    is_doubt: bool = False  # the fault is often none: a warning all the same
    header: str = ""  # the column as the sheet has it: "label::Tiếng Việt (vi)"
    letter: str = ""  # … and as a spreadsheet calls it: "C"

    @property
    def severity(self) -> Severity:
        return "warning" if self.is_doubt else self.fault.severity

    @property
    def english(self) -> str:
        place = self._place("sheet", "row", "column", "character")
        return self._said(place, self.fault.english, "Did you mean “{}”?")

    @property
    def vietnamese(self) -> str:
        place = self._place("trang", "dòng", "cột", "ký tự thứ")
        return self._said(place, self.fault.vietnamese, "Ý anh/chị có phải là “{}” không?")

    def _said(self, place: str, words: str, guess: str) -> str:
        said = words.format(what=self.what, meant=self.meant)
        whole = f"{place}: {said}." if place else f"{said}."
        has_guess = self.meant and "{meant}" not in words
        return f"{whole[:1].upper()}{whole[1:]}" + (
            f" {guess.format(self.meant)}" * bool(has_guess)
        )

    def _place(self, sheet: str, row: str, column: str, character: str) -> str:
        header = self.header or self.column
        if self.letter and self.letter != header:
            header = f"{self.letter} ({header})"
        parts = {sheet: self.sheet, row: self.row, column: header, character: self.position}
        return ", ".join(f"{name} {value}" for name, value in parts.items() if value)


class FormError(ValueError):
    """A form that cannot be taken; all that is wrong with it at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.english for problem in problems))
        self.problems = problems
