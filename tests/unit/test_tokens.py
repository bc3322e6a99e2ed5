"""Tokens: one source of the look, checked as it is read."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from colour_vision import VISION, difference, lab

from report.load import load_format
from report.look.tokens import TEXT_PAIRS, Tokens, contrast, load_tokens
from report.model.article import PALETTES
from report.model.format import ChartBox, Format, PageBox, Typesetting
from report.problems import Problem
from report.system.places import templates

PRINT = Format(
    name="small",
    medium="pdf",
    title="Small",
    standard="ua-1+a-3a",
    page=PageBox(width=100, height=150.5, head=10, foot=11, left=12, right=13, side=20, gutter=5),
    text=Typesetting(base=10, floor=7.5, leading=1.45),
    chart=ChartBox(width=75, ratio=0.5, base=8),
)
HIGH = PRINT.model_copy(update={"text": Typesetting(base=18, floor=16, leading=1.5, contrast="high")})
BOOK = PRINT.model_copy(update={"name": "epub", "medium": "epub", "page": None})


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    shipped, problems = load_tokens()
    assert problems == []
    return shipped


@pytest.fixture(scope="module", params=PALETTES)
def each(request: pytest.FixtureRequest) -> Tokens:
    """Return the tokens with each of the palettes."""
    return load_tokens(palette=request.param)[0]


def test_palettes_are_those_that_an_article_may_name() -> None:
    shipped = tomllib.loads((templates() / "palettes.toml").read_text(encoding="utf-8"))
    assert [PALETTES[0], *shipped] == list(PALETTES)
    assert len({load_tokens(palette=name)[0].colour["accent"] for name in PALETTES}) == len(PALETTES)
    for one in shipped.values():
        assert one["colour"].keys() == one["high"].keys()


def test_a_palette_moves_nothing(each: Tokens, tokens: Tokens) -> None:
    """Pages that keep the rules in one palette keep them in all: no token differs but by the values of its colours."""
    assert (each.colour.keys(), each.high.keys()) == (tokens.colour.keys(), tokens.high.keys())
    series = tuple(replace(one, colour=other.colour) for one, other in zip(each.series, tokens.series, strict=True))
    assert replace(each, colour=tokens.colour, high=tokens.high, series=series) == tokens


@pytest.mark.parametrize(("leading", "closer"), [(1.45, {"line": "14.065pt"}), (1.42, {"line": "14pt"}), (1.4, {}), (1.2, {})])
def test_lines_stand_closer_as_far_as_letters_do_not_touch(tokens: Tokens, leading: float, closer: dict[str, str]) -> None:
    text = Typesetting(base=10, floor=7.5, leading=leading)
    assert tokens.tighter(PRINT.model_copy(update={"text": text})) == closer


def test_a_theme_stands_over_the_palette(tmp_path: Path) -> None:
    (tmp_path / "tokens.toml").write_text('[colour]\naccent = "#123456"\n', encoding="utf-8")
    found, problems = load_tokens(tmp_path / "tokens.toml", palette="forest")
    assert problems == []
    assert (found.colour["accent"], found.colour["cover"]) == ("#123456", load_tokens(palette="forest")[0].colour["cover"])
    assert found.series[0].colour == "#123456"


def test_the_name_on_the_cover_can_be_read(each: Tokens) -> None:
    for colours in (each.colour, each.high):
        assert contrast(colours["cover-faint"], colours["cover"]) >= 3


def test_a_theme_whose_native_title_was_an_ornament_builds_and_it_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "tokens.toml").write_text('[colour]\ncover = "#204060"\ncover-faint = "#28486a"\n', encoding="utf-8")
    found, problems = load_tokens(tmp_path / "tokens.toml")
    assert problems == []
    assert 3 <= contrast(found.colour["cover-faint"], "#204060") < 4


def themed(folder: Path, text: str) -> tuple[Tokens, list[Problem]]:
    file = folder / "tokens.toml"
    file.write_text(text, encoding="utf-8")
    return load_tokens(file)


def said(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.sentence, problem.hint) for problem in problems]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#0b5d7a", "#0b5d7a") == 1


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_words_can_be_read_on_what_is_behind_them(each: Tokens, text: str, ground: str) -> None:
    assert contrast(each.colour[text], each.colour[ground]) >= 4.5
    assert contrast(each.high[text], each.high[ground]) >= 7


def test_marks_can_be_seen_on_paper(each: Tokens) -> None:
    for series in each.series:
        assert contrast(series.colour, each.colour["paper"]) >= 3
        assert contrast(series.colour, each.colour["ground"]) >= 3
    assert contrast(each.high["rule"], each.high["paper"]) >= 3


def test_the_difference_of_colours_is_that_of_the_published_examples() -> None:
    # Sharma, Wu and Dalal (2005), table 1, pairs 1, 7, 17 and 25.
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert difference((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
    assert difference((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(1.2644, abs=1e-4)


def e_ink(colour: str) -> str:
    """Return the grey that a screen of sixteen greys shows of a colour (its luma, as ITU-R BT.601 has it)."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + f"{round((0.299 * red + 0.587 * green + 0.114 * blue) / 17) * 17:02x}" * 3


def test_nothing_of_a_chart_is_lost_on_a_screen_of_sixteen_greys(each: Tokens) -> None:
    paper = e_ink(each.colour["paper"])
    for name in ("ink", "muted", "accent", "second"):
        assert contrast(e_ink(each.colour[name]), paper) >= 4.5, name
    for series in each.series:
        assert contrast(e_ink(series.colour), paper) >= 3, series
    assert e_ink(each.colour["rule"]) != paper


def test_the_palette_has_six_series(each: Tokens) -> None:
    assert len(each.series) == 6


@pytest.mark.parametrize("vision", VISION)
def test_series_stay_apart_for_every_colour_vision(each: Tokens, vision: str) -> None:
    for one, other in combinations(each.series, 2):
        assert difference(lab(one.colour, vision), lab(other.colour, vision)) >= 12, (one.colour, other.colour)


def test_series_stay_apart_without_any_colour(each: Tokens) -> None:
    for one, other in combinations(each.series, 2):
        assert abs(lab(one.colour)[0] - lab(other.colour)[0]) >= 5, (one.colour, other.colour)
        assert (one.marker, one.filled) != (other.marker, other.filled)
        assert one.dash != other.dash


def test_high_contrast_has_every_colour(each: Tokens) -> None:
    assert each.high.keys() == each.colour.keys()
    assert each.colours(PRINT) is each.colour
    assert each.colours(HIGH) is each.high


def test_sizes_are_ratios_of_the_base_and_never_below_the_floor(tokens: Tokens) -> None:
    assert tokens.points("text", PRINT) == 10
    assert tokens.points("h1", PRINT) == 22
    assert tokens.points("call", PRINT) == 7.5
    assert all(tokens.points(name, HIGH) >= 16 for name in tokens.size)


def test_a_style_sheet_has_the_tokens_as_custom_properties(tokens: Tokens) -> None:
    lines = tokens.css(PRINT).splitlines()
    for line in (
        "  --colour-ink: #1d2a33;",
        "  --size-h1: 22pt;",
        "  --line: 14.5pt;",
        '  --family-text: "Source Serif 4", "Source Sans 3", "Almarai", serif;',
        "  --foreign-scale: 0.88em;",
        "  --rule-bold: 0.8pt;",
        "  --page-text: 50mm;",
        "  --page-full: 75mm;",
        "@page { size: 100mm 150.5mm; margin: 10mm 13mm 11mm 12mm; }",
    ):
        assert line in lines
    assert "  --colour-ink: #000000;" in tokens.css(HIGH).splitlines()


def test_an_e_book_gets_lengths_that_grow_with_the_readers_choice(tokens: Tokens) -> None:
    values = tokens.resolved(BOOK)
    assert values["size-h1"] == "2.2em"
    assert values["size-call"] == "0.75em"
    assert values["line"] == "1.45em"
    assert values["rule-hairline"] == "1px"
    assert values["family-display"] == '"Source Sans 3", sans-serif'
    assert not [name for name, value in values.items() if value.endswith(("pt", "mm"))]
    assert "@page" not in tokens.css(BOOK)


def test_print_and_e_book_know_the_same_tokens_but_for_the_page(tokens: Tokens) -> None:
    only_print = tokens.resolved(PRINT).keys() - tokens.resolved(BOOK).keys()
    assert only_print
    assert all(name.startswith("page-") for name in only_print)
    assert tokens.resolved(BOOK).keys() < tokens.resolved(PRINT).keys()


def test_a_chart_is_drawn_at_the_measure_it_is_placed_at(tokens: Tokens) -> None:
    style = tokens.chart_style(PRINT)
    assert (style["width_mm"], style["height_mm"], style["base_pt"], style["floor_pt"]) == (75, 37.5, 8, 7.5)
    assert style["families"] == ("Source Sans 3", "Source Serif 4", "Almarai")
    accent = tokens.colour["accent"]
    assert style["series"][0] == {"colour": accent, "marker": "o", "dash": (), "filled": True, "words": accent}
    assert tokens.chart_style(HIGH)["ink"] == "#000000"


@pytest.mark.parametrize(("form", "least"), [(PRINT, 4.5), (HIGH, 7)])
def test_words_of_a_series_can_be_read_whatever_its_marks_have(tokens: Tokens, form: Format, least: float) -> None:
    found = [(each["colour"], each["words"]) for each in tokens.chart_style(form)["series"]]
    paper = tokens.colours(form)["paper"]
    assert all(contrast(words, paper) >= least for _, words in found)
    assert all((colour == words) == (contrast(colour, paper) >= least) for colour, words in found)
    assert any(colour != words for colour, words in found)


def test_a_chart_style_fits_the_charts(tokens: Tokens) -> None:
    from charts.style import SeriesStyle, Style

    style = tokens.chart_style(PRINT)
    series = tuple(SeriesStyle(**of_one) for of_one in style.pop("series"))
    assert Style(**style, series=series).series[1].filled is False


def test_a_theme_overrides_by_name(tmp_path: Path, tokens: Tokens) -> None:
    text = (
        '[colour]\naccent = "#700020"\n[colour.high]\naccent = "#500010"\n[size]\nh1 = 3\n[family]\ntext = { name = "Almarai" }\n'
    )
    own, problems = themed(tmp_path, text)
    assert problems == []
    assert own.colour["accent"] == "#700020"
    assert own.colour["ink"] == tokens.colour["ink"]
    assert own.high["accent"] == "#500010"
    assert own.size["h1"] == 3
    assert own.families("text") == ("Almarai", "Source Sans 3")
    assert own.generic["text"] == "serif"


def test_later_files_override_earlier_ones(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text("[size]\nh1 = 3\nh2 = 2\n", encoding="utf-8")
    (tmp_path / "two.toml").write_text("[size]\nh1 = 4\n", encoding="utf-8")
    own, problems = load_tokens(templates() / "tokens.toml", tmp_path / "one.toml", tmp_path / "two.toml")
    assert problems == []
    assert (own.size["h1"], own.size["h2"]) == (4, 2)


def test_the_shipped_file_may_be_named_too(tokens: Tokens) -> None:
    assert load_tokens(templates() / "tokens.toml") == (tokens, [])


def test_unknown_token_names_the_nearest(tmp_path: Path, tokens: Tokens) -> None:
    own, problems = themed(tmp_path, '[colour]\nacent = "#700020"\n[colour.high]\nblood = "#700020"\n[sizes]\nh1 = 3\n')
    assert said(problems) == [
        ("CFG-030", "“colour.acent” is not a token", "did you mean accent?"),
        ("CFG-030", "“colour.high.blood” is not a token", f"known here: {', '.join(tokens.high)}"),
        ("CFG-030", "“sizes” is not a token", "did you mean size?"),
    ]
    assert own == tokens


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[colour]\nink = "red"', "“colour.ink” is not a colour"),
        ("[colour]\nink = 0", "“colour.ink” is not a colour"),
        ('[colour]\nhigh = "#000000"', "“colour.high” is not a table"),
        ("[size]\nh1 = true", "“size.h1” is not a number between 0 and 40"),
        ("[size]\nh1 = -1", "“size.h1” is not a number between 0 and 40"),
        ("[size]\nh1 = nan", "“size.h1” is not a number between 0 and 40"),
        ("[space]\nindent = inf", "“space.indent” is not a number between 0 and 40"),
        ('[family]\ntext = { name = "x; }" }', "“family.text.name” is not a family"),
        ('series = "blue"', "“series” is not a list of series"),
        ("series = []", "“series” is not a list of series"),
        ('[[series]]\ncolour = "#000000"', "“series” is not a list of series"),
        ('[[series]]\ncolour = "#000000"\nmarker = "*"\nfilled = true\ndash = []', "“series” is not a list of series"),
        ('[[series]]\ncolour = "#000000"\nmarker = "o"\nfilled = true\ndash = [1]', "“series” is not a list of series"),
        ('[[face]]\nfamily = "Almarai"\nweights = ["bold"]\nstyles = ["normal"]', "“face” is not a list of faces"),
        ('[[face]]\nfamily = "Almarai"\nweights = [400]\nstyles = ["oblique"]', "“face” is not a list of faces"),
    ],
)
def test_a_value_that_a_token_can_not_have_is_a_problem(tmp_path: Path, tokens: Tokens, text: str, sentence: str) -> None:
    own, problems = themed(tmp_path, text)
    assert [(problem.rule, problem.sentence) for problem in problems] == [("CFG-031", sentence)]
    assert problems[0].hint
    assert own == tokens


def test_a_theme_too_pale_to_read_is_a_problem(tmp_path: Path) -> None:
    _, problems = themed(tmp_path, '[colour]\nmuted = "#999999"\nground = "#ffffff"\n')
    assert said(problems) == [
        (
            "A11Y-101",
            f"the colour muted (#999999) has a contrast of 2.8:1 against {behind}; 4.5:1 is needed",
            "make it darker, or what is behind it lighter",
        )
        for behind in ("paper", "ground")
    ]


@pytest.mark.parametrize("content", [b"[colour", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_a_file_that_is_no_toml_is_a_problem(tmp_path: Path, tokens: Tokens, content: bytes) -> None:
    file = tmp_path / "tokens.toml"
    file.write_bytes(content)
    own, problems = load_tokens(file)
    assert [(problem.rule, problem.place.path) for problem in problems] == [("CFG-032", file.as_posix())]
    assert own == tokens


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    _, problems = load_tokens(tmp_path / "tokens.toml")
    assert [problem.rule for problem in problems] == ["CFG-033"]


@pytest.mark.parametrize("preset", sorted((templates() / "formats").glob("*.toml")), ids=lambda file: file.stem)
def test_every_preset_gives_a_style_sheet_and_a_chart_style(tokens: Tokens, preset: Path) -> None:
    found, problems = load_format(preset)
    assert problems == []
    assert found is not None
    assert tokens.css(found).startswith(":root {\n")
    assert tokens.chart_style(found)["floor_pt"] <= (found.chart.base or tokens.points("chart", found)) * 1.1


def test_a4_has_the_measures_of_the_design(tokens: Tokens) -> None:
    a4, _ = load_format(templates() / "formats" / "a4.toml")
    assert a4 is not None
    values = tokens.resolved(a4)
    assert {name: values[name] for name in ("page-text", "page-side", "page-gutter", "line", "size-text", "size-note")} == {
        "page-text": "124mm",
        "page-side": "36mm",
        "page-gutter": "7mm",
        "line": "14.5pt",
        "size-text": "10pt",
        "size-note": "8pt",
    }


def test_what_is_wrong_in_a_theme_has_its_line(tmp_path: Path) -> None:
    text = (
        '# theme\n[colour]\nacent = "#123456"\n\n"ink" = 4\nhigh.ink = "x"\n[size]\nh1 = 99\n'
        "[rule] # thin\nhairline = 'x'\n[[series]]\ncolour = 3\n"
    )
    problems = themed(tmp_path, text)[1]
    assert [(problem.rule, problem.place.line) for problem in problems] == [
        ("CFG-030", 3), ("CFG-031", 5), ("CFG-031", 6), ("CFG-031", 8), ("CFG-031", 10), ("CFG-031", 11),
    ]  # fmt: skip
    assert [p.place.line for p in themed(tmp_path, '[size]\nh1 = 2\n[colour]\ninfo = "#777777\n')[1]] == [4]
    pale = themed(tmp_path, '[space]\ndate = 2\n[colour]\nink = "#eeeeee"\n')[1]
    assert {(problem.rule, problem.place.line) for problem in pale} == {("A11Y-101", 4)}


def test_a_script_s_words_have_the_size_that_a_theme_gives_them(tmp_path: Path) -> None:
    given = "[script.Hebr]\nscale = 0.9\n[script.Deva]\nscale = 1.1\n[script.Arab]\nscale = 0.95\n"
    tokens, problems = themed(tmp_path, given)
    assert problems == []
    sheet = tokens.with_scripts(["Arab", "Deva", "Hebr", "Thai"]).css(PRINT)
    assert [line for line in sheet.splitlines() if "foreign-scale" in line or ".script-" in line] == [
        "  --foreign-scale: 0.95em;",
        ".script-Deva[lang] { font-size: 1.1em; }",
        ".script-Hebr[lang] { font-size: 0.9em; }",
    ]
    assert ".script-" not in load_tokens()[0].with_scripts(["Arab", "Deva", "Hebr", "Thai"]).css(PRINT)
