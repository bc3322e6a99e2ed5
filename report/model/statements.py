"""What is claimed: statements, and accounts that differ."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from report.model.evidence import Evidence
from report.model.fields import (
    DateField,
    Exact,
    Keyed,
    KeyRefs,
    Label,
    Language,
    PersonRef,
    ProseField,
    Record,
    RefField,
    Remark,
    Said,
    StatementRef,
    Words,
)
from report.model.marks import EVIDENCE, Of, Verbatim, of
from report.model.reading import refused


class Statement(Evidence):
    """Who said what: exact words or a paraphrase, with everybody who passed it on."""

    speaker: PersonRef
    role: Said | None = None
    """The speaker's role as the source gives it here, where it differs from people.yaml."""
    occasion: Said | None = None
    date: DateField | None = None
    exact: Annotated[Exact, Verbatim("translation")] | None = None
    """Verbatim, without outer quotation marks."""
    language: Language | None = None
    """The language of the exact words, where it isn't the article's."""
    translation: Exact | None = None
    """Our translation of the exact words, printed with them and called ours; catalogues have it in further languages."""
    paraphrase: ProseField | None = None
    """What was said, in our words; with exact words, what frames them."""
    note: Remark | None = None
    """For editors; printed nowhere."""
    via: Annotated[KeyRefs, of("person", "source")] = ()
    """Who passed it on, from the speaker outwards."""
    hedge: Annotated[Words, Verbatim("hedge-translation")] | None = None
    """The source's own hedge: "alleged", "believed to be"."""
    hedge_translation: Words | None = None
    """Our translation of the hedge, where the source isn't in the article's language."""
    answers: StatementRef | None = None
    """The statement that this one answers; only where the source says so."""
    contradicts: StatementRef | None = None
    set_beside: StatementRef | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Statement:
        if self.exact is None and not self.paraphrase:
            raise refused("missing", "the statement says nothing", "add exact: with the words, or paraphrase:")
        return self


class Side(Record):
    """One version of a matter: the record that gives it, and the words that go with it in print."""

    record: Annotated[RefField, Of(EVIDENCE)]
    label: Label | None = None
    """Who or where, where the record's own speaker or title isn't enough."""


def _bare_side(value: Any) -> Any:
    return {"record": value} if isinstance(value, str) else value


SideField = Annotated[Side, BeforeValidator(_bare_side)]


class Account(Keyed):
    """A matter on which records differ; its versions stand side by side, and nothing resolves them."""

    matter: Label
    """What they differ on, as a question or a noun: "Who guards the camp"."""
    sides: tuple[SideField, ...] = Field(min_length=2)
    note: ProseField | None = None
