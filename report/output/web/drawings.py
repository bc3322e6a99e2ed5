"""Pictures on a web page: drawings as a part of it, in colours that change at night; images of pixels as `data:` addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import bidirectional

from lxml import etree
from markupsafe import Markup

from report.model.figure import Picture
from report.output.flow import local_name
from report.output.web.carried import address

VECTORS = "image/svg+xml"

_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_PAINT = ("fill", "stroke")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Drawings:
    """The pictures of one page, and the colours that its drawings have by day."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self.pictures = pictures
        self.colours: dict[str, None] = {}

    def address(self, name: str) -> str:
        """Return the address of a picture; a LookupError names a figure without one."""
        picture = self._picture(name)
        return address(picture.data, picture.media_type)

    def drawn(self, name: str, *, fixed: bool = False) -> Markup:
        """Return a drawing as a part of the page; nothing for an image of pixels. A `fixed` one keeps its colours at night."""
        picture = self._picture(name)
        if picture.media_type != VECTORS:
            return Markup()
        root = etree.fromstring(picture.data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        for attribute in {"width", "height", "version"} & set(map(str, root.attrib)):  # the style sheet says how large it is
            del root.attrib[attribute]
        root.set("style", f"{root.get('style') or ''}; fill: currentcolor".strip("; "))  # where a drawing names no colour
        for element in root.iter(etree.Element):
            self._set(element, fixed=fixed)
        root.set("aria-hidden", "true")  # what holds it says what it shows
        root.set("focusable", "false")
        etree.cleanup_namespaces(root)
        return Markup(etree.tostring(root, encoding="unicode"))

    def rules(self, night: Mapping[str, str]) -> tuple[str, str]:
        """Return what the colours of the drawings are by day, and at night, as custom properties."""
        day = "".join(f"{_property(colour)}: {colour}; " for colour in sorted(self.colours))
        return day, "".join(f"{_property(colour)}: {night[colour]}; " for colour in sorted(self.colours))

    def _picture(self, name: str) -> Picture:
        if name not in self.pictures:
            raise LookupError(f"there is no picture of “{name}”")
        return self.pictures[name]

    def _set(self, element: etree._Element, *, fixed: bool) -> None:
        """Let an element take its colours from the page, and its words from the page's faces."""
        painted = [f"{name}: {value}" for name in _PAINT if (value := element.get(name, "")).startswith("#")]
        for name in (declaration.partition(":")[0] for declaration in painted):
            del element.attrib[name]
        if style := "; ".join(filter(None, [*painted, element.get("style")])):
            element.set("style", style.strip() if fixed else _COLOUR.sub(self._own, style.strip()))
        if _XLINK in element.attrib:
            element.set("href", str(element.attrib.pop(_XLINK)))
        if _LANG in element.attrib:
            element.set("lang", str(element.attrib.pop(_LANG)))
        if local_name(element) == "text" and any(bidirectional(c) in {"R", "AL"} for c in "".join(map(str, element.itertext()))):
            element.set("class", "foreign")

    def _own(self, found: re.Match[str]) -> str:
        self.colours[found[0]] = None
        return f"var({_property(found[0])})"


def _property(colour: str) -> str:
    return f"--drawn-{colour[1:]}"
