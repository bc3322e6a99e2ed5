"""Names by which authors point at what a directive prints: `{ref}` finds the same for rules and for pages."""

from __future__ import annotations

from report.model.article import Article
from report.model.grammar import form_of, taken
from report.model.prose import Directive


def anchors(directive: Directive, article: Article) -> tuple[str, ...]:
    """Return the names of what a directive prints, first that of which its id is made; none where it has no name."""
    option = directive.option("id")
    given = option.source.strip() if option else ""
    first = directive.arguments[0] if directive.arguments else ""
    match directive.name:
        case "chart" | "image":
            name = given or (form_of(directive) if taken(directive).whole else first)
            return name, f"figure-{name}"
        case "table":
            name = given or (first if first in article.series else "")
            return (name, f"table-{name}") if name else ()
        case "timeline":
            return (given or "timeline",)
        case "accounts":
            return directive.arguments or tuple(article.accounts)
    return ()
