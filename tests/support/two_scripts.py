"""Articles of any text in English and in Persian, with the same records in both: a series, events, statements, a picture."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.support.built import MINIMAL, PERSIAN

_RECORDS = {
    "statements": """
review-clock:
  speaker: staff
  exact: A quiet room, and a clock that is never right!
  source: annual-report
  set-beside: staff-quiet
opened-late:
  speaker: staff
  paraphrase: The reading room opened in spring.
  source: annual-report
""",
    "accounts": """
when-opened:
  matter: When the reading room opened
  sides: [{record: opening, label: In the report}, opened-late]
  note: Both may be true.
""",
}
_TITLES = {"en": "The yard", "fa": "حیاط"}
_PICTURE = """
yard: {{file: images/yard.png, credit: A., rights: CC0, alternative-text: "{0}", title: "{0}", source: annual-report}}
"""


def written(folder: Path, language: str, chapters: Sequence[str], brief: str = "") -> Path:
    """Write an article whose chapters have these texts, titles and all, into a folder; return that.

    `brief` is what `article.yaml` says of its two pages to hand out.
    """
    shutil.copytree(PERSIAN if language == "fa" else MINIMAL, folder, ignore=shutil.ignore_patterns("sections"))
    for name in ("sections", "images"):
        (folder / name).mkdir()
    Image.linear_gradient("L").resize((900, 150)).convert("RGB").save(folder / "images" / "yard.png")
    (folder / "images.yaml").write_text(_PICTURE.format(_TITLES[language]), encoding="utf-8")
    for name, text in _RECORDS.items() if language == "en" else ():
        with (folder / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(text)
    names = [f"chapter-{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}" for number in range(len(chapters))]
    for name, text in zip(names, chapters, strict=True):
        (folder / "sections" / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    meta = (folder / "article.yaml").read_text(encoding="utf-8")
    meta = re.sub(r"(?m)^sections: .*", f"sections: [{', '.join(names)}]", meta)
    (folder / "article.yaml").write_text(re.sub(r"(?ms)^brief:.*", "", meta) + brief, encoding="utf-8")
    return folder
