"""The rules of tables that series are read from: files, sheets, columns, rows and cells."""

from __future__ import annotations

from report.problems import Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NO_TABLE = Rule(
    "DAT-130",
    ERROR,
    "Table that isn't there",
    "The file that a series names under data:, or a table behind its name, lies in the folder data/ of the article and is CSV "
    "(.csv, .tsv, .txt), an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods): file: data/population.csv.",
)
BROKEN_TABLE = Rule(
    "DAT-131",
    ERROR,
    "Table that can't be taken apart",
    "The file isn't what its name says, is locked with a password, is damaged, or has a quotation mark that nothing closes. "
    "Workbooks are read by a process of their own with bounds for memory and time, and nothing in them is ever run: neither "
    "formulas nor macros. A sheet in which something stands in a far corner takes the room of all that lies between.",
)
SHEET = Rule(
    "DAT-132",
    ERROR,
    "Sheet that isn't known",
    "Of a workbook with one visible sheet that one is read. Where there are more, sheet: names one, or gives its number, "
    "counted from 1; none is guessed. Text (CSV) has no sheets.",
)
NO_HEAD = Rule(
    "DAT-170",
    ERROR,
    "Names of columns that aren't there",
    "The names of columns stand in the first row that isn't empty. Where a title or a remark stands above them, head: says in "
    "which line of the file, or in which row of the sheet, they stand, counted from 1 with empty ones; what is above is passed "
    "over.",
)
HIDDEN_SHEET = Rule(
    "DAT-133",
    WARNING,
    "Hidden sheet",
    "A series or a table is read from a sheet that the workbook hides. Whoever opens the workbook to check a number doesn't "
    "find it.",
)
COLUMN = Rule(
    "DAT-134",
    ERROR,
    "Column that isn't known",
    "Columns are named as in the table's first row that isn't empty, or the one that head: says, each by a name of its own. "
    "Where dates stand across, dates: names the first and the last column of them (1960..2023), in the order of the table. "
    "Columns of CSV are divided by commas, semicolons, tabs or vertical bars: by the one that gives the columns which the "
    "series names. A head whose cells are merged has a name for the first of its columns alone.",
)
UNEVEN_ROW = Rule(
    "DAT-135",
    ERROR,
    "Row of another length",
    "Each row has as many cells as the first one has names. Most often a decimal comma stands in a table that is divided by "
    "commas: put such numbers between quotation marks, or divide by semicolons.",
)
DATE_CELL = Rule(
    "DAT-136",
    ERROR,
    "Cell that isn't a date",
    "Dates in tables are EDTF, as everywhere (2019, 2019-Q1, 2019-07, 2019-W05, 2019-07-13, 2018/2019), days in a workbook's own "
    "form, or days of which the order follows from the column itself (13/07/2019). Others are explained by format: {date: "
    '"%b %d %Y"}, in the signs of strptime; fiscal years (2018/19) by year-begins:, with the number of a month.',
)
NUMBER_CELL = Rule(
    "DAT-137",
    ERROR,
    "Cell that isn't a number",
    "A value is digits with at most one decimal mark, a minus before them, and groups of three divided alike; a per cent sign "
    "where the unit of the series is percent. What stands for a value that isn't known is named under missing:, also an empty "
    'cell (""). Nothing is guessed, since a word that is passed over, or read as nought, is a wrong number in print. A formula '
    "has a value only where a spreadsheet has reckoned it and saved the file.",
)
BOTH_WAYS = Rule(
    "DAT-138",
    ERROR,
    "Column that reads both ways",
    "Every cell of the column makes sense in two ways that give different values: 1.234 with a decimal mark or with one of "
    "thousands, 03/04/2019 with the day or the month before, 2009-10 as a month or a fiscal year. Only then the article has to "
    "say which is meant.",
)
TWO_ROWS = Rule(
    "DAT-139",
    ERROR,
    "Two rows of one record",
    "A row is named by its date, or by its line and its date, in small letters, digits and hyphens: gdp.2019-q1, "
    "life-expectancy.albania.2007. Two rows with one name, or two lines that come to the same name, can't be told apart.",
)
TEXT_CELL = Rule(
    "DAT-150",
    ERROR,
    "Text that can't stand in a table",
    "The name of a line is printed and becomes part of ids: it needs Latin letters or digits (a column with codes can serve), no "
    "control characters, and doesn't begin with = + - or @, which spreadsheets take for a formula: the table that a copy "
    "carries must do nothing to those who open it. The same holds for the cells of a data file that a table shows as it stands, "
    "and for the groups of lines, of which each line has one.",
)
NO_ROWS = Rule(
    "DAT-151",
    ERROR,
    "Nothing left of a table",
    "only: keeps the rows in whose column one of the given words stands. A word that stands in none is most often misspelt; "
    "a series without any rows has nothing to say.",
)
INTERVAL = Rule(
    "DAT-152",
    ERROR,
    "Value outside of its interval",
    "The value of a row lies between its lower and its upper bound, or on one of them. Most often two columns are mixed up.",
)
RECKONED_DECIMALS = Rule(
    "DAT-171",
    ERROR,
    "Decimals that nobody wrote",
    "What a formula reckons has as many digits as a computer keeps: a third is 0.3333333333333333. So many say nothing of how "
    "exact a number is, and aren't printed; how many do is for the author to say, not to be guessed: decimals: 1 under data:, "
    "or of a table decimals: with the column. It is asked for where a number has fifteen digits or more, some of them decimals; "
    "values are kept as they are and reckoned with in full.",
)
PARTS_OF_ONE = Rule(
    "DAT-153",
    NOTE,
    "Percentages that may be parts of one",
    "A spreadsheet that shows 19.5% holds 0.195, and what it holds is what is read. Where all values of a series in per cent are "
    "that small, they may be meant a hundred times as large: scale: hundred under data: reads them so. If they are as small as "
    "they look, nothing is to be done.",
)
