"""Our fonts: cut as fontTools would, found by every program under their names, and no others found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from report.look import fonts
from report.look.fonts import cut, origin
from report.look.fonts.faces import FontSet
from report.look.tokens import FaceToken, load_tokens
from report.problems import ProblemsFound, ToolMissing
from report.system.packages import install_command

ITALIC = FaceToken("Source Sans 3", 400, "italic")
SAMPLE = "AVATAR To Ty LT fi ffl “quoted” 2019–2020 Wolę Përmet Durrës Жуков"

LIST_FONTS = """
from ctypes import CDLL, POINTER, Structure, byref, c_char_p, c_int, c_void_p, util
from report.look import fonts

class Found(Structure):
    _fields_ = [("number", c_int), ("room", c_int), ("patterns", POINTER(c_void_p))]

fonts.point_fontconfig(fonts.prepare())
fontconfig = CDLL(util.find_library("fontconfig"))
fontconfig.FcInitLoadConfigAndFonts.restype = c_void_p
fontconfig.FcConfigGetFonts.argtypes, fontconfig.FcConfigGetFonts.restype = [c_void_p, c_int], POINTER(Found)
fontconfig.FcPatternGetString.argtypes = [c_void_p, c_char_p, c_int, POINTER(c_char_p)]
found = fontconfig.FcConfigGetFonts(fontconfig.FcInitLoadConfigAndFonts(), 0)[0]
for index in range(found.number):
    file = c_char_p()
    fontconfig.FcPatternGetString(found.patterns[index], b"file", 0, byref(file))
    print(file.value.decode())
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def faces(cache: Path) -> FontSet:
    return fonts.prepare(cache)


def python(code: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def shaped(font: bytes, text: str, features: dict[str, bool]) -> list[tuple[int, int, int]]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(hb.Blob(font))), buffer, features)
    return [(i.codepoint, p.x_advance, p.x_offset) for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)]


def test_every_face_of_the_tokens_is_there(faces: FontSet) -> None:
    wanted = {(face.family, face.weight, face.style) for face in load_tokens()[0].faces}
    assert {(file.family, file.weight, file.style) for file in faces.files} == wanted
    assert {file.path.parent for file in faces.files} == {faces.folder}
    assert sorted(faces.folder.iterdir()) == sorted(file.path for file in faces.files)


def test_a_face_names_itself_as_it_is_asked_for(faces: FontSet) -> None:
    for file in faces.files:
        with TTFont(file.path) as font:
            names, os2 = font["name"], font["OS/2"]
            assert "fvar" not in font
            assert (names.getDebugName(16) or names.getDebugName(1)) == file.family
            assert os2.usWeightClass == file.weight
            assert bool(os2.fsSelection & 1) == bool(font["head"].macStyle & 2) == (file.style == "italic")
            assert bool(os2.fsSelection & 1 << 5) == bool(font["head"].macStyle & 1) == (file.weight == 700)
    postscript = [TTFont(file.path)["name"].getDebugName(6) for file in faces.files]
    assert len(set(postscript)) == len(postscript)


def test_matplotlib_takes_each_face_for_what_it_is(faces: FontSet) -> None:
    from matplotlib.font_manager import ttfFontProperty
    from matplotlib.ft2font import FT2Font

    for file in faces.files:
        seen = ttfFontProperty(FT2Font(str(file.path)))
        assert (seen.name, seen.weight, seen.style) == (file.family, file.weight, file.style)


def test_a_cut_face_is_the_one_that_fonttools_would_cut(faces: FontSet) -> None:
    source = origin.origin(ITALIC)
    assert source.variable
    theirs = BytesIO()
    instancer.instantiateVariableFont(TTFont(source.file), {"wght": 400}).save(theirs)
    file = faces.find(ITALIC.family, ITALIC.weight, ITALIC.style)
    assert file is not None
    for features in ({}, {"onum": True}, {"kern": False}):
        assert shaped(file.path.read_bytes(), SAMPLE, features) == shaped(theirs.getvalue(), SAMPLE, features)
    with TTFont(file.path) as ours, TTFont(BytesIO(theirs.getvalue())) as other:
        for name, same in zip(ours.getGlyphOrder(), other.getGlyphOrder(), strict=True):
            outline = ours["glyf"][name].getCoordinates(ours["glyf"])[0]
            assert outline == other["glyf"][same].getCoordinates(other["glyf"])[0]


@pytest.mark.parametrize("feature", ["smcp", "onum", "lnum", "tnum", "pnum"])
def test_the_text_face_keeps_the_features_of_book_typography(faces: FontSet, feature: str) -> None:
    file = faces.find("Source Serif 4")
    assert file is not None
    with TTFont(file.path) as font:
        assert feature in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    if feature in {"smcp", "onum", "pnum"}:
        content = file.path.read_bytes()
        assert shaped(content, "abc 2019 11", {feature: True}) != shaped(content, "abc 2019 11", {feature: False})


def test_the_nearest_weight_is_found(faces: FontSet) -> None:
    assert [f.weight for w in (300, 600, 900) if (f := faces.find("Almarai", w))] == [300, 700, 700]
    assert faces.find("Almarai", 400, "italic") is None
    assert faces.find("Comic Sans") is None


def test_a_second_time_nothing_is_cut(cache: Path, faces: FontSet) -> None:
    before = {file.path: file.path.stat().st_mtime_ns for file in faces.files}
    assert fonts.prepare(cache) == faces
    assert {file.path: file.path.stat().st_mtime_ns for file in faces.files} == before


def test_a_second_time_loads_no_cutting_tools(cache: Path, faces: FontSet) -> None:
    code = "import sys; from report.look import fonts; fonts.prepare(); print(*{'fontTools', 'uharfbuzz'} & set(sys.modules))"
    assert python(code, {"REPORT_CACHE": str(cache)}).strip() == ""


def test_two_caches_hold_the_same_bytes(tmp_path: Path, faces: FontSet) -> None:
    other = fonts.prepare(tmp_path)
    assert other.digest == faces.digest
    assert [f.path.read_bytes() for f in other.files] == [f.path.read_bytes() for f in faces.files]


def test_several_at_once_make_one_folder(tmp_path: Path) -> None:
    wanted = [FaceToken("Almarai", 400, "normal"), FaceToken("Almarai", 700, "normal")]
    with ThreadPoolExecutor(4) as together:
        found = list(together.map(lambda _: fonts.prepare(tmp_path, wanted), range(8)))
    assert all(one == found[0] for one in found)
    assert [path.name for path in (tmp_path / "fonts").iterdir()] == [found[0].folder.parent.name]


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    wanted = [FaceToken("Almarai", 400, "normal")]
    first = fonts.prepare(tmp_path, wanted)
    whole = first.files[0].path.read_bytes()
    first.files[0].path.write_bytes(whole[:1000])
    assert fonts.prepare(tmp_path, wanted) == first
    assert first.files[0].path.read_bytes() == whole
    (first.folder.parent / "index.json").write_text("[]", encoding="utf-8")
    assert fonts.prepare(tmp_path, wanted) == first
    assert [path.name for path in (tmp_path / "fonts").iterdir()] == [first.folder.parent.name]


def test_another_face_is_kept_apart(tmp_path: Path) -> None:
    one = fonts.prepare(tmp_path, [FaceToken("Source Sans 3", 400, "normal")])
    other = fonts.prepare(tmp_path, [FaceToken("Source Sans 3", 500, "normal")])
    assert one.folder != other.folder
    assert one.digest != other.digest


def test_a_cache_that_can_not_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("a file where a folder is wanted", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        fonts.prepare(tmp_path, [FaceToken("Almarai", 400, "normal")])
    (problem,) = caught.value.problems
    assert problem.rule == "CFG-041"
    assert "REPORT_CACHE" in problem.hint


def test_a_family_that_is_not_installed_names_its_package(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match=r"the font family Gentium Book is not there\. .* pip install fontpkg-gentium-book$"):
        fonts.prepare(tmp_path, [FaceToken("Gentium Book", 400, "normal")])


@pytest.mark.parametrize("face", [FaceToken("Almarai", 450, "normal"), FaceToken("Almarai", 400, "italic")])
def test_a_face_that_a_family_lacks_names_those_it_has(tmp_path: Path, face: FaceToken) -> None:
    with pytest.raises(ToolMissing, match="The family has: normal 300, normal 400, normal 700, normal 800"):
        fonts.prepare(tmp_path, [face])


def test_an_axis_that_a_family_lacks_names_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match=r"an axis opzs of Source Serif 4 is not there\. Its axes are: opsz, wght"):
        fonts.prepare(tmp_path, [FaceToken("Source Serif 4", 400, "normal", (("opzs", 10),))])


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the font package of Almarai under another name."""
    root = tmp_path / "site" / "fontpkg_broken_face"
    shutil.copytree(origin.origin(FaceToken("Almarai", 400, "normal")).licence.parent, root)
    monkeypatch.syspath_prepend(root.parent)
    origin._family.cache_clear()
    return root


def test_a_missing_font_file_says_how_to_bring_it_back(tmp_path: Path, package: Path) -> None:
    (package / "files" / "Almarai-Regular.ttf").unlink()
    with pytest.raises(
        ToolMissing, match=r"the font file Almarai-Regular\.ttf is not there\. Bring it back: .*fontpkg-broken-face"
    ):
        fonts.prepare(tmp_path, [FaceToken("Broken Face", 400, "normal")])


def test_a_broken_font_file_says_how_to_bring_it_back(tmp_path: Path, package: Path) -> None:
    (package / "files" / "Almarai-Regular.ttf").write_bytes(b"no font at all")
    with pytest.raises(ToolMissing, match=r"a readable font file Almarai-Regular\.ttf .*fontpkg-broken-face"):
        fonts.prepare(tmp_path, [FaceToken("Broken Face", 400, "normal")])
    assert list((tmp_path / "fonts").iterdir()) == []


def test_a_broken_variable_file_says_so_too(tmp_path: Path, package: Path) -> None:
    described = json.loads((package / "metadata.json").read_bytes())
    described["files"] = [{"path": "files/Almarai-Bold.ttf", "style": "normal", "weight": None, "variable": True}]
    (package / "metadata.json").write_text(json.dumps(described), encoding="utf-8")
    for content in (b"no font at all", (package / "files" / "Almarai-Bold.ttf").read_bytes()[:50_000]):
        (package / "files" / "Almarai-Bold.ttf").write_bytes(content)
        with pytest.raises(ToolMissing, match=r"a readable font file Almarai-Bold\.ttf"):
            fonts.prepare(tmp_path, [FaceToken("Broken Face", 400, "normal")])


def test_characters_that_no_face_has_are_named_once(faces: FontSet) -> None:
    assert faces.missing("Sáli Berisha, Bledi Çuçi, Wolę “x” – 2 ½ → Жуков مجاهدین خلق ۳") == []
    assert faces.missing("b漢字漢a ✈") == ["✈", "字", "漢"]


def test_spaces_and_marks_that_steer_the_line_need_no_glyph(faces: FontSet) -> None:
    assert faces.missing("a\u200cb\u00ad\u2060\u202f\u2009\u2028\n\t\u200f\u2066") == []


def test_a_subset_has_the_glyphs_it_needs_and_no_others(faces: FontSet) -> None:
    file = faces.find("Source Serif 4")
    assert file is not None
    small = faces.subset(file, ["Raid 2023", "fi"])
    assert len(small) < 30_000
    assert cut.code_points(small) == set(map(ord, "Raid 2023fi -\u00a0\u2010"))
    assert shaped(small, "dRid 2023", {"onum": True}) != shaped(small, "dRid 2023", {})
    widths = [
        [advance for _, advance, _ in shaped(font, "Raid fi 2023", {"smcp": True})] for font in (small, file.path.read_bytes())
    ]
    assert widths[0] == widths[1]


def test_a_subset_shapes_persian_as_the_whole_face_does(faces: FontSet) -> None:
    file = faces.find("Almarai")
    assert file is not None
    text = "سازمان مجاهدین خلق ایران ۳"
    small = faces.subset(file, text)
    assert [a for _, a, _ in shaped(small, text, {})] == [a for _, a, _ in shaped(file.path.read_bytes(), text, {})]


def test_a_subset_does_not_depend_on_the_order_of_characters(faces: FontSet) -> None:
    file = faces.files[0]
    assert faces.subset(file, "abc 2023") == faces.subset(file, ["2", "0", "3", "2", "cba"])


def test_a_subset_keeps_its_licence_and_leaves_a_reserved_name(faces: FontSet) -> None:
    reserved, free = faces.find("Source Serif 4", 600, "italic"), faces.find("Almarai", 700)
    assert reserved
    assert free
    with TTFont(BytesIO(faces.subset(reserved, "abc"))) as font:
        names = font["name"]
        assert [names.getDebugName(id_) for id_ in (1, 2, 6, 16, 17)] == [
            "Report Serif 4 SemiBold",
            "Italic",
            "ReportSerif4-SemiBoldItalic",
            "Report Serif 4",
            "SemiBold Italic",
        ]
        assert not [name for name in names.names if name.nameID in {1, 3, 4, 6, 16} and "Source" in str(name)]
        assert "Adobe" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)
        assert font["OS/2"].usWeightClass == 600
    with TTFont(BytesIO(faces.subset(free, "abc"))) as font:
        assert font["name"].getDebugName(1).startswith("Almarai")


def test_each_family_has_its_licence(faces: FontSet) -> None:
    for family in {file.family for file in faces.files}:
        assert b"SIL OPEN FONT LICENSE" in faces.licence(family)


def test_fontconfig_is_shown_our_fonts_alone(faces: FontSet) -> None:
    environment = {
        "FONTCONFIG_PATH": "/etc/fonts",
        "FONTCONFIG_SYSROOT": "/nowhere",
        "REPORT_CACHE": str(faces.folder.parents[2]),
    }
    assert sorted(python(LIST_FONTS, environment).splitlines()) == sorted(str(file.path) for file in faces.files)


def test_a_page_embeds_our_fonts_alone(faces: FontSet, tmp_path: Path) -> None:
    code = f"""
from report.look import fonts
fonts.point_fontconfig(fonts.prepare())
fonts.require_pango()
import weasyprint
weasyprint.HTML(string='''<p style="font-family: Source Serif 4, Almarai">Text <i>it</i> <b>bold</b> مجاهدین
<p style="font-family: Source Sans 3; font-weight: 300">Light
<p style="font-family: sans-serif">漢 <p style="font-family: Arial">Arial
''').write_pdf({str(tmp_path / "page.pdf")!r})
"""
    python(code, {"REPORT_CACHE": str(faces.folder.parents[2])})
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        described = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    assert {str(o.FontFamily) for o in described} >= {"Source Serif 4", "Source Sans 3", "Almarai"}
    assert {str(o.FontFamily) for o in described} <= {file.family for file in faces.files}
    assert len(described) >= 5


def test_weasyprint_may_not_come_first(faces: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", sys)
    with pytest.raises(RuntimeError, match="WeasyPrint was imported before"):
        fonts.point_fontconfig(faces, {})
    configured = {"FONTCONFIG_FILE": str(faces.folder.parent / "fonts.conf")}
    assert str(fonts.point_fontconfig(faces, configured)) == configured["FONTCONFIG_FILE"]


def test_a_folder_with_signs_of_xml_in_its_name_is_written_right(
    faces: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    home = tmp_path / "R&D <fonts>"
    shutil.copytree(faces.folder.parent, home)
    environment = {"FONTCONFIG_PATH": "/etc/fonts"}
    file = fonts.point_fontconfig(replace(faces, folder=home / "faces"), environment)
    assert environment == {"FONTCONFIG_FILE": str(file)}
    assert "R&amp;D &lt;fonts&gt;/faces</dir>" in file.read_text(encoding="utf-8")


def test_missing_pango_is_told_with_the_command_that_installs_it(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("print('advice')\nraise OSError('cannot load library')\n", encoding="utf-8")
    code = f"""
import sys; sys.path.insert(0, {str(tmp_path)!r})
from report.look import fonts
from report.problems import ToolMissing
from report.system import libraries
libraries.NAMES["pango"] = ("libpango-0.0.so.0",)
try: fonts.require_pango()
except ToolMissing as missing: print(missing)
"""
    assert python(code) == f"Pango is not there. Install it: {install_command('pango')}\n"


def test_a_face_for_web_pages_is_packed_once_and_has_the_same_glyphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faces = fonts.prepare()  # before the cache is another
    face = faces.find("Source Sans 3")
    assert face is not None
    small = faces.subset(face, "Durrës 3")
    monkeypatch.setenv("REPORT_CACHE", str(tmp_path))
    first = cut.packed.__wrapped__(small)
    assert first[:4] == b"wOF2"
    assert len(first) < len(small) * 0.7
    with TTFont(BytesIO(first)) as packed, TTFont(BytesIO(small)) as plain:
        assert packed.getBestCmap() == plain.getBestCmap()
        assert packed.getGlyphOrder() == plain.getGlyphOrder()
    (kept,) = (tmp_path / "pictures").iterdir()
    with monkeypatch.context() as nothing_is_packed:
        nothing_is_packed.setattr(cut, "TTFont", None)
        assert cut.packed.__wrapped__(small) == first
    kept.write_bytes(b"damaged")
    assert cut.packed.__wrapped__(small) == first
