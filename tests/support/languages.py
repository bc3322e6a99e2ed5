"""Small articles in many languages, all of the same form: a library's opening hours, with a number, a date and a chart."""

from __future__ import annotations

import shutil
from pathlib import Path

from report.system import places

WORDS = {
    "de": ("Die Bibliothek", "Öffnungszeiten", "Die Bibliothek ist morgens offen", "Besuche", "Besucher"),
    "es": ("La biblioteca", "Horario", "La biblioteca abre por la mañana", "Visitas", "visitantes"),
    "pt": ("A biblioteca", "Horário", "A biblioteca abre de manhã", "Visitas", "visitantes"),
    "fr": ("La bibliothèque", "Horaires", "La bibliothèque ouvre le matin", "Visites", "visiteurs"),
    "pl": ("Biblioteka", "Godziny otwarcia", "Biblioteka jest czynna rano", "Wizyty", "gości"),
    "uk": ("Бібліотека", "Години роботи", "Бібліотека відчинена вранці", "Відвідування", "відвідувачів"),
    "el": ("Η βιβλιοθήκη", "Ωράριο", "Η βιβλιοθήκη ανοίγει το πρωί", "Επισκέψεις", "επισκέπτες"),
    "tr": ("Kütüphane", "Çalışma saatleri", "Kütüphane sabahları açıktır", "Ziyaretler", "ziyaretçi"),
    "vi": ("Thư viện", "Giờ mở cửa", "Thư viện mở cửa buổi sáng", "Lượt khách", "khách"),
    "sr": ("Библиотека", "Радно време", "Библиотека је отворена ујутру", "Посете", "посетилаца"),
    "sr-Latn": ("Biblioteka", "Radno vreme", "Biblioteka je otvorena ujutru", "Posete", "posetilaca"),
    "ar": ("المكتبة", "ساعات العمل", "تفتح المكتبة أبوابها صباحا", "الزيارات", "زائر"),
    "ar-EG": ("المكتبة", "ساعات العمل", "تفتح المكتبة أبوابها صباحا", "الزيارات", "زائر"),
    "he": ("הספרייה", "שעות פתיחה", "הספרייה פתוחה בבוקר", "ביקורים", "מבקרים"),
    "ur": ("کتب خانہ", "اوقات کار", "کتب خانہ صبح کھلا رہتا ہے", "آمد", "لوگ"),
    "ckb": ("کتێبخانە", "کاتەکانی کار", "کتێبخانە بەیانیان کراوەیە", "سەردانەکان", "سەردانکەر"),
    "hi": ("पुस्तकालय", "खुलने का समय", "पुस्तकालय सुबह खुला रहता है", "आगंतुक", "आगंतुक"),
    "bn": ("গ্রন্থাগার", "খোলার সময়", "গ্রন্থাগার সকালে খোলা থাকে", "আগমন", "দর্শনার্থী"),
    "th": ("ห้องสมุด", "เวลาเปิด", "ห้องสมุดเปิดตอนเช้า", "ผู้เข้าชม", "คน"),
    "zh": ("图书馆", "开放时间", "图书馆上午开放", "访问", "人"),
    "ja": ("図書館", "開館時間", "図書館は朝に開きます", "来館者", "人"),
    "ko": ("도서관", "개관 시간", "도서관은 아침에 엽니다", "방문", "명"),
}
"""Title, heading, a sentence, the title of a chart, and the noun that is counted; all of it is made up."""


def article(folder: Path, language: str, name: str = "The Lane Library (3)") -> Path:
    """Write a small article in a language; a name in English stands in its text."""
    title, heading, sentence, chart, noun = WORDS[language]
    shutil.copytree(places.articles() / places.MINIMAL, folder)
    forms = "|".join([noun] * 2)
    _replace(
        folder / "article.yaml", ("title: The reading room", f"title: {title}"), ("language: en-GB", f"language: {language}")
    )
    _replace(folder / "article.yaml", ("subtitle: An example of a small report", f"subtitle: {sentence}"))
    _replace(folder / "people.yaml", ("Staff of the reading room", title), ("short: The staff", f"short: {title}"))
    _replace(folder / "sources.yaml", ("Annual report of the reading room", f"{heading} {title}"))
    _replace(folder / "events.yaml", ("title: Opening", f"title: {heading}"), ("The reading room opens.", f"{sentence}."))
    _replace(folder / "statements.yaml", ("It is quiet here, and that is the point.", f"{sentence}."))
    _replace(
        folder / "series" / "visits.yaml", ("visitor|visitors", forms), ("title: Visitors of the reading room", f"title: {chart}")
    )
    _replace(
        folder / "series" / "visits.yaml",
        ("counted: visitors counted at the door", f"counted: {noun}"),
        ("label: counted at the door", f"label: {noun}"),
        ("reported: the staff", f"reported: {title}"),
        ("subtitle: People counted at the door in a year", f"subtitle: {noun}"),
    )
    prose = f"""# {heading}

:::{{lead}}
{sentence}, {{date}}`opening`.
:::

{sentence} (*The Lane* **Library**): {{value}}`visits.2022`, {{value}}`visits.2023`.{{cite}}`visits.2023` {sentence}.

:::{{chart}} visits
:::

:::{{statement}} staff-quiet
:::
"""
    (folder / "sections" / "reading-room.md").write_text(prose, encoding="utf-8", newline="\n")
    return folder


def _replace(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (file.name, old)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")
