"""What a role, a directive, or a chart of one form takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """Which records may be named, how many, and what may stand beside their ids."""

    kinds: frozenset[str] = frozenset()
    """The kinds of record that it takes."""
    least: int = 0
    most: int | None = 0
    options: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    """Options that can't be left out."""
    body: str = ""
    """"", "paragraph", "blocks" or "table"."""
    words: bool = False
    """Whether words stand after the name, not ids."""
    whole: bool = False
    """Whether it shows all records of its kinds where it names none."""
    forms: tuple[str, ...] = ()
    """What may stand after `|` in a role, and in the option `form` of a directive."""
    inflected: bool = False
    """Whether what a role prints may stand after `|=` in the form that its sentence needs."""
    usual: str = ""
    """What a directive without that option is, in words."""

    @property
    def count(self) -> str:
        """How many ids stand after its name, in words."""
        match self.least, self.most:
            case 0, 0:
                return "no id"
            case 1, 1:
                return "one id"
            case 1, 2:
                return "one id or two"
            case 0, _:
                return "any ids, or none"
        return f"{'one id' if self.least == 1 else f'{self.least} ids'} or more"
