"""Whatever an article is made of, it is built into sound files, or refused with the places of what is wrong."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from support.risky import article_of, prose
from support.soak import LONG, times

from report.build.run import Request, build
from report.verify import structure, verify


@settings(
    max_examples=times(6, 100),
    deadline=None,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(prose())
def test_an_article_is_built_soundly_or_refused_with_places(blocks: list[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        result = build(Request((article_of(folder, blocks),), out=folder / "out"))
        errors = [problem for problem in result.problems if problem.severity == "error"]
        if errors:
            assert all(problem.place.path and problem.sentence and problem.hint for problem in errors)
            assert all(problem.place.path.startswith(name) for problem in errors), "a place in the article"
            assert result.outputs == []
            assert not (folder / "out").exists()
        else:
            assert {output.format for output in result.outputs} == {"a4", "epub"}
            assert verify([output.path for output in result.outputs], judges=[structure.JUDGE]).problems == []
