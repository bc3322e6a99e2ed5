"""Tables of series: that their options name what is there, and reckon with nothing that can't be reckoned with."""

from __future__ import annotations

from collections.abc import Iterator

from report.model.data_table import asked_of, read_shown, shown_file
from report.model.prose import Directive
from report.model.reckoned import Objection
from report.model.survey import Survey
from report.model.table_view import OF_FILES, OPTIONS, is_viewed, read_view
from report.problems import Problem, Rule, Severity

STRAY_TABLE_OPTION = Rule(
    "DAT-160",
    Severity.ERROR,
    "Option of a table that shows neither series nor data file",
    "columns:, only:, across:, down:, total:, decimals: and sort: choose what a table shows of one series, or of a data file. A "
    "table of facts shows the facts that it names in the order in which it names them, and a table that is written out stands as "
    "it is written. source:, sheet: and head: are for a data file; a series says itself where it comes from.",
)
UNKNOWN_TABLE_COLUMN = Rule(
    "DAT-161",
    Severity.ERROR,
    "Column that the table hasn't",
    "A series from a data file has the columns line (where it has several lines), date, value, and low and high where its data "
    "names bounds; one that is typed has date, value, counted and by. The head of a column is given behind it: columns: line = "
    "Country, date = Year, value. sort: takes a column, with a hyphen before it for the largest first; in a table with across: "
    "it takes the column of the rows' heads, or one date (or line) of those that stand across.",
)
UNKNOWN_TABLE_ROW = Rule(
    "DAT-162",
    Severity.ERROR,
    "Row that isn't there",
    'only: keeps rows: only: line = Albania, "Korea, Rep."; date = 2002, 2007. Names are those of the series, or the parts of '
    "its ids (korea-rep); semicolons divide columns. What no row has is most often misspelt, and a table without rows says "
    "nothing.",
)
UNFIT_PIVOT = Rule(
    "DAT-163",
    Severity.ERROR,
    "Pivot that doesn't fit",
    "across: sets one column of the series across the table, and down: another as the heads of rows: across: date with "
    "down: line has a column for each date. What stands down can be left out. Each cell holds one value.",
)
UNFIT_TOTAL = Rule(
    "DAT-164",
    Severity.ERROR,
    "Total that can't be reckoned",
    "total: sum or mean reckons over the lines of a series for each date, and needs a table with across:. Things that are "
    "counted, money, lengths, areas, masses and volumes add up to a sum; percentages, index numbers, temperatures, durations and "
    "units with a symbol of their own don't. Where a line has no value for a date, neither has the total.",
)
UNSOURCED_TABLE = Rule(
    "DAT-166",
    Severity.ERROR,
    "Data file without a source",
    "A table of a data file prints its cells as they stand, and says below them where they come from: source: names one record "
    "of sources.yaml, or several. No number is printed without a source.",
)
UNFIT_CELL = Rule(
    "DAT-167",
    Severity.ERROR,
    "Cell that isn't a number",
    "A column of a data file for which decimals: is given holds numbers, of digits with at most one point and a minus before "
    "them, or nothing. Other columns are printed as they stand. What has decimal commas or marks of thousands can be read as a "
    "series, which says what they mean.",
)
UNWRITTEN_DECIMALS = Rule(
    "DAT-173",
    Severity.ERROR,
    "Decimals that nobody wrote, in a table",
    "What a formula reckons has as many digits as a computer keeps: 0.30000000000000004. A table of a data file prints its cells "
    "as they stand, and so many digits say nothing of how exact a number is. decimals: says how many of a column are printed: "
    "decimals: share = 2. It is asked for where a number has fifteen digits or more, some of them decimals.",
)
UNFIT_DECIMALS = Rule(
    "DAT-165",
    Severity.ERROR,
    "Decimals that can't be given",
    "decimals: says how many decimals a table prints, for all numbers or by columns: decimals: value = 1, low = 2. It is never "
    "more than the values of the series are printed with elsewhere.",
)


def objections(survey: Survey) -> Iterator[Objection]:
    """Find what is wrong with the options of tables."""
    for table in survey.directives("table"):
        if (data := survey.article.tables.get(asked_of(table))) is not None:
            yield from read_shown(table, data)[1]
        series = survey.article.series.get(table.arguments[0]) if len(table.arguments) == 1 else None
        if series is not None and is_viewed(table, series):
            yield from read_view(table, series)[1]


def stray_table_option(survey: Survey) -> Iterator[Problem]:
    """Find options of series on tables that show none."""
    for table in survey.directives("table"):
        if shown_file(table):
            continue
        one = len(table.arguments) == 1 and (table.arguments[0] in survey.article.series or _unread(survey, table))
        for name in OPTIONS if not one else OF_FILES:
            if (option := table.option(name)) is not None:
                hint = "delete the line, or name one series behind {table}" if not one else "delete the line"
                itself = "names its sources" if name == "source" else "says under data: where its table stands"
                told = "shows no series" if not one else f"shows a series, which {itself} itself"
                yield STRAY_TABLE_OPTION.at(option.place, f"{name}: stands on a table that {told}", hint=hint)


def _unread(survey: Survey, table: Directive) -> bool:
    """Tell whether nothing is known of what a table shows, which is a problem already."""
    return survey.left_out(table.arguments[0]) or table.arguments[0] not in survey.kinds


def unsourced_table(survey: Survey) -> Iterator[Problem]:
    """Find tables of data files that name no source."""
    for table in survey.directives("table"):
        if (file := shown_file(table)) and table.option("source") is None:
            hint = "add a line :source: with the id of a record in sources.yaml"
            yield UNSOURCED_TABLE.at(table.place, f"nothing says where {file} comes from", hint=hint)
