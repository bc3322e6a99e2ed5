"""Images of all kinds in print, and images inside of drawings: each passes veraPDF, or is refused at its line."""

from __future__ import annotations

import io
from base64 import b64encode
from pathlib import Path

import pytest
from conftest import Here
from PIL import Image, ImageCms
from support.drawings import SVG
from support.strangers import stranger, with_image

from report.build.run import Request, build
from report.verify import verapdf
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance

MODES = {
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "JPEG": ("L", "RGB", "CMYK"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("P",),
}
KINDS = [(kind, mode) for kind, modes in MODES.items() for mode in modes]
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(kind: str, mode: str, **more: object) -> bytes:
    """A picture whose left half is light, and whose right half is see-through where the mode can say so."""
    image = Image.new("RGBA", (24, 16), (210, 200, 190, 255))
    image.paste((20, 60, 90, 40), (12, 0, 24, 16))
    out = io.BytesIO()
    (image.convert("I").convert("I;16") if mode == "I;16" else image.convert("RGB").convert(mode) if mode == "CMYK"
     else image.convert(mode)).save(out, kind, **more)  # fmt: skip
    return out.getvalue()


def test_each_image_passes_or_is_refused_at_its_line(tmp_path: Path, judge_is_here: Here) -> None:
    judge_is_here(verapdf.missing)
    images: dict[str, bytes | str] = {}
    for kind, mode in KINDS:
        name, suffix = f"{kind}-{mode}".lower().replace(";", "-"), {"JPEG": "jpg"}.get(kind, kind.lower())
        data = picture(kind, mode)
        if kind != "GIF":
            images[f"{name}.{suffix}"] = data
        address = f"data:image/{kind.lower()};base64,{b64encode(data).decode('ascii')}"
        images[f"{name}-inside.svg"] = SVG.format(f'<image width="90" height="60" href="{address}"/><text y="90">Words</text>')
    images["interlaced.png"] = picture("PNG", "RGB", interlace=1, gamma=0.45, icc_profile=PROFILE)
    images["progressive.jpg"] = picture("JPEG", "RGB", progressive=True, icc_profile=PROFILE)
    passed: list[Path] = []
    refused: list[str] = []
    for name, data in images.items():
        folder = with_image(stranger(tmp_path / Path(name).name.replace(".", "-") / "article"), data, name)
        result = build(Request((folder,), formats=("a4",), out=folder.parent / "out"))
        passed += [output.path for output in result.outputs]
        refused += [] if result.outputs else [name]
        assert all(Path(problem.place.path).name == name for problem in result.problems if not result.outputs)
    assert set(refused) <= {name for name in images if "cmyk" in name or "i-16" in name}
    assert [judgement.problems for judgement in verapdf.judge(passed, Options())] == [()] * len(passed)
