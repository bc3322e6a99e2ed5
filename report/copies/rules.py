"""The rules for copies: what one has to be before anything of it is used."""

from __future__ import annotations

from report.problems import Rule, Severity

NOT_A_COPY = Rule(
    "CPY-001",
    Severity.ERROR,
    "File carries no article",
    "A publication that `report build` made carries the article that it was made from, as an attachment whose name ends in "
    "-source.zip. That archive itself can be given, too. A file that was printed to PDF again, or converted, has lost it.\n\n"
    "What is in it is what was published. Records that nothing uses, notes for editors, comments, unlisted sections, texts/ and "
    "README.md stay at home, unless `carry: all` in article.yaml sends the folder as it is.",
)
NOTHING_CARRIED = Rule(
    "CPY-013",
    Severity.ERROR,
    "Copy that carries nothing, by choice",
    "With `carry: nothing` in article.yaml a publication goes out without its article and without its series. It says so itself, "
    "so that this can be told from an archive that was lost. There is nothing to extract, to rebuild or to compare.",
)
UNSAFE_COPY = Rule(
    "CPY-002",
    Severity.ERROR,
    "Archive is refused",
    "A copy may come from anybody, so its archive is read with suspicion, and refused as a whole. Names must be relative, with "
    "slashes, without `..`, without characters, endings or reserved words that some system reads in its own way, and differ "
    "after Unicode normalisation and without regard to capitals. Entries are plain files: no links, no devices, nothing "
    "encrypted.\n\n"
    "The archive's two lists of its entries must agree, and nothing may stand before, between or after them. There are limits: "
    "10,000 entries, 256 MB unpacked, 100 MB a file, 200-fold compression of what is larger than 64 kB, names of 200 bytes.",
)
UNKNOWN_COPY = Rule(
    "CPY-003",
    Severity.ERROR,
    "Copy is of an unknown form",
    "copy.json in the archive says in which form the copy is, which article, edition and format it was made from. A form that "
    "this version doesn't know was written by a later one.",
)
TARGET_TAKEN = Rule(
    "CPY-004",
    Severity.ERROR,
    "Target is taken",
    "`report extract FILE DIR` writes into a folder that is new or empty, so that nothing of yours is overwritten; "
    "`report rebuild` never writes over the copy that it compares with.",
)
TARGET_UNUSABLE = Rule(
    "CPY-005",
    Severity.ERROR,
    "Folder can't be written",
    "`report extract FILE DIR` writes beside DIR and then renames: the folder appears whole or not at all. The sentence gives "
    "the system's own reason.",
)
NAME_NOT_PORTABLE = Rule(
    "CPY-006",
    Severity.ERROR,
    "File can't travel in a copy",
    "A copy carries files of the article's folder. One whose name some system can't hold, or can't tell from another's, would "
    "make a copy that nobody can open there; so would a folder beyond the limits that `report explain CPY-002` lists.",
)
SAME_EDITION = Rule(
    "CPY-007",
    Severity.WARNING,
    "Changed content under an old edition number",
    "Two copies with the same edition number should say the same. When records or text change, number and date under edition: "
    "in article.yaml change with them, and changes: says what and why. The copy that lies in the output folder is the measure; "
    "what isn't published (notes for editors, records that nothing uses) may change freely.",
)
NOT_THIS_ARTICLE = Rule(
    "CPY-009",
    Severity.ERROR,
    "Earlier edition of another article",
    "`report build --since OLD` prints what changed since an earlier edition of the article that is built: OLD is its folder, or "
    "a publication that was made of it then. Articles are told apart by id: in article.yaml.",
)
NOT_EARLIER = Rule(
    "CPY-010",
    Severity.ERROR,
    "Edition that isn't earlier",
    "`report build --since OLD` wants an edition with a lower number than that of the article that is built. The number stands "
    "under edition: in article.yaml.",
)
UNEXPLAINED = Rule(
    "CPY-011",
    Severity.WARNING,
    "Change that nobody explains",
    "With --since, a publication says what changed and why. A record or a section that differs from the earlier edition belongs "
    "to an entry of changes: under edition: in article.yaml, which says whether this is new, an update or a correction. An entry "
    "names what it speaks of under records:, removed: (ids of records that are gone) or sections:. One that names nothing speaks "
    "of the text as a whole.",
)
UNFOUND = Rule(
    "CPY-012",
    Severity.WARNING,
    "Explained change that isn't there",
    "An entry of changes: names a record or a section, and that is the same in the edition that --since gives. A reader who "
    "looks for the change wouldn't find it.",
)
BYTES_PART = Rule(
    "CPY-008",
    Severity.ERROR,
    "Rebuilt copy differs",
    "The same inputs with the same versions give the same bytes. Where a copy and its rebuilding differ, other versions "
    "were used, or the file was changed after it was built.",
)
