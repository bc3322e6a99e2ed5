"""The rules of an article's folder and of what stands in its YAML and TOML files."""

from __future__ import annotations

from report import limits
from report.problems import Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# The folder

MISSING_FILE = Rule(
    "CFG-001",
    ERROR,
    "Missing file",
    "An article is a folder with at least article.yaml (what it is called, in which order its sections stand) and sources.yaml "
    "(where everything in it comes from), or references.bib or references.json in its place. Without them there is nothing to "
    "print or nothing to rest it on.",
)
UNKNOWN_FILE = Rule(
    "CFG-002",
    WARNING,
    "Unknown file or folder",
    "Only files with known names are read: a misspelt name would silently leave out what stands in it. Rename the file, or "
    "keep drafts outside of the article's folder. Names that begin with a dot or end with ~ are passed over.",
)
MISSING_SECTION = Rule(
    "CFG-003",
    ERROR,
    "Section without a file",
    "article.yaml gives the order of the sections by id. The id of a section is the name of its file in sections/, without "
    "the ending .md and without leading digits for sorting: sections/10-history.md is the section history.",
)
UNUSED_SECTION = Rule(
    "CFG-004",
    WARNING,
    "Section that isn't printed",
    "A file in sections/ is printed only if article.yaml names it under sections. One that isn't named is easily forgotten.",
)
MISSING_IMAGE = Rule(
    "CFG-008",
    ERROR,
    "Image without a file",
    "The key file of an image is a path inside of the article's folder, with slashes: images/gate.jpg.",
)

# YAML and TOML

SYNTAX = Rule(
    "DAT-010",
    ERROR,
    "Text that isn't YAML or TOML",
    "The file can't be taken apart into keys and values, mostly because of indentation, a colon or a quotation mark. Text with "
    "a colon and a space in it, or one that begins with { [ * & ! | > @ ` or %, goes in quotes or after >- on its own lines.",
)
TAG = Rule(
    "DAT-011",
    ERROR,
    "YAML tag",
    "Every value is read as text and converted by the key under which it stands; a tag such as !!binary or !include can't "
    "change that, and is refused rather than passed over.",
)
ALIAS = Rule(
    "DAT-012",
    ERROR,
    "Alias or nesting without bound",
    "An alias (*name) repeats what an anchor (&name) holds. It must have an anchor before it, may not contain itself, and all "
    "aliases written out may not make the file larger than 100,000 values; nor are records nested deeper than 20 levels. Both "
    "are limits that REPORT_LIMITS raises (`report explain CFG-063`).",
)
DOCUMENTS = Rule(
    "DAT-013",
    ERROR,
    "More than one document in a file",
    "YAML allows several documents in one file, divided by ---. Only one would be read, so a second one is refused.",
)
DUPLICATE_KEY = Rule(
    "DAT-014",
    ERROR,
    "Key that stands twice",
    "Where a key stands twice in one mapping, one of its values would be lost without a word.",
)
DUPLICATE_ID = Rule(
    "DAT-015",
    ERROR,
    "Id that is used twice",
    "All ids of an article share one name space (records of every kind, sections, headings, figures), so that a reference "
    "such as {ref}`raid` can mean one thing only.",
)

# Records

UNKNOWN_KEY = Rule(
    "DAT-020",
    ERROR,
    "Unknown key",
    "A key that isn't known would be passed over, and what it says would be missing from the publication. The keys of each "
    "file are listed in the JSON Schemas that come with the program.",
)
MISSING_KEY = Rule(
    "DAT-021",
    ERROR,
    "Missing key",
    "Some keys every record of a kind must have: without its source a fact can't be printed, without its basis two "
    "observations can't be told apart. What all observations of a series share (basis, by, reported, source, at, qualifier) can "
    "stand once, in the series itself.",
)
NOTHING = Rule(
    "DAT-022",
    ERROR,
    "Key without a value",
    "After the key there is nothing, or null. Whether that means “not known” or “still to be written” nobody can tell: write the "
    "value, or leave the key out.",
)
SHAPE = Rule(
    "DAT-023",
    ERROR,
    "Wrong shape",
    "A list or a mapping stands where words are wanted, or the other way round, or a list is too short.",
)
DATE = Rule(
    "DAT-024",
    ERROR,
    "Wrong date",
    "Dates follow EDTF (ISO 8601-2) and are as fine as the source gives them: 2013, 2020-02, 2019-07-13; 2013~ is approximate, "
    "2013? uncertain, 2013/2018 an interval, 2013/.. one that goes on, 2013/ one whose end isn't known. Quarters are 2019-Q1 (or "
    "2019-33, as EDTF counts them), weeks 2019-W05; a fiscal year is an interval of months. A date that the source gives only by "
    "relation (“a week later”) goes under when. A period is year, quarter, month, week or day, or some of them, "
    "as ISO 8601 writes it: P10Y, P6M, P2W.",
)
NUMBER = Rule(
    "DAT-025",
    ERROR,
    "Value that isn't a number",
    "Numbers are written with digits only, with a point before decimals, and a minus where they lie below zero: 3000, 2.50, "
    "-0.3. Decimals are printed as they are written. Separators, units and words such as “about” have keys of their own; how a "
    "number is printed is decided by the language of the article.",
)
IDENTIFIER = Rule(
    "DAT-026",
    ERROR,
    "Wrong id",
    "Ids become parts of links and of file names. They have small letters (a to z), digits, and single hyphens between them. "
    "Those of sources may be as keys of bibliographies are: with capitals, letters of all scripts, and signs such as : . / _ +.",
)
CHOICE = Rule(
    "DAT-027",
    ERROR,
    "Wrong choice",
    "The key takes one of a few words only; the hint lists them.",
)
LANGUAGE = Rule(
    "DAT-028",
    ERROR,
    "Wrong language tag",
    "Languages are named by BCP 47 tags: en, en-GB, fa, sq. Hyphenation, fonts, screen readers and catalogues depend on them.",
)
UNIT = Rule(
    "DAT-029",
    ERROR,
    "Wrong unit",
    "A unit is a counted noun in the forms of its language (member|members), a CLDR unit (hectare, mile), an ISO 4217 currency "
    "(ALL) or a sign ({symbol: µg/m³}). Printed words come from the article's language.",
)
QUANTITY = Rule(
    "DAT-030",
    ERROR,
    "Quantity that doesn't add up",
    "A quantity is a number (number: 3000), bounds (number: 10 and upper: 20), either with a qualifier if the source has one, or "
    "a qualifier that stands alone (qualifier: hundreds of).",
)
FACT = Rule(
    "DAT-031",
    ERROR,
    "Fact of two kinds, or of none",
    "A fact is one of three: a quantity with its unit, words, or a value derived from other records.",
)
RANGE = Rule(
    "DAT-032",
    ERROR,
    "Value out of range",
    "The value is a number, but not one that makes sense for the key: a page less than nothing wide, letters of 200 points.",
)
ADDRESS = Rule(
    "DAT-033",
    ERROR,
    "Address that can't be linked to",
    "Links lead to the web or to a mailbox, each by its full address: https://example.org/page, mailto:desk@example.org. Other "
    "addresses mean something else on each machine, run programs, or lead to nothing in the copies that readers have. The last "
    "sign of an ORCID iD and of an ISSN follows from the digits before it: one that doesn't fit would name somebody else.",
)

# Bibliographies

BIBLIOGRAPHY = Rule(
    "DAT-140",
    ERROR,
    "Bibliography that can't be taken apart",
    "references.bib is BibTeX or BibLaTeX, references.json is CSL-JSON; Zotero, JabRef, Mendeley and others write both. An entry "
    "of the first begins with @article{key, and ends with the brace that closes it; between its fields stand commas. What is "
    "wrong in an entry matters where the article names it: nobody has to mend a library for the sake of its other entries.",
)
ENTRY_TYPE = Rule(
    "DAT-141",
    WARNING,
    "Entry of an unknown type",
    "The type of an entry decides how its title is set and what its numbers are. An entry of a type that neither BibTeX and "
    "BibLaTeX nor CSL know is taken for a document.",
)
PARENT = Rule(
    "DAT-142",
    ERROR,
    "Entry that leans on what isn't there",
    "crossref and xdata name another entry of the same file, from which an entry takes what it lacks; a word without braces and "
    "quotation marks names an @string. Each must be there, and none may lead back to where it began.",
)
UNTITLED = Rule(
    "DAT-143",
    WARNING,
    "Entry without a title",
    "The article names an entry of a bibliography that has no title: a reader would find nothing but a name and a date. Letters, "
    "talks and interviews may go without. A source that has no title is better typed in sources.yaml.",
)
COMMAND = Rule(
    "DAT-144",
    WARNING,
    "LaTeX that isn't understood",
    "Accents, letters, signs and simple maths of LaTeX become the characters that they stand for. A command that isn't known is "
    "left out, and what it stands for would be missing from the title or the name.",
)
PASSED_OVER = Rule(
    "DAT-145",
    NOTE,
    "Entry that can't be read, and that nothing names",
    "A part of a bibliography is faulty. The article names none of the entries in it, so that nothing is missing.",
)

OF_KIND = {
    "address": ADDRESS,
    "limit": limits.BEYOND,
    "shape": SHAPE,
    "id": IDENTIFIER,
    "language": LANGUAGE,
    "date": DATE,
    "unit": UNIT,
    "number": NUMBER,
    "quantity": QUANTITY,
    "fact": FACT,
    "choice": CHOICE,
    "missing": MISSING_KEY,
}
"""Rules by the kinds that `model.fields.refused` is called with."""
