"""What is asked of a build, and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.problems import Problem

if TYPE_CHECKING:
    from report.build.stamps import Stamp
    from report.copies import Baggage
    from report.model.article import Article
    from report.model.since import Since
    from report.verify import Missing


@dataclass(frozen=True)
class Request:
    """What is to be built."""

    articles: tuple[Path, ...]
    formats: tuple[str, ...] = ()
    """Names of presets, or paths of further ones; empty for those that each article asks for."""
    out: Path = Path("build")
    verify: bool = False
    strict: bool = False
    since: Path | None = None
    """An earlier edition, of which every format prints what changed."""
    force: bool = False
    """Whether to build what is there already, and to draw what is kept."""
    jobs: int = 1
    """How many processes may work at a time; with 1 all is done in this one."""
    cluster: str = ""
    """The address of a Dask scheduler whose workers do it instead."""
    patience: float = 10
    """Seconds that it has to answer."""
    languages: tuple[str, ...] = ()
    """Those in which each article is to be said; empty for all that it names, its own first."""
    draft: bool = False
    """Whether what isn't translated is printed as it is typed."""


@dataclass(frozen=True)
class Output:
    """A file that was built."""

    path: Path
    format: str
    size: int
    """Bytes."""
    sha256: str
    unchanged: bool = False
    """Whether it was there already, made from the same."""

    def as_json(self) -> dict[str, Any]:
        """Return the output with plain values."""
        return asdict(self) | {"path": str(self.path)}


@dataclass
class Result:
    """What came of a build."""

    problems: list[Problem] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    """Judges that weren't there, where judging was asked for."""
    faults: list[Exception] = field(default_factory=list)
    """Faults of this program, each of which stopped one article."""
    failed: list[Path] = field(default_factory=list)
    """The articles of which not everything could be built."""
    unreachable: bool = False
    """Whether the cluster was lost before all was made."""


@dataclass
class Job:
    """An article to be built: what of it is missing, and what has come back."""

    folder: Path
    inputs: str
    """Digest of the article's folder."""
    digest: str
    """The same, with all that shapes an output beside it."""
    formats: tuple[str, ...]
    """Those that are to be made; empty for all that the article asks for."""
    language: str = ""
    """In which it is to be said, where that isn't the article's own."""
    before: Stamp | None = None
    """The stamp of the last build, where it was made from the same."""
    done: bool = False
    """Whether everything was there already."""
    article: Article | None = None
    changes: Since | None = None
    """What changed since the earlier edition, where the article is loaded here."""
    baggage: Baggage | None = None
    """What of it its copies carry, where the article is loaded here."""
    problems: list[Problem] = field(default_factory=list)
