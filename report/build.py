"""The steps of a build, in order: load, lint, compose, draw, mark up, render, judge, write. Reads the environment once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report import copies, resources
from report.fonts import FontSet, point_fontconfig, prepare, require_pango
from report.lint import lint
from report.load import load_article, load_format
from report.model.article import Article
from report.model.document import Document
from report.model.format import Format
from report.problems import NOWHERE, Place, Problem, ProblemsFound, Rule, Severity, any_error
from report.tokens import Tokens, load_tokens

if TYPE_CHECKING:
    from report.figures import Picture
    from report.output.epub import Certifier
    from report.output.pdf import Fitting, Rendered
    from report.verify import Missing

Say = Callable[[str], None]

UNKNOWN_FORMAT = Rule(
    "CFG-050",
    Severity.ERROR,
    "Unknown format",
    "A format is a preset in templates/formats/. An article names its formats in article.yaml, the command line with "
    "--format, which takes the path of a preset (formats/a5.toml) as well.",
)
UNWRITABLE = Rule(
    "CFG-051",
    Severity.ERROR,
    "Output can't be written",
    "Outputs go to a folder for each article below --out. An output appears whole or not at all; where it can't be written, the "
    "older one stays. The sentence gives the system's own reason.",
)

REJECTED = Rule(
    "CFG-052",
    Severity.ERROR,
    "Output rejected by a judge",
    "With --verify an output is written only if no judge that is there finds an error or a warning in it. What each "
    "of them found is printed beside this; the older output stays as it was.",
)


@dataclass(frozen=True)
class Request:
    """What is to be built."""

    articles: tuple[Path, ...]
    formats: tuple[str, ...] = ()
    """Names of presets, or paths of further ones; empty for those that each article asks for."""
    out: Path = Path("build")
    verify: bool = False
    strict: bool = False


@dataclass(frozen=True)
class Output:
    """A file that was built."""

    path: Path
    format: str
    size: int
    """Bytes."""
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """Return the output with plain values."""
        return {"path": str(self.path), "format": self.format, "size": self.size, "sha256": self.sha256}


@dataclass
class Result:
    """What came of a build."""

    problems: list[Problem] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    """Judges that weren't there, where judging was asked for."""


def build(request: Request, say: Say = lambda _: None) -> Result:
    """Build every article of the request; one that has errors doesn't stop the others."""
    result = Result()
    for folder in request.articles:
        try:
            _article(folder, request, result, say)
        except ProblemsFound as found:
            result.problems += found.problems
    return result


def _article(folder: Path, request: Request, result: Result, say: Say) -> None:
    say(f"reading {folder}")
    article, problems = load_article(folder)
    if article is not None:
        problems += lint(article)
    result.problems += problems
    if article is None or any_error(problems, strict=request.strict):
        return
    named_by = Place("--format") if request.formats else article.meta.place
    formats = _formats(request.formats or article.meta.formats, named_by=named_by)
    editions = _same_edition(article, folder, formats, request.out / article.meta.id)
    result.problems += editions
    if any_error(editions, strict=request.strict):
        return
    room = Workroom.prepare(article, folder)
    made: dict[str, bytes] = {}
    for format_ in formats:
        say(f"{article.meta.id}: {format_.title}")
        try:
            made[format_.name] = room.make(format_)
        except ProblemsFound as found:
            result.problems += found.problems
    result.problems += room.problems
    target = request.out / article.meta.id
    accepted = {name: data for name, data in made.items() if _accepted(name, data, article, formats, request, result)}
    for format_ in formats:
        if format_.name in accepted:
            output = _write(target / format_.file_name(article.meta.id), accepted[format_.name], format_)
            result.outputs.append(output)
            say(f"✓ {output.path} ({output.size / 1024:,.0f} kB)")
    if accepted:
        _write_manifest(target, article, room)


def _same_edition(article: Article, folder: Path, formats: Sequence[Format], target: Path) -> list[Problem]:
    from report.copies.editions import same_edition

    return same_edition(article, folder, [target / format_.file_name(article.meta.id) for format_ in formats])


def _formats(names: Sequence[str], folder: Path | None = None, named_by: Place = NOWHERE) -> list[Format]:
    folder = folder or resources.templates() / "formats"
    known = sorted(path.stem for path in folder.glob("*.toml"))
    formats: list[Format] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        preset = Path(name) if name.endswith(".toml") else folder / f"{name}.toml"
        if name not in known and not name.endswith(".toml"):
            hint = f"write one of: {', '.join(known)}; or the path of a preset, which ends with .toml"
            problems.append(UNKNOWN_FORMAT.at(named_by, f"there is no format “{name}”", hint=hint))
            continue
        format_, found = load_format(preset)
        problems += found
        if format_ is not None:
            formats.append(format_)
    if problems:
        raise ProblemsFound(problems)
    return formats


class Workroom:
    """What all formats of one article share: tokens, fonts, theme, and pages that were already laid out."""

    def __init__(self, article: Article, folder: Path, tokens: Tokens, fonts: FontSet, presets: Path) -> None:
        self.article = article
        self.folder = folder
        self.presets = presets
        self.tokens = tokens
        self.fonts = fonts
        self.problems: list[Problem] = []
        """Warnings of formats that were made all the same."""
        self._printed: dict[str, Rendered] = {}

    @classmethod
    def prepare(cls, article: Article, folder: Path, presets: Path | None = None) -> Workroom:
        """Read the theme's tokens, make the fonts ready and point fontconfig at them; `presets` is the folder of formats."""
        theme = [folder / "theme" / path for path in article.theme if path == "tokens.toml"]
        tokens, problems = load_tokens(*theme)
        if any_error(problems):
            raise ProblemsFound(problems)
        fonts = prepare(faces=tokens.faces)
        point_fontconfig(fonts)
        require_pango()
        return cls(article, folder, tokens, fonts, presets or resources.templates() / "formats")

    def make(self, format_: Format) -> bytes:
        """Return the article's publication in one format."""
        return self.printed(format_).data if format_.medium == "pdf" else self._book(format_)

    def compose(self, format_: Format) -> Document:
        """Return the article as a document; every character of it is in one of the fonts."""
        from report.compose import compose

        return compose(self.article, format_, families=tuple(dict.fromkeys(self.tokens.family.values())))

    def carried(self, format_: Format) -> tuple[copies.Carried, ...]:
        """Return what the publication carries: the article it was made from, and its series as tables."""
        others = _formats([format_.page_list], self.presets) if format_.page_list else []
        presets = [Path(preset.place.path) for preset in (format_, *others)]
        return copies.carried(self.article, self.folder, presets, self.versions)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """Versions of all that shapes an output."""
        from report.versions import all_versions

        return all_versions()

    def pictures(self, document: Document, format_: Format) -> Mapping[str, Picture]:
        """Return the document's pictures, drawn or read from the article's folder."""
        from report.figures import draw_all

        return draw_all(document, format_, self.tokens, self.fonts, self.folder)

    def printed(self, format_: Format) -> Rendered:
        """Return the PDF of a print format with the map of its pages, laid out once."""
        if format_.name not in self._printed:
            from report import markup
            from report.output import pdf

            document = self.compose(format_)
            pictures = self.pictures(document, format_)
            warehouse = resources.Warehouse(
                [self.folder, resources.templates(), self.fonts.folder],
                {f"{markup.PICTURES}{id_}": (picture.data, picture.media_type) for id_, picture in pictures.items()},
            )
            styles = [self.tokens.css(format_), *markup.print_styles(format_), *self._theme_styles("print.css")]
            look = self.tokens.resolved(format_)
            html = markup.publication(document, format_)
            fitting = self._fitting(format_)
            attachments = [
                pdf.Attachment(item.name, item.data, item.media_type, item.relationship, item.description)
                for item in self.carried(format_)
            ]
            sheets = [markup.resolve(sheet, look) for sheet in styles]
            self._printed[format_.name] = pdf.render(document, format_, html, sheets, warehouse, attachments, fitting=fitting)
            self.problems += fitting.problems if fitting else []
        return self._printed[format_.name]

    def _fitting(self, format_: Format) -> Fitting | None:
        """Return the number of pages that the format may have, with the place where an editor chooses what stands on them."""
        from report.output.pdf import Fitting

        if not format_.most_pages:
            return None
        meta = self.article.meta
        if format_.content == "brief" and meta.brief is not None:
            return Fitting(format_.most_pages, "the brief", meta.brief.place)
        return Fitting(format_.most_pages, f"“{format_.title}”", meta.place)

    def _certifier(self) -> Certifier | None:
        from report.output.epub import Certifier

        told = self.article.meta.certifier
        return Certifier(told.name, told.credential or "", told.report or "") if told else None

    def _theme_styles(self, name: str) -> list[str]:
        paths = [self.folder / "theme" / name] if (self.folder / "theme" / name).is_file() else []
        return [path.read_text(encoding="utf-8") for path in paths]

    def _book(self, format_: Format) -> bytes:
        from report.figures import draw_cover
        from report.output import epub

        pages = None
        if format_.page_list:
            (paged,) = _formats([format_.page_list], self.presets)
            pages = self.printed(paged).pages
        document = self.compose(format_)
        cover = draw_cover(document.cover, self.tokens, format_, self.fonts)
        pictures = {**self.pictures(document, format_), epub.COVER_PICTURE: cover}
        return epub.render(
            document,
            look=self.tokens.resolved(format_),
            pictures=pictures,
            fonts=self.fonts,
            pages=pages,
            attachments=[epub.Attachment(item.name, item.media_type, item.data) for item in self.carried(format_)],
            certifier=self._certifier(),
            theme=self._theme_styles("epub.css"),
        )


def _accepted(name: str, data: bytes, article: Article, formats: Sequence[Format], request: Request, result: Result) -> bool:
    """Let the judges see a finished publication, where that was asked for; one that fails is not written."""
    if not request.verify:
        return True
    from report.verify import verify

    format_ = next(format_ for format_ in formats if format_.name == name)
    with tempfile.TemporaryDirectory(prefix="report-") as scratch:
        file = Path(scratch) / format_.file_name(article.meta.id)
        file.write_bytes(data)
        verdict = verify([file])
    result.problems += verdict.problems
    result.missing += [missing for missing in verdict.missing if missing not in result.missing]
    if not verdict.passed:
        sentence = "a judge rejects what was built now; what was there before stays"
        result.problems.append(REJECTED.at(Place(file.name), sentence, hint="what the judges say stands with it"))
    return verdict.passed


def _write(path: Path, data: bytes, format_: Format) -> Output:
    write_whole(path, data)
    return Output(path, format_.name, len(data), hashlib.sha256(data).hexdigest())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all; raises ProblemsFound with the system's reason."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
        temporary = None
    except OSError as error:
        sentence = f"the file can't be written: {error.strerror or error}"
        hint = "make room, or name a folder where you may write with --out"
        raise ProblemsFound([UNWRITABLE.at(Place(str(path)), sentence, hint=hint, cause=str(error))]) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _write_manifest(target: Path, article: Article, room: Workroom) -> None:
    """Write what lies in the folder and what it was made from; files of formats that weren't built now are kept in it."""
    files = sorted(path for path in target.glob("[!.]*") if path.is_file() and path.suffix in {".pdf", ".epub"})
    manifest = {
        "article": article.meta.id,
        "edition": {"number": article.meta.edition.number, "date": str(article.meta.edition.date)},
        "files": {
            path.name: {"size": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in files
        },
        "inputs": inputs_digest(room.folder),
        "fonts": room.fonts.digest,
        "versions": room.versions,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    write_whole(target / "manifest.json", text.encode("utf-8"))


def inputs_digest(folder: Path) -> str:
    """Return a SHA-256 of the article's files: each one's relative path and content, in order of path."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            whole.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
