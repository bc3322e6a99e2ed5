"""The rules of an article's catalogues: what it says in other languages."""

from __future__ import annotations

from report.problems import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_CATALOGUE = Rule(
    "LNG-001",
    ERROR,
    "Language without a catalogue",
    "What an article says in a further language stands in a catalogue of its folder, locale/TAG.po, in gettext’s form. `report "
    "translate` writes it from the article, with empty places for the translations; programs such as Poedit and Weblate, or any "
    "editor, fill them.",
)
BAD_CATALOGUE = Rule(
    "LNG-002",
    ERROR,
    "Catalogue that can’t be read",
    "A catalogue is a text file in gettext’s form: msgctxt says where the words stand, msgid has the words, msgstr their "
    "translation, all in quotation marks. Its head says how many forms a noun has. `msgfmt --check` says more of what is wrong.",
)
UNTRANSLATED = Rule(
    "LNG-003",
    ERROR,
    "Words without a translation",
    "An edition in another language says everything that the article says; nothing is left in the article’s own language by "
    "oversight. What is missing stops this language alone. With --draft it is printed as it is typed, and each page says that "
    "it is a draft.",
)
FUZZY = Rule(
    "LNG-004",
    ERROR,
    "Translation of what the article no longer says",
    "When words of the article change, `report translate` keeps their translation and marks it as fuzzy: somebody has to look "
    "whether it still holds. The words before the change stand above it, behind #|. Delete the mark when it does.",
)
OTHER_ROLES = Rule(
    "LNG-005",
    ERROR,
    "Translation with other records",
    "Numbers, dates, names and sources come from the same records in every language: a translation holds the same roles as the "
    "original, {value}`id` and the like, each as often, in whatever order. Their form, after |, is the translation’s own affair.",
)
ALIKE = Rule(
    "LNG-007",
    ERROR,
    "Two lines of one name",
    "Lines of a table are told apart by their names, in charts as in tables. A translation that calls two of them the same would "
    "set the values of both under one name.",
)
UNNAMED_LANGUAGE = Rule(
    "LNG-006",
    WARNING,
    "Catalogue of a language that isn’t named",
    "languages: in article.yaml names the languages that editions are made in. A catalogue of another one is not used.",
)
