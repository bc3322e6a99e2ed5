"""What a translator is told beside a message: how it reads in print, with the numbers and names that come from records."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import prose
from report.compose.labels import Labels
from report.compose.language import PLAIN_SPACES, Language
from report.compose.plan import plan
from report.compose.select import select
from report.compose.wording import plain
from report.load.formats import read_formats
from report.load.inlines import read_inline
from report.load.wording import ROLE, Message, folded
from report.model.article import Article
from report.problems import ProblemsFound


class AsRead:
    """Tells of each message how it reads."""

    def __init__(self, article: Article) -> None:
        language = Language(article.meta.language)
        format_ = read_formats(["a4"])[0]
        self.desk = Desk(article, select(article, format_), language, Labels(language.tag))
        plan(self.desk)

    def told(self, message: Message) -> list[str]:
        """Return lines for a translator; none where the message says it all."""
        if message.exact:
            return ["Somebody else’s words, which stay: what is written here is printed beside them as our translation."]
        if not ROLE.search(message.text):
            return []
        try:
            words = read_inline(message.text, lambda _: message.place, []).inlines
            read = plain(prose(self.desk, words, quiet=True, calls=False)).translate(PLAIN_SPACES)
        except (ProblemsFound, LookupError):  # a note of the section's own, which only stands there
            return []
        return [f"Reads: {folded(read)}"]
