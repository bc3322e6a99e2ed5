"""What an edition takes with it: the files of its article's folder, as `carry:` in article.yaml says.

All formats of an edition take the same. Publications are made from the article that is returned here, so that nothing that
stays behind can leave a trace in one.
"""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from report.copies import references
from report.copies.input_tables import carried_as, input_data, input_tables, renamed
from report.copies.published import Published
from report.copies.rules import NAME_NOT_PORTABLE
from report.intake import toml
from report.intake.names import clashes, objection
from report.load import markdown
from report.load.folder import BIBLIOGRAPHIES, FILES, list_folder
from report.load.sections import section_id
from report.load.yaml_text import rewritten
from report.look.theme import SCHEME, own_faces, read_sheet
from report.model.article import Article, Carry
from report.model.media import media_type
from report.output.family import theme_sheets
from report.problems import Place, Problem, ProblemsFound, any_error
from report.system import digests

_TERMS = ("LICENSE", "LICENSE.txt", "LICENSE.md")
"""Files beside the article that say on what terms it may be used."""
_ALONGSIDE = ("README.md", *_TERMS)
_KINDS = {
    "record": "unused record",
    "note": "note",
    "section": "unlisted section",
    "text": "text",
    "image": "image",
    "file": "other file",
}
"""What can stay at home, in the order in which it is told."""
_NEEDED = "sources.yaml"
"""A file that an article without a bibliography has, be there anything in it or not."""


@dataclass(frozen=True)
class Baggage:
    """What travels of an article."""

    carry: Carry
    article: Article
    """What the edition is made from, whatever travels."""
    files: Mapping[str, bytes]
    """By path in the article's folder; none where nothing is to travel."""
    records: int
    """How many records these files hold."""
    left_out: Mapping[str, int]
    """How much of what stays at home, by its kind."""

    @classmethod
    def of(cls, article: Article, folder: Path, carry: Carry | None = None) -> Baggage:
        """Return what travels of an article; with `carry`, as that says instead of article.yaml.

        Raises ProblemsFound where a file that would travel has a name that some system can't hold.
        """
        carry = carry or article.meta.carry
        chosen = Published.of(article)
        paths = _paths(folder)
        named = {
            *_asked_for(folder),
            *(posixpath.normpath(article.images[id_].file) for id_ in article.images.keys() & chosen.ids),
        }
        kept = {name: path for name, path in paths.items() if name in named or _travels(name, chosen)}
        theme = {name: place for name, place in article.theme.items() if f"theme/{name}" in kept}
        reduced = replace(chosen.reduced(), theme=theme)
        left_out: Counter[str] = Counter()
        files: dict[str, bytes] = {}
        if carry == "all":
            files = {name: path.read_bytes() for name, path in paths.items()}
        elif carry == "published":
            files = {name: data for name, path in kept.items() if (data := _published(name, path, chosen, reduced))}
            tables = input_tables(reduced)
            if catalogues := [name for name in files if name.startswith("locale/")]:
                files |= _said_otherwise(folder, chosen, tables, {name: files[name] for name in catalogues})
            if entries := [one for id_, one in reduced.sources.items() if id_ in article.entries]:
                files[references.FILE] = references.csl_json(entries)
            elif _NEEDED not in files:
                files[_NEEDED] = b"{}\n"
            files = dict(sorted({**files, **tables}.items()))
            shown = {posixpath.normpath(series.data.file) for series in reduced.series.values() if series.data}
            shown |= {posixpath.normpath(asked.file) for asked in reduced.tables}
            told = {*kept, *BIBLIOGRAPHIES, *shown}
            left_out.update(kind for name in paths if name not in told and (kind := _kind(name)))
            unused = sum(id_ not in chosen.ids for id_ in _ids(article)) + len(article.unnamed)
            left_out.update(record=unused + _rows(article) - _rows(reduced), note=chosen.remarks())
        _check(files, folder)
        counted = {kind: left_out[kind] for kind in _KINDS if left_out[kind]}
        taken = article if carry == "all" else reduced
        records = sum(1 for _ in _ids(taken)) + _rows(taken) if files else 0
        return cls(carry, reduced, files, records, counted)

    def as_json(self) -> dict[str, Any]:
        """Return what travels with plain values, as the manifest lists it."""
        return {
            "carry": self.carry,
            "records": self.records,
            "files": {name: {"size": len(data), "sha256": digests.of(data)} for name, data in sorted(self.files.items())},
            "left_out": dict(self.left_out),
        }


def in_words(carries: Mapping[str, Any]) -> str:
    """Return in a line what travels, from what a manifest says of it."""
    files, records = len(carries["files"]), carries["records"]
    told = f"carries {_counted(files, 'file')}, {_counted(records, 'record')}" if files else "carries nothing of its article"
    left = ", ".join(_counted(count, _KINDS[kind]) for kind, count in carries["left_out"].items())
    return f"{told}{f'; left out: {left}' if left and files else ''} (carry: {carries['carry']})"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def article_files(folder: Path) -> dict[str, bytes]:
    """Return all files of an article's folder by path, without hidden ones and editors' backups."""
    files = {name: path.read_bytes() for name, path in _paths(folder).items()}
    _check(files, folder)
    return files


def _paths(folder: Path) -> dict[str, Path]:
    problems: list[Problem] = []
    listed = list_folder(folder, problems)
    if any_error(problems):
        raise ProblemsFound(problems)
    # Folders that are called as files are, and files that nobody may read, are told by whoever reads the article.
    paths = {name: path for name, path in listed.files.items() if path.is_file() and os.access(path, os.R_OK)} if listed else {}
    paths |= {name: folder / name for name in _ALONGSIDE if (folder / name).is_file() and not (folder / name).is_symlink()}
    return dict(sorted(paths.items()))


def _travels(name: str, chosen: Published) -> bool:
    """Tell whether a publication is made from a file of that name, or from a part of it."""
    head, _, rest = name.partition("/")
    match head:
        case "series":
            return PurePosixPath(rest).stem in chosen.ids
        case "sections":
            return section_id(rest) in chosen.article.meta.sections
        case "locale":
            return PurePosixPath(rest).stem in chosen.article.meta.languages
        case "theme":
            return rest == "tokens.toml" or rest in {sheet.name for sheet in theme_sheets()}
    return (name in FILES and name not in BIBLIOGRAPHIES) or name in _TERMS


def _asked_for(folder: Path) -> Iterator[str]:
    """Yield the pictures and fonts that the theme's style sheets and its tokens name, by their paths in the folder."""
    yield from (posixpath.normpath(posixpath.join("theme", name)) for name in own_faces(folder))
    for kind in theme_sheets():
        try:
            sheet = read_sheet(folder, kind) if kind.fetches else None
        except ProblemsFound:  # told by whoever reads the article
            continue
        for address in sheet.files if sheet else ():
            yield posixpath.normpath(posixpath.join("theme", unquote(address.removeprefix(SCHEME))))


def _published(name: str, path: Path, chosen: Published, reduced: Article) -> bytes:
    """Return what of a file travels; nothing where nothing of it is published."""
    data, kind = path.read_bytes(), media_type(path)
    if kind.startswith("image/"):
        from report.intake.images import tried  # brings Pillow along, which an article without images can do without

        return tried(data, kind)
    if path.suffix not in {".yaml", ".md", ".css", ".toml"} or name in _TERMS:
        return data
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return data
    match path.suffix:
        case ".yaml":
            series = reduced.series.get(path.stem) if name.startswith("series/") else None
            table = None if series is None or series.rows is None else {"data": input_data(reduced, series, series.rows)}
            if "#" not in text and not table and chosen.whole(name, reduced):  # nothing to take out, no need to parse it again
                return data
            after = rewritten(text, lambda keys: chosen.leaves_out(name, keys), table) or ("{}\n" if name == _NEEDED else "")
        case ".md":
            section = next((one for one in reduced.sections if one.id == section_id(name.removeprefix("sections/"))), None)
            named = renamed(text, section, carried_as(reduced)) if section is not None and reduced.tables else text
            after = markdown.without_comments(named)
        case ".css":
            from report.intake import css
            from report.intake.images import in_addresses

            after = in_addresses(css.without_comments(text))
        case _:
            after = toml.without_comments(text)
    return data if after == text else after.encode("utf-8")


def _said_otherwise(folder: Path, chosen: Published, tables: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what travels of the catalogues, beside these tables."""
    from report.copies.catalogues import published_catalogue, published_messages

    wanted, meta = published_messages(folder, chosen, tables), chosen.article.meta
    project = f"{meta.id} {meta.edition.number}"
    return {name: published_catalogue(data, name, PurePosixPath(name).stem, project, wanted) for name, data in files.items()}


def _ids(article: Article) -> Iterator[str]:
    """Yield the ids of all records; of a series those of its observations."""
    yield from (id_ for kind, group in article.by_kind().items() if kind != "series" for id_ in group)
    yield from (id_ for id_, _, _ in article.observations())


def _rows(article: Article) -> int:
    """Return how many rows of tables an article has."""
    return sum(len(rows) for series in article.series.values() if (rows := series.rows) is not None)


def _kind(name: str) -> str:
    """Return what a file that stays at home is counted as; one of a series as its observations."""
    head, slash, _ = name.partition("/")
    kinds = {"sections": "section", "texts": "text", "images": "image", "series": ""}
    return kinds.get(head, "file") if slash else "file"


def _check(files: Mapping[str, bytes], folder: Path) -> None:
    """Raise the problems of names that can't travel."""

    def at(name: str) -> Place:
        return Place((folder / name).as_posix())

    problems = [
        NAME_NOT_PORTABLE.at(at(name), f"the name can't travel: {reason}", hint="rename the file")
        for name in files
        if (reason := objection(name))
    ]
    for first, second in clashes(sorted(files)):
        sentence = f"“{first}” and “{second}” are the same file to some systems"
        problems.append(NAME_NOT_PORTABLE.at(at(second), sentence, hint="rename one of them"))
    if problems:
        raise ProblemsFound(problems)
