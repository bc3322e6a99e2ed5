"""Pure checks of an article: what is claimed and how, what is counted, what is shown, how it hangs together.

A rule is a function that is named for the defect and finds it, with a `Rule` of the same name, in capitals, beside it. Ids
begin at 101 in each family; below that stand the loader's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report.lint.attribution import loaded_word
from report.lint.crossrefs import dangling_cross_reference
from report.lint.dates import later_than_edition
from report.lint.derived import (
    circular_derivation,
    inconvertible,
    negative_count,
    undated_parent,
    unlike_bases,
    unlike_units,
    wrong_parents,
)
from report.lint.explain import explain_record, find_uses
from report.lint.figures import (
    bar_without_number,
    chart_without_data,
    image_without_alternative,
    image_without_credit,
    unlike_bars,
)
from report.lint.numbers import spelled_number, typed_number, typed_number_in_label
from report.lint.observations import rival_observations
from report.lint.pairing import unpaired_statement
from report.lint.quotes import inexact_words, typed_quotation, unnoted_quotation
from report.lint.references import (
    dangling_reference,
    date_too_fine,
    quote_without_words,
    undated,
    unknown_basis,
    unknown_form,
    unsourced,
    wrong_kind,
)
from report.lint.relations import circular_date, circular_relation, circular_via, twin_sides
from report.lint.structure import unknown_section, unused_evidence, unused_record
from report.lint.survey import Survey
from report.lint.table_views import (
    stray_table_option,
    unfit_cell,
    unfit_decimals,
    unfit_pivot,
    unfit_total,
    unknown_table_column,
    unknown_table_row,
    unsourced_table,
)
from report.lint.units import plural_of_plural, sign_as_noun, too_few_forms, unknown_unit, wrong_forms
from report.model.article import Article
from report.problems import Problem, in_order

RULES: tuple[Callable[[Survey], Iterator[Problem]], ...] = (
    # Claims: what prose and fields name
    dangling_reference,
    wrong_kind,
    unknown_basis,
    unknown_form,
    undated,
    date_too_fine,
    quote_without_words,
    unsourced,
    dangling_cross_reference,
    # Claims: how records stand to each other
    circular_date,
    circular_relation,
    circular_via,
    twin_sides,
    # Claims: what is typed instead of named
    typed_number,
    typed_number_in_label,
    spelled_number,
    typed_quotation,
    unnoted_quotation,
    inexact_words,
    # Claims: fairness
    unpaired_statement,
    loaded_word,
    # Data
    wrong_parents,
    unlike_units,
    unlike_bases,
    undated_parent,
    inconvertible,
    circular_derivation,
    negative_count,
    later_than_edition,
    rival_observations,
    unknown_unit,
    wrong_forms,
    too_few_forms,
    sign_as_noun,
    plural_of_plural,
    # Data: what tables show of it
    stray_table_option,
    unknown_table_column,
    unknown_table_row,
    unfit_pivot,
    unfit_total,
    unfit_decimals,
    unsourced_table,
    unfit_cell,
    # Figures
    chart_without_data,
    image_without_alternative,
    image_without_credit,
    bar_without_number,
    unlike_bars,
    # Structure
    unknown_section,
    unused_evidence,
    unused_record,
)


def lint(article: Article) -> list[Problem]:
    """Return every problem of the article, in the order of its files; nothing is read, drawn or changed."""
    survey = Survey.of(article)
    return in_order([problem for rule in RULES for problem in rule(survey)])


__all__ = ["RULES", "explain_record", "find_uses", "lint"]
