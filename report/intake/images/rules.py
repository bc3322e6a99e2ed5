"""Rules of images: what one is, and what it may not do."""

from __future__ import annotations

from report.problems import Rule, Severity

UNREADABLE = Rule(
    "FIG-203",
    Severity.ERROR,
    "Image that can't be read",
    "An image is a PNG, a JPEG, a WebP or an SVG inside the article's folder, whole, and is what its name says. A link that "
    "leads out of the folder is not followed, and an SVG says its proportions, in a viewBox or by its width and height.",
)
ASKS = Rule(
    "FIG-204",
    Severity.ERROR,
    "Drawing that does more than draw",
    "An SVG of an article goes into every copy of it, and is laid out by programs of all kinds. It may not run, move, link, "
    "import or fetch anything: no scripts, no animation, no links, no entities, no style sheets, pictures or fonts from "
    "elsewhere. What it shows is in it: shapes, text, and small images as data: addresses. Drawing programs write "
    "such a file as “plain SVG”.",
)
MOVES = Rule(
    "FIG-206",
    Severity.WARNING,
    "Image that moves",
    "A PNG or a WebP can be several pictures that follow each other. Paper shows one, and so do all formats: what moves by "
    "itself can distract, flash or bring on a seizure, and an e-book says of itself that nothing in it does. The first picture "
    "is taken; save the one that is meant as an image of its own.",
)
UNDRAWN = Rule(
    "FIG-207",
    Severity.ERROR,
    "Drawing that can't be drawn as browsers draw it",
    "A drawing shows the same in print, in the e-book and in a browser. Shapes in plain colours and single lines of text stay "
    "vectors in print; gradients, patterns, masks, filters, blending, images, text of all other kinds and much else are drawn as "
    "a picture, sharp enough for print, with the publication's own fonts. A few things neither way draws, and they would be "
    "missing without a word: conditions and variables in style sheets, functions such as calc(), geometry and transform in CSS, "
    "light. Write what they come to, or turn it into paths; drawing programs do that on export.",
)
