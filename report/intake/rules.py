"""Rules of any file that is read: where it lies, how large it is, which characters it has."""

from __future__ import annotations

from report.problems import Rule, Severity

ERROR, NOTE = Severity.ERROR, Severity.NOTE

OUTSIDE = Rule(
    "CFG-005",
    ERROR,
    "Path that leads out of the folder",
    "Everything that a publication is made from lies in the article's folder, so that a copy can carry it and be rebuilt from "
    "it. Symbolic links and paths that lead elsewhere are refused, also because a copy from a stranger could use them to "
    "bring private files into a publication.",
)
TOO_LARGE = Rule(
    "CFG-006",
    ERROR,
    "File too large",
    "A text file of an article may have 5 MB (5,000,000 bytes). The longest books are smaller; a file beyond that is in the "
    "wrong place, or isn't text. The limit text-file of REPORT_LIMITS raises it (`report explain CFG-063`).",
)
UNREADABLE = Rule(
    "CFG-007",
    ERROR,
    "File that can't be read",
    "The operating system doesn't hand the file out: it isn't there, it is a folder, or its permissions forbid it.",
)


NOT_UTF8 = Rule(
    "DAT-001",
    ERROR,
    "Text that isn't UTF-8",
    "All text files are UTF-8. A byte that is none comes from another encoding (Windows-1252, UTF-16), and guessing which one "
    "would put wrong letters into names. Save the file again as UTF-8.",
)
CHARACTER = Rule(
    "DAT-002",
    ERROR,
    "Character that doesn't belong into text",
    "Control characters can't be printed and aren't allowed in publications. Overrides of the writing direction make text "
    "read otherwise than it is stored, in the article and in the copies made of it; write right-to-left words with their "
    "language in the glossary instead.",
)
LINE_ENDS = Rule(
    "DAT-003",
    NOTE,
    "Byte order mark, or Windows line ends",
    "The file is read all the same. But a copy carries it as it is, and two editors with different settings then make different "
    "copies of the same article. Save it as UTF-8 without a byte order mark, with line ends LF.",
)
EMPTY = Rule(
    "DAT-004",
    ERROR,
    "Empty file",
    "A file with nothing in it is most often a slip: a save that went wrong, or records that were to be written. Write what "
    "belongs in it, or delete the file.",
)


NOT_A_FILE = Rule(
    "CFG-009",
    ERROR,
    "Neither a file nor a folder",
    "A pipe, a socket or a device stands in the article's folder. Reading it could take for ever, and no copy can carry it.",
)
