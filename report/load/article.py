"""An article's folder to an `Article`, with every problem of every file at once."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from report.intake.files import SourceText, inside, read_text
from report.intake.rules import OUTSIDE
from report.intake.table_rules import NO_HEAD
from report.load.catalogue import Translation, check_languages, translation
from report.load.data_files import data_file
from report.load.folder import BIBLIOGRAPHIES, Folder, list_folder
from report.load.ids import Names, check_id, ids_at_a_glance
from report.load.inlines import FieldReader
from report.load.records import load_record
from report.load.rows import rows_of
from report.load.rules import DUPLICATE_ID, MISSING_IMAGE, MISSING_SECTION, SHAPE, UNUSED_SECTION
from report.load.sections import read_section, section_id
from report.load.shape import place_of
from report.load.shared import with_shared
from report.load.suggestions import nearest
from report.load.table_files import TableFiles
from report.load.table_wording import file_said, rows_said
from report.load.wording import Wording, differing, saying, worded
from report.load.yaml_lines import spaceless
from report.load.yaml_tree import Mapping, Sequence, parse
from report.model.article import Article, ArticleFile
from report.model.data_table import ROW, DataFile, asked_of, columns_used, tables_of
from report.model.evidence import Series
from report.model.fields import Keyed
from report.model.grammar import MODELS
from report.model.images import Image
from report.model.media import PRINTED, media_type
from report.model.people import Party
from report.model.prose import Directive, Section
from report.model.reading import Scalar
from report.model.rows import reported_by, with_rows
from report.model.sources import Source
from report.model.tabular import TableSpot
from report.output.family import theme_sheets
from report.problems import Place, Problem, ProblemsFound, any_error, cut, in_order


def load_article(
    folder: Path, language: str = "", wording: Wording | None = None, *, draft: bool = False
) -> tuple[Article | None, list[Problem]]:
    """Read an article's folder; the article is None only where article.yaml doesn't say enough to make one.

    With `language`, what it says is taken from its catalogue for that language, of a `draft` as far as that goes; `wording` says
    it otherwise.

    Records with problems are left out, or kept without the part that is wrong; `Article.left_out` has the ids of those
    that are missing, so that a reference to one of them isn't taken for a wrong one.
    """
    problems: list[Problem] = []
    listed = list_folder(folder, problems)
    if listed is None:
        return None, problems
    loading = _Loading(listed, problems, wording)
    if language:
        named = next((one.place for one in languages_of(folder)[1] if one == language), listed.place("article.yaml", 1, 1))
        if (wording := translation(listed, language, named, loading.text, problems, draft=draft)) is None:
            return None, in_order(problems)
    loading.wording = wording
    return loading.article(language), in_order(problems)


def languages_of(folder: Path) -> tuple[str, tuple[Scalar, ...]]:
    """Return an article's own language, and those that it names beside it, without reading more."""
    path = folder / "article.yaml"
    source, _ = read_text(path, path.as_posix(), folder)
    tree = parse(source)[0] if source is not None else None
    own, named = (tree.entries.get(key) if tree is not None else None for key in ("language", "languages"))
    others = named.items if isinstance(named, Sequence) else ()
    return str(own) if isinstance(own, Scalar) else "", tuple(one for one in others if isinstance(one, Scalar))


class _Loading:
    """The loading of one folder: its files, the names used so far, and the problems."""

    def __init__(self, folder: Folder, problems: list[Problem], wording: Wording | None) -> None:
        self.folder = folder
        self.wording = wording
        self.problems = problems
        self.inline = FieldReader(problems)
        self.names = Names(problems)
        self.trees: dict[str, Mapping] = {}
        self.left_out: set[str] = set()
        self.tables = TableFiles(folder, problems)

    def article(self, language: str = "") -> Article | None:
        meta_tree = self.mapping("article.yaml")
        meta = None
        if meta_tree is not None:
            start = Place(self.folder.path("article.yaml"), 1, 1)
            meta_tree = self.worded(meta_tree, ArticleFile, "article.yaml")
            meta = load_record(meta_tree, ArticleFile, start, "", inline=self.inline, problems=self.problems).record
        records = {name: self.records(name) for name in MODELS}
        series = self.series(records)
        sections = self.sections(meta_tree)
        tables = self.data_files(sections)
        self.images(records["images"])
        if any(f"theme/{sheet.name}" in self.folder.files for sheet in theme_sheets()):
            from report.look.theme import theme_problems  # reads CSS, which few articles have

            self.problems += theme_problems(self.folder.root, theme_sheets())
        if meta is None:
            return None
        check_languages(self.folder, meta.languages, self.problems)
        own = meta.language
        if language:
            # What a DOI and ISBNs name is the edition in the article's own language.
            meta = meta.model_copy(update={"language": language, "doi": None, "isbn": {}})
            for name in ("sources", "statements"):  # titles and exact words stay in the language that they are in
                records[name] = {
                    id_: record if record.language else record.model_copy(update={"language": own})  # type: ignore[attr-defined]
                    for id_, record in records[name].items()
                }
        article = Article(
            folder=self.folder.shown,
            meta=meta,
            own_language=own,
            **records,  # type: ignore[arg-type]
            series=series,
            sections=sections,
            tables=tables,
            texts=self.texts(),
            theme={name: self.folder.place(f"theme/{name}") for name in self.folder.within("theme")},
            left_out=frozenset(self.left_out),
            untranslated=frozenset(self.wording.left) if isinstance(self.wording, Translation) and self.wording.draft else None,
        )
        if self.folder.files.keys().isdisjoint(BIBLIOGRAPHIES):
            return article
        from report.load.bibliography import with_bibliography  # asks what the article names, before anything else does

        return _called(with_bibliography(article, self.folder, self.names, self.inline, self.problems))

    def text(self, name: str) -> SourceText | None:
        path = self.folder.files.get(name)
        if path is None:
            return None
        source, found = read_text(path, self.folder.path(name), self.folder.root)
        self.problems += found
        return source

    def mapping(self, name: str) -> Mapping | None:
        source = self.text(name)
        if source is None:
            return None
        tree, found = parse(source)
        self.problems += found
        if tree is not None:
            self.trees[name] = tree
        return tree

    def worded(self, tree: Mapping, model: Any, name: str) -> Mapping:
        """Return what was read of a file in the words in which it is to be said."""
        if self.wording is None:
            return tree
        said = worded(tree, model, name if ":" in name else f"{name}:", self.wording)
        assert isinstance(said, Mapping)
        return said

    def records(self, name: str) -> dict[str, Keyed]:
        """Read a file that is a mapping of ids to records."""
        tree = self.mapping(f"{name}.yaml")
        result: dict[str, Keyed] = {}
        if tree is None:
            self.left_out |= ids_at_a_glance(self.folder.files.get(f"{name}.yaml"))
            return result
        self.left_out |= tree.nothing
        for id_, value in tree.entries.items():
            place = tree.keys[id_]
            self.names.add(id_, place)
            if not check_id(id_, place, self.problems, source=name == "sources"):
                continue
            if not isinstance(value, Mapping):
                sentence = f"under “{id_}” stands no record"
                mended = spaceless(value) if isinstance(value, Scalar) else ""
                hint = f"write {mended}, with a space behind the colon" if mended else "write its keys below, indented"
                self.problems.append(SHAPE.at(value.place, sentence, hint=hint))
                self.left_out.add(id_)
                continue
            said = self.worded(value, MODELS[name], f"{name}.yaml:{id_}")
            record = load_record(said, MODELS[name], place, id_, inline=self.inline, problems=self.problems).record
            if record is None:
                self.left_out.add(id_)
            else:
                result[id_] = record
        return result

    def series(self, records: dict[str, dict[str, Keyed]]) -> dict[str, Series]:
        result: dict[str, Series] = {}
        for file in self.folder.within("series"):
            name, id_ = f"series/{file}", PurePosixPath(file).stem
            place = Place(self.folder.path(name), 1, 1)
            check_id(id_, self.folder.place(name), self.problems)
            self.names.add(id_, place)
            before = len(self.problems)
            typed = self.mapping(name)
            said = None if typed is None else self.worded(typed, Series, name)
            own, tree = dict(differing(typed, said)), with_shared(said, id_)
            loaded = load_record(tree, Series, place, id_, inline=self.inline, problems=self.problems) if tree else None
            if loaded is None or loaded.record is None:
                self.left_out.add(id_)
                continue
            self.left_out |= {f"{id_}.{key}" for key in loaded.left_out}
            series = loaded.record
            for key, observation in series.observations.items():
                self.names.add(f"{id_}.{key}", observation.place)
            if series.data is not None:
                # Rules of the table that can't be read would make a problem of each cell that they explain.
                whole = not any_error(self.problems[before:])
                rows = rows_of(series, self.tables, _named(str(series.by), records)) if whole else None
                if rows is None:
                    self.left_out.add(id_)
                    continue
                self.names.add_rows(rows)
                if self.wording is not None:
                    rows, lines = rows_said(rows, self.wording, self.problems)
                    own |= lines
                series = with_rows(series, rows)
            result[id_] = series.model_copy(update={"own_words": own}) if own else series
        return result

    def data_files(self, sections: tuple[Section, ...]) -> dict[TableSpot, DataFile]:
        """Read the data files that tables of the sections show, each once."""
        by_file: dict[TableSpot, list[Directive]] = {}
        for directive in tables_of(sections):
            head = directive.option("head")
            if head and not ROW.fullmatch(head.source.strip()):
                hint = "write the number of the row on which the names of the columns stand"
                self.problems.append(NO_HEAD.at(head.place, f"“{cut(head.source)}” is no row", hint=hint))
            else:
                by_file.setdefault(asked_of(directive), []).append(directive)
        found: dict[TableSpot, DataFile] = {}
        for asked, shown in by_file.items():
            used = [columns_used(directive) for directive in shown]
            wanted = tuple(dict.fromkeys(name for names in used for name in names))
            if (data := data_file(self.tables, asked, wanted, shown[0].place, whole=not all(used))) is not None:
                found[asked] = data if self.wording is None else file_said(data, shown, self.wording)
        return found

    def sections(self, meta: Mapping | None) -> tuple[Section, ...]:
        """Read all sections, and return those that article.yaml names, in its order."""
        found: dict[str, Section | None] = {}
        named = _named_sections(meta, self.problems)
        ids = [section_id(file) for file in self.folder.within("sections")]
        meant = {near for id_ in named or {} if id_ not in ids for near in get_close_matches(id_, ids, n=1)}
        for file in self.folder.within("sections"):
            name = f"sections/{file}"
            id_, place = section_id(file), Place(self.folder.path(name), 1, 1)
            check_id(id_, self.folder.place(name), self.problems)
            self.names.add(id_, place)
            source = self.text(name)
            if id_ not in found:
                found[id_] = None
            if source is not None:
                section, given_ids = read_section(source, id_, self.problems, saying(self.wording, name))
                found[id_] = found[id_] or section
                for given, where in given_ids:
                    self.names.add(given, where)
            if named is not None and id_ not in named and id_ not in meant:
                sentence = f"article.yaml doesn't name the section “{id_}”"
                hint = f"add {id_} under sections in article.yaml, or delete the file"
                self.problems.append(UNUSED_SECTION.at(self.folder.place(name), sentence, hint=hint))
        for id_, place in (named or {}).items():
            if id_ not in found:
                hint = nearest(id_, list(found)) if found else f"add sections/{id_}.md"
                sentence = f"there is no file for the section “{id_}” in sections/"
                self.problems.append(MISSING_SECTION.at(place, sentence, hint=hint))
        self.left_out |= {id_ for id_, section in found.items() if section is None}
        return tuple(kept for id_ in named or {} if (kept := found.get(id_)) is not None)

    def images(self, images: dict[str, Keyed]) -> None:
        """Check that the file of each image is there, inside of the folder."""
        for image in images.values():
            assert isinstance(image, Image)
            place = place_of(self.trees["images.yaml"], (image.id, "file"), image.place)
            path = self.folder.root / image.file
            if not inside(self.folder.root, path):
                hint = "write a path that begins in the article's folder, such as images/gate.jpg"
                self.problems.append(OUTSIDE.at(place, f"“{image.file}” leads out of the article's folder", hint=hint))
            elif not path.is_file():
                images_there = [f"images/{name}" for name in self.folder.within("images")]
                hint = nearest(image.file, images_there) if images_there else "put the file into images/"
                self.problems.append(MISSING_IMAGE.at(place, f"there is no file “{image.file}”", hint=hint))
            elif (kind := media_type(image.file)) in PRINTED:
                self.looked_at(path, kind)

    def looked_at(self, path: Path, kind: str) -> None:
        # Bring Pillow along, which an article without images can do without.
        from report.intake.images import read_image
        from report.intake.images.rules import MOVES

        try:
            if read_image(path, self.folder.root, kind).moves:
                hint = "save the picture that is meant as an image of its own"
                self.problems.append(MOVES.at(Place(path.as_posix()), "the image moves; its first picture is taken", hint=hint))
        except ProblemsFound as found:
            self.problems += found.problems

    def texts(self) -> dict[str, str]:
        found = {PurePosixPath(file).stem: self.text(f"texts/{file}") for file in self.folder.within("texts")}
        return {id_: source.text for id_, source in found.items() if source is not None}


def _named(id_: str, records: dict[str, dict[str, Keyed]]) -> str:
    """Return in a few words who that is: a person or a body by name, a source by its title."""
    party, source = records["people"].get(id_), records["sources"].get(id_)
    if isinstance(party, Party):
        return party.short or party.name
    return str((isinstance(source, Source) and source.title) or id_)


def _called(article: Article) -> Article:
    """Return the article with who counted what a table holds told by its title, where a bibliography has it: it is read last."""
    series = {
        id_: with_rows(one, reported_by(rows, article.sources[str(one.by)].title or str(one.by)))
        if (rows := one.rows) is not None and one.reported is None and one.by in article.entries
        else one
        for id_, one in article.series.items()
    }
    return replace(article, series=series)


def _named_sections(meta: Mapping | None, problems: list[Problem]) -> dict[str, Place] | None:
    """Return the sections that article.yaml names, with their places, even where other parts of it can't be read."""
    listed = meta.entries.get("sections") if meta else None
    if not isinstance(listed, Sequence):
        return None
    named: dict[str, Place] = {}
    for item in listed.items:
        if not isinstance(item, Scalar):
            continue
        if item in named:
            sentence = f"the section “{item}” is named twice; it is also in line {named[str(item)].line}"
            problems.append(DUPLICATE_ID.at(item.place, sentence, hint="delete one of the two"))
        named.setdefault(str(item), item.place)
    return named
